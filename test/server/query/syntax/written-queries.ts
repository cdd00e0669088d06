import fc from 'fast-check';
import { ALL_QUERIES } from '../vectors.ts';

const PIECES =
  `select from where group by having order limit union all intersect except with as values case when then else end in not and or
  is null like between distinct join on using cross unnest exists cast try_cast array row over partition rows preceding filter interval
  ( ) [ ] , . ; | " ' \` -- /* */ -> => || <> != = < > * / % + - ? : { } # \\ @ $ é 🚀 1 1.5e3 .5 0x a "b" 't' log __tag__`.split(/\s+/);

/** A piece of a query, or of nothing. */
export const piece = fc.oneof(
  fc.constantFrom(...PIECES, ' ', '\n', '\r\n', '\u0000', '\ud800'),
  fc.string({ maxLength: 4, unit: 'binary' }),
);

export const noise = fc
  .array(fc.tuple(piece, fc.constantFrom('', ' ', ' ')), { maxLength: 60 })
  .map(pieces => pieces.map(([text, blank]) => text + blank).join(''));

/** A right or refused query with up to four pieces taken out, put in or doubled. */
export const mutated = fc
  .tuple(
    fc.constantFrom(...ALL_QUERIES),
    fc.array(fc.record({ at: fc.nat(), length: fc.nat(12), piece, twice: fc.boolean() }), { minLength: 1, maxLength: 4 }),
  )
  .map(([query, changes]) =>
    changes.reduce((text, { at, length, piece: put, twice }) => {
      const start = at % (text.length + 1);
      const taken = text.slice(start, start + length);
      return text.slice(0, start) + (twice ? taken + taken : put) + text.slice(start + length);
    }, query),
  );
