import type { CST } from 'yaml';
import { foldedText, TextJoiner } from './embedded-folding.ts';
import type { EmbeddedText } from './embedded-place.ts';

/**
 * The text a scalar of the concrete syntax stands for, with its places; undefined for a plain one, which cannot hold a
 * mapping. Of a block scalar every line is kept, also the last blank ones, so that one can type there.
 */
export function scalarText(token: CST.Token, text: string): EmbeddedText | undefined {
  if (token.type === 'block-scalar') return blockScalar(token, text);
  if (token.type === 'double-quoted-scalar') return quoted(token, doubleQuoted(token.source), { kind: 'escaped' });
  if (token.type === 'single-quoted-scalar') return quoted(token, singleQuoted(token.source), { kind: 'single-quoted' });
  return undefined;
}

/** The blank lines behind a block scalar, which the library leaves out. */
const BLANK_LINES = /(?: *\r?\n)*(?: *$)?/y;

function blockScalar(token: CST.BlockScalar, text: string): EmbeddedText | undefined {
  const header = token.props.find(p => p.type === 'block-scalar-header');
  const last = token.props.at(-1);
  if (!header || !last || !('source' in header) || !('source' in last)) return undefined;
  const begin = last.offset + last.source.length;
  const explicit = /[1-9]/.exec(header.source)?.[0];
  const firstIndent = /^( *)[^\s]/m.exec(token.source)?.[1] ?? '';
  // the number in the header counts from the indentation of the parent, which the first line tells where it is not deeper
  const indent = explicit ? Math.max(0, token.indent) + Number(explicit) : firstIndent.length;
  BLANK_LINES.lastIndex = begin + token.source.length;
  const source = token.source + BLANK_LINES.exec(text)![0];
  const lines: { outer: number; text: string }[] = [];
  for (const match of source.matchAll(/[^\n]*(?:\n|$)/g)) {
    if (match[0] === '') continue;
    const skipped = Math.min(indent, /^ */.exec(match[0])![0].length);
    lines.push({ outer: begin + match.index + skipped, text: match[0].slice(skipped) });
  }
  if (lines.length === 0) return undefined;
  const outer = { start: begin, end: begin + source.length };
  const style = { kind: 'lines', of: 'scalar', indent, wholeFirst: true } as const;
  if (header.source.startsWith('>')) return { ...foldedText(lines), outer, style };
  const joiner = new TextJoiner();
  for (const line of lines) joiner.take(line.text, line.outer);
  return { ...joiner.joined(), outer, style };
}

const quoted = (token: CST.FlowScalar, read: TextJoiner, style: EmbeddedText['style']): EmbeddedText | undefined => {
  const { text, stretches } = read.joined();
  if (stretches.length === 0) return undefined;
  const moved = stretches.map(s => ({ ...s, outer: s.outer + token.offset }));
  return { text, stretches: moved, outer: { start: token.offset, end: token.offset + token.source.length }, style };
};

function singleQuoted(source: string): TextJoiner {
  const joiner = new TextJoiner();
  const end = source.length > 1 && source.endsWith("'") ? source.length - 1 : source.length;
  for (let at = 1; at < end; ) {
    const piece = /^(?:''|[ \t]*\r?\n\s*|[^'\n]+?(?=[ \t]*\r?\n|'|$)|[\s\S])/.exec(source.slice(at, end))![0];
    if (piece === "''") joiner.replace("'");
    else if (piece.includes('\n')) joiner.replace(folded(piece));
    else joiner.take(piece, at);
    at += piece.length;
    // a place between two of what is written otherwise has no letter beside it
    joiner.take('', at);
  }
  return joiner;
}

const ESCAPES: Readonly<Record<string, string>> = {
  0: '\0',
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
  e: '\x1b',
  N: '\x85',
  _: '\xa0',
  L: '\u2028',
  P: '\u2029',
};

function doubleQuoted(source: string): TextJoiner {
  const joiner = new TextJoiner();
  const end = source.length > 1 && source.endsWith('"') ? source.length - 1 : source.length;
  const piece =
    /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|\r?\n[ \t]*|[\s\S])|[ \t]*\r?\n\s*|[^\\\n]+?(?=[ \t]*\r?\n|\\|$)|[\s\S]/y;
  for (let at = 1; at < end; at = piece.lastIndex) {
    piece.lastIndex = at;
    const found = piece.exec(source)![0].slice(0, end - at);
    if (found.startsWith('\\')) joiner.replace(unescaped(found));
    else if (found.includes('\n')) joiner.replace(folded(found));
    else joiner.take(found, at);
    joiner.take('', at + found.length);
  }
  return joiner;
}

function unescaped(sequence: string): string {
  if (/^\\\r?\n/.test(sequence)) return '';
  const code = /^\\[xuU]([0-9a-fA-F]+)$/.exec(sequence)?.[1];
  if (code) return Number.parseInt(code, 16) <= 0x10ffff ? String.fromCodePoint(Number.parseInt(code, 16)) : '\ufffd';
  return ESCAPES[sequence[1] ?? ''] ?? sequence.slice(1);
}

/** Line breaks inside quotes: one is a space, of more the first is dropped. */
const folded = (breaks: string): string => '\n'.repeat(breaks.split('\n').length - 2) || ' ';
