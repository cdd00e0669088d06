/** A piece of a text and where it begins. */
export interface TextPiece {
  readonly text: string;
  readonly offset: number;
}

/** A YAML text cut at the items of one top-level block sequence, so that an edit re-reads one item only. */
export interface SequenceSplit {
  /** Everything up to the first item, the key's line included. */
  readonly head: TextPiece;
  readonly items: readonly TextPiece[];
  /** The top-level keys after the sequence; may be empty. */
  readonly tail: TextPiece;
}

/**
 * Cuts a text at the items of the block sequence under the top-level key `key`. Undefined where lines alone cannot tell
 * (directives, several documents, tabs in indentation, the key twice, an odd dedent): the whole text is then read at once.
 * A quoted scalar may still run over a cut; its piece then has a missing quote, which the caller must notice.
 */
export function splitSequence(text: string, key: string): SequenceSplit | undefined {
  const keyLine = new RegExp(`^${key}:[ \\t]*(#.*)?\\r?$`, 'gm');
  const found = keyLine.exec(text);
  if (!found || text.charCodeAt(0) === 0xfeff || /^(%|\.\.\.)/m.test(text)) return undefined;
  const before = text.slice(0, found.index);
  if (
    /\S/.test(
      before
        .replace(/^#.*$/gm, '')
        .replace(/^---[ \t]*(#.*)?\r?$/m, '')
        .match(/^---/m)?.[0] ?? '',
    )
  )
    return undefined;
  const starts: number[] = [];
  let indent = -1;
  let end = text.length;
  for (let at = nextLine(text, found.index); at < text.length; at = nextLine(text, at)) {
    let column = at;
    while (text.charCodeAt(column) === 32) column++;
    const c = text.charCodeAt(column);
    if (Number.isNaN(c) || c === 10 || c === 13 || c === 35) continue;
    if (c === 9) return undefined;
    const depth = column - at;
    if (depth === 0 && text.startsWith('---', at)) return undefined;
    if (indent < 0) indent = depth;
    if (depth > indent) {
      if (starts.length === 0) return undefined;
    } else if (depth === indent && c === 45 && isBlank(text.charCodeAt(column + 1))) {
      starts.push(at);
    } else if (depth === 0) {
      end = at;
      break;
    } else {
      return undefined;
    }
  }
  if (starts.length === 0) return undefined;
  keyLine.lastIndex = end;
  if (keyLine.test(text) || /^---/m.test(text.slice(end))) return undefined;
  const items = starts.map((start, i) => ({ text: text.slice(start, starts[i + 1] ?? end), offset: start }));
  return { head: { text: text.slice(0, starts[0]), offset: 0 }, items, tail: { text: text.slice(end), offset: end } };
}

function nextLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline + 1;
}

const isBlank = (c: number) => c === 32 || c === 10 || c === 13 || c === 9 || Number.isNaN(c);
