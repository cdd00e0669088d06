import type { TextRange } from '../../lint/finding.ts';
import { CannotCompile } from './emission.ts';
import { literal } from './sql-text.ts';

/** Tokens of MySQL, as SLS takes them, in the words of DuckDB's `strftime`. */
const TOKENS: Readonly<Record<string, string>> = {
  Y: '%Y',
  y: '%y',
  m: '%m',
  c: '%-m',
  M: '%B',
  b: '%b',
  d: '%d',
  e: '%-d',
  a: '%a',
  W: '%A',
  w: '%w',
  j: '%j',
  H: '%H',
  k: '%-H',
  h: '%I',
  I: '%I',
  l: '%-I',
  i: '%M',
  S: '%S',
  s: '%S',
  p: '%p',
  r: '%I:%M:%S %p',
  T: '%H:%M:%S',
  V: '%U',
  v: '%V',
  x: '%G',
  f: '%f',
  '%': '%%',
};

/** SQL of a wall clock in a format. */
export function emitFormatted(wall: string, format: string): string {
  const pieces = formatPieces(format).map(piece => ('format' in piece ? `strftime(${wall}, ${literal(piece.format)})` : ordinalDay(wall)));
  return pieces.length === 1 ? pieces[0]! : `(${pieces.join(' || ')})`;
}

/** 1st, 2nd, 3rd, 4th, 11th. */
const ordinalDay = (wall: string): string =>
  `(CAST(day(${wall}) AS VARCHAR) || CASE WHEN day(${wall}) IN (11, 12, 13) THEN 'th' ELSE CASE day(${wall}) % 10 WHEN 1 THEN 'st' WHEN 2 THEN 'nd' WHEN 3 THEN 'rd' ELSE 'th' END END)`;

/** A format in pieces: text for `strftime`, or the day with its suffix. */
export type FormatPiece = { readonly format: string } | { readonly ordinalDay: true };

export function formatPieces(format: string): FormatPiece[] {
  const pieces: FormatPiece[] = [];
  let text = '';
  for (const [, token, plain] of format.matchAll(/%(.?)|([^%]+)/gsu)) {
    if (plain !== undefined) text += plain;
    else if (token === 'D') {
      if (text !== '') pieces.push({ format: text });
      pieces.push({ ordinalDay: true });
      text = '';
    }
    // what is no token stands for itself
    // a sign at the end is the sign of nothing
    else text += token === '' ? '' : Object.hasOwn(TOKENS, token!) ? TOKENS[token!] : token;
  }
  if (text !== '' || pieces.length === 0) pieces.push({ format: text });
  return pieces;
}

/** Tokens that are read, in the words of `strptime`. */
const READ: Readonly<Record<string, string>> = { ...TOKENS, c: '%m', e: '%d', k: '%H', l: '%I', r: '%I:%M:%S %p' };
const UNREADABLE = new Set(['w', 'V', 'D', 'U', 'u', 'X']);

export function parseFormat(format: string, range: TextRange): string {
  return format.replaceAll(/%(.?)/gsu, (_, token: string) => {
    if (UNREADABLE.has(token)) throw new CannotCompile(range, `date_parse does not read %${token}.`);
    return token === '' ? '%%' : Object.hasOwn(READ, token) ? READ[token]! : token;
  });
}
