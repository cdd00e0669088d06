import type { TextRange } from '../../lint/finding.ts';

/** A token of the search part. A word runs to the next blank, parenthesis, bracket, quote or operator. */
export interface SearchToken extends TextRange {
  readonly kind: 'word' | 'quoted' | 'phrase' | '(' | ')' | '[' | ']' | ':' | 'comparison' | 'inequality' | 'end';
  /** Of words and operators as written, of quoted text without quotes and escapes. */
  readonly text: string;
  /** A quoted text without its closing quote. */
  readonly open?: boolean;
}

/** Tokens up to the first `|` that stands in no quotes; the last one is `end`. */
export interface SearchTokens {
  readonly tokens: readonly SearchToken[];
  readonly pipe?: TextRange;
  readonly end: number;
}

const BLANKS = /\s+/y;
/** `!` is a word like any other unless `=` follows. */
const WORD = /(?:[^\s()[\]:"|<>=!#]|!(?!=)|#(?!"))+/y;
const OPERATOR = /!=|<>|[<>]=?|=/y;

export function searchTokens(text: string): SearchTokens {
  const tokens: SearchToken[] = [];
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  let unclosed = false;
  let at = 0;
  while (at < text.length) {
    const character = text[at]!;
    if (character === '|') return { tokens: [...tokens, endToken(at)], pipe: { start: at, end: at + 1 }, end: at };
    const blanks = match(BLANKS, at);
    if (blanks !== undefined) {
      at += blanks.length;
      continue;
    }
    const start = at;
    if (character === '"' || (character === '#' && text[at + 1] === '"')) {
      const quote = character === '"' ? at : at + 1;
      const closing: number = unclosed ? -1 : closingQuote(text, quote + 1);
      unclosed ||= closing === -1;
      at = closing === -1 ? endOfUnclosed(text, quote + 1) : closing + 1;
      const inner = text.slice(quote + 1, closing === -1 ? at : closing).replaceAll('\\"', '"');
      const kind = character === '"' ? 'quoted' : 'phrase';
      tokens.push({ kind, start, end: at, text: inner, ...(closing === -1 && { open: true }) });
      continue;
    }
    const operator = match(OPERATOR, at);
    if (operator !== undefined) {
      at += operator.length;
      tokens.push({ kind: operator === '!=' || operator === '<>' ? 'inequality' : 'comparison', start, end: at, text: operator });
    } else if (isMark(character)) {
      at += 1;
      tokens.push({ kind: character, start, end: at, text: character });
    } else {
      const word = match(WORD, at) ?? character;
      at += word.length;
      tokens.push({ kind: 'word', start, end: at, text: word });
    }
  }
  return { tokens: [...tokens, endToken(at)], end: at };
}

function isMark(character: string): character is '(' | ')' | '[' | ']' | ':' {
  return '()[]:'.includes(character);
}

const endToken = (at: number): SearchToken => ({ kind: 'end', start: at, end: at, text: '' });

/** A backslash escapes a quote and nothing else. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at > from && text[at - 1] === '\\') at = text.indexOf('"', at + 1);
  return at;
}

/** Where a text without closing quote is taken to end: before the pipe or at the end of its line, so that the rest is still read. */
function endOfUnclosed(text: string, from: number): number {
  const stop = /[|\n]/.exec(text.slice(from))?.index ?? text.length - from;
  return from + text.slice(from, from + stop).trimEnd().length;
}
