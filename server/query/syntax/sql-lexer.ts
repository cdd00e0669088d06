import type { TextRange } from '../../lint/finding.ts';
import { Problems, shown } from './problems.ts';
import { unicodeText } from './unicode-text.ts';

/** A token of the SQL part. */
export interface SqlToken extends TextRange {
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'symbol' | 'end';
  /** Of words and numbers lower case, of texts and quoted names without quotes, of symbols as written (`<>` for `!=`). */
  readonly text: string;
}

export interface SqlTokens {
  /** The last one is `end`. */
  readonly tokens: readonly SqlToken[];
  readonly comments: readonly TextRange[];
}

const BLANKS = /\s+/y;
/** Letters of other scripts are read as part of a name, which then has to be quoted. */
const FOREIGN = /[\p{L}\p{N}\p{M}_@$\\]+/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
/** As it is meant where somebody forgot its quotes. */
const JSON_PATH = /\$(?:\.[\w-]+|\[[^\]\s]*\])*\.?/y;
const PAIRS: ReadonlySet<string> = new Set(['->', '=>', '||', '<>', '!=', '<=', '>=', '==']);
const SYMBOLS: ReadonlySet<string> = new Set('()[],.;+-*/%=<>?:{}|');
/** Symbols that are read as another. */
const SAME: ReadonlyMap<string, string> = new Map([
  ['!=', '<>'],
  ['==', '='],
]);
/** What begins a pair. */
const FIRST: ReadonlySet<string> = new Set('-=|<>!');

/** Tokens from `from` on; what is no token is told to who collects problems, and left out. */
export function sqlTokens(text: string, from: number, problems = new Problems()): SqlTokens {
  const tokens: SqlToken[] = [];
  const comments: TextRange[] = [];
  const quotes = { "'": true, '"': true, '`': true };
  /** Where a match that begins at `at` ends; `at` itself where there is none. */
  const endOf = (pattern: RegExp, at: number): number => {
    pattern.lastIndex = at;
    return pattern.test(text) ? pattern.lastIndex : at;
  };

  /** The end of a quoted text; `quotes` remembers that a quote does not come again, so that noise is read in linear time. */
  const endOfQuoted = (start: number, quote: "'" | '"' | '`'): { end: number; text: string } => {
    let at = quotes[quote] ? text.indexOf(quote, start + 1) : -1;
    while (at !== -1 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
    if (at !== -1) return { end: at + 1, text: text.slice(start + 1, at).replaceAll(quote + quote, quote) };
    quotes[quote] = false;
    const line = text.indexOf('\n', start);
    const rest = text.slice(start + 1, line === -1 ? text.length : line).trimEnd();
    problems.addUnclosed(
      { start, end: start + 1 + rest.length },
      `The ${quote === "'" ? 'text' : 'name'} that begins here has no closing ${quote}.${quote === "'" ? " A quote inside a text is doubled: ''." : ''}`,
    );
    return { end: start + 1 + rest.length, text: rest };
  };

  let at = from;
  while (at < text.length) {
    const start = at;
    const character = text[at]!;
    const code = text.charCodeAt(at);
    if (isBlank(code)) {
      at += 1;
      continue;
    }
    if (code > ASCII) {
      at = endOf(BLANKS, at);
      if (at > start) continue;
    }
    if (character === '-' && text[at + 1] === '-') {
      const line = text.indexOf('\n', at);
      at = line === -1 ? text.length : line;
      comments.push({ start, end: at });
    } else if (character === '/' && text[at + 1] === '*') {
      const close = text.indexOf('*/', at + 2);
      if (close === -1) problems.add({ start, end: start + 2 }, 'The comment that begins here has no closing */.');
      at = close === -1 ? text.length : close + 2;
      comments.push({ start, end: at });
    } else if (character === "'" || character === '"' || character === '`') {
      const quoted = endOfQuoted(start, character);
      at = quoted.end;
      const range = { start, end: at };
      if (character === '`') problems.add(range, `A name is quoted with double quotes: "${quoted.text}".`);
      if (character === '"' && at === start + 2) problems.add(range, 'A name between quotes cannot be empty.');
      tokens.push({ kind: character === "'" ? 'string' : 'quoted', ...range, text: quoted.text });
    } else if (character === '$' && /[.[]/.test(text[at + 1] ?? '')) {
      at = endOf(JSON_PATH, at);
      const path = text.slice(start, at);
      problems.add({ start, end: at }, `A path into JSON is a text, which stands in single quotes: '${path}'.`);
      tokens.push({ kind: 'string', start, end: at, text: path });
    } else if ((character === 'u' || character === 'U') && text.startsWith("&'", at + 1)) {
      const quoted = endOfQuoted(at + 2, "'");
      const { end, text: decoded, problem } = unicodeText(text, quoted.text, quoted.end);
      at = end;
      if (problem !== undefined) problems.add({ start, end }, problem);
      tokens.push({ kind: 'string', start, end, text: decoded });
    } else {
      const numberEnd = isDigit(code) || character === '.' ? endOf(NUMBER, at) : at;
      const isNumber = numberEnd > at;
      const plainEnd = isNumber ? numberEnd : beginsWord(code) ? endOfWord(text, at) : at;
      const next = text.charCodeAt(plainEnd);
      // a word has taken every letter that is ASCII
      const end = beginsForeign(next) || (isNumber && beginsWord(next)) ? endOf(FOREIGN, plainEnd) : plainEnd;
      if (end > at) {
        at = end;
        const written = text.slice(start, at);
        const foreign = end > plainEnd;
        if (foreign) problems.add({ start, end }, unquoted(written, isNumber));
        const kind = foreign ? 'quoted' : isNumber ? 'number' : 'word';
        tokens.push({ kind, start, end, text: foreign ? written : written.toLowerCase() });
        continue;
      }
      const pair = FIRST.has(character) ? text.slice(at, at + 2) : '';
      const symbol = PAIRS.has(pair) ? pair : SYMBOLS.has(character) ? character : '';
      at += Math.max(symbol.length, 1);
      if (symbol === '==') problems.add({ start, end: at }, 'Equality is written with one `=`.');
      if (symbol === '') problems.add({ start, end: at }, `${shown(character)} has no meaning here.`);
      else tokens.push({ kind: 'symbol', start, end: at, text: SAME.get(symbol) ?? symbol });
    }
  }
  tokens.push({ kind: 'end', start: text.length, end: text.length, text: '' });
  return { tokens, comments };
}

const ASCII = 127;
const UNDERSCORE = 95;

/** Blanks that are ASCII. */
const isBlank = (code: number): boolean => code === 32 || (code >= 9 && code <= 13);

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Letters, and `_`. */
const beginsWord = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === UNDERSCORE;

function endOfWord(text: string, start: number): number {
  let end = start + 1;
  for (let code = text.charCodeAt(end); beginsWord(code) || isDigit(code); code = text.charCodeAt(end)) end += 1;
  return end;
}

/** What is not ASCII, `@`, `$` and `\\`. */
const beginsForeign = (code: number): boolean => code > ASCII || code === 64 || code === 36 || code === 92;

function unquoted(name: string, digit: boolean): string {
  return digit
    ? `A name that begins with a digit is written in double quotes: "${name}".`
    : `This name is written in double quotes: "${name}".`;
}
