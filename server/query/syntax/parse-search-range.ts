import type { SearchCursor } from './search-cursor.ts';
import type { SearchToken } from './search-lexer.ts';
import type { FieldName, Missing, SearchRange, SearchValue } from './tree.ts';

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

const FORM = 'a range has two numbers with a blank between them, such as `[400 500)`';

/** `in [400 500)` behind a field; a comma between the numbers is read too. The cursor stands on `in`. */
export function parseRange(cursor: SearchCursor, field: FieldName): SearchRange {
  cursor.next();
  const includesFrom = cursor.next().kind === '[';
  const words: SearchValue[] = [];
  while (cursor.token.kind === 'word') for (const number of numbersOf(cursor.next())) words.push(number);
  const malformed = words.find(word => !NUMBER.test(word.text)) ?? words[2];
  if (malformed) cursor.report(malformed.range, `Malformed range: ${FORM}.`);
  const [from = cursor.missing(), to = cursor.missing()]: (SearchValue | Missing)[] = words;
  const closes = cursor.token.kind === ']' || cursor.token.kind === ')';
  if (!malformed && (!closes || words.length < 2)) cursor.problem(`the range is malformed: ${FORM}`);
  const includesTo = cursor.token.kind === ']';
  if (closes) cursor.next();
  return { kind: 'range', range: { start: field.range.start, end: cursor.lastEnd }, field, from, to, includesFrom, includesTo };
}

/** `400,500` is one word to the lexer. */
function numbersOf(token: SearchToken): SearchValue[] {
  return [...token.text.matchAll(/[^,]+/g)].map(match => {
    const start = token.start + match.index;
    return { kind: 'word', range: { start, end: start + match[0].length }, text: match[0] };
  });
}
