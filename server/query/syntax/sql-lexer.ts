import type { TextRange } from '../../lint/finding.ts';
import type { Problems } from './problems.ts';
import { shown } from './problems.ts';

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
const WORD = /[A-Za-z_][A-Za-z0-9_]*/y;
/** Letters of other scripts are read as part of a name, which then has to be quoted. */
const FOREIGN = /[\p{L}\p{N}\p{M}_@$\\]+/uy;
const NUMBER = /(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y;
const SYMBOL = /->|=>|\|\||<>|!=|<=|>=|[()[\],.;+\-*/%=<>?:{}]/y;

/** Tokens from `from` on; what is no token is told and left out. */
export function sqlTokens(text: string, from: number, problems: Problems): SqlTokens {
  const tokens: SqlToken[] = [];
  const comments: TextRange[] = [];
  const quotes = { "'": true, '"': true, '`': true };
  const match = (pattern: RegExp, at: number): string => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0] ?? '';
  };

  /** The end of a quoted text; `quotes` remembers that a quote does not come again, so that noise is read in linear time. */
  const endOfQuoted = (start: number, quote: "'" | '"' | '`'): { end: number; text: string } => {
    let at = quotes[quote] ? text.indexOf(quote, start + 1) : -1;
    while (at !== -1 && text[at + 1] === quote) at = text.indexOf(quote, at + 2);
    if (at !== -1) return { end: at + 1, text: text.slice(start + 1, at).replaceAll(quote + quote, quote) };
    quotes[quote] = false;
    const line = text.indexOf('\n', start);
    const rest = text.slice(start + 1, line === -1 ? text.length : line).trimEnd();
    problems.add(
      { start, end: start + 1 + rest.length },
      `The ${quote === "'" ? 'text' : 'name'} that begins here has no closing ${quote}.`,
    );
    return { end: start + 1 + rest.length, text: rest };
  };

  let at = from;
  while (at < text.length) {
    const start = at;
    const character = text[at]!;
    const blanks = match(BLANKS, at);
    if (blanks !== '') at += blanks.length;
    else if (text.startsWith('--', at)) {
      const line = text.indexOf('\n', at);
      at = line === -1 ? text.length : line;
      comments.push({ start, end: at });
    } else if (text.startsWith('/*', at)) {
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
    } else {
      const number = match(NUMBER, at);
      const word = number === '' ? match(WORD, at) : '';
      const plain = number + word;
      const foreign = plain === '' && !startsForeign(character) ? '' : match(FOREIGN, at + plain.length);
      if (plain + foreign !== '') {
        at += plain.length + foreign.length;
        const written = text.slice(start, at);
        if (foreign !== '') problems.add({ start, end: at }, unquoted(written, number !== ''));
        const kind = foreign !== '' ? 'quoted' : number !== '' ? 'number' : 'word';
        tokens.push({ kind, start, end: at, text: foreign !== '' ? written : written.toLowerCase() });
        continue;
      }
      const symbol = match(SYMBOL, at);
      at += Math.max(symbol.length, 1);
      if (symbol === '') problems.add({ start, end: at }, `${shown(character)} has no meaning here.`);
      else tokens.push({ kind: 'symbol', start, end: at, text: symbol === '!=' ? '<>' : symbol });
    }
  }
  return { tokens: [...tokens, { kind: 'end', start: text.length, end: text.length, text: '' }], comments };
}

function startsForeign(character: string): boolean {
  return /[^\p{ASCII}]|[@$\\]/u.test(character);
}

function unquoted(name: string, digit: boolean): string {
  return digit
    ? `A name that begins with a digit is written in double quotes: "${name}".`
    : `This name is written in double quotes: "${name}".`;
}
