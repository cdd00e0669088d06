import type { TextRange } from '../../lint/finding.ts';
import { parseRange } from './parse-search-range.ts';
import { isOperatorWord, type SearchCursor } from './search-cursor.ts';
import type { SearchToken } from './search-lexer.ts';
import type { FieldName, Missing, SearchComparison, SearchExpression, SearchField, SearchValue } from './tree.ts';

/** Parentheses deeper than this are refused; no search needs them, and reading them must not exhaust the stack. */
const DEEPEST = 100;

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/** A group, a term, or a condition on a field. Reads at least one token unless an operator or the end stands there. */
export function parsePrimary(cursor: SearchCursor, parseInner: (cursor: SearchCursor) => SearchExpression): SearchExpression {
  const { token } = cursor;
  switch (token.kind) {
    case '(':
      return parseGroup(cursor, parseInner);
    case 'word':
    case 'quoted':
      return isOperatorWord(token) && cursor.after.kind !== ':' ? absent(cursor) : parseCondition(cursor);
    case 'phrase':
      return { kind: 'term', range: rangeOf(token), value: parseValue(cursor) };
    case 'end':
    case ')':
      return absent(cursor);
    default: {
      cursor.problem(`a word or a field must stand before it; in a word it is written in double quotes`);
      cursor.next();
      return cursor.missing();
    }
  }
}

function absent(cursor: SearchCursor): Missing {
  cursor.problem('a word, a field or `(` is expected');
  return cursor.missing();
}

function parseGroup(cursor: SearchCursor, parseInner: (cursor: SearchCursor) => SearchExpression): SearchExpression {
  const open = cursor.next();
  if (cursor.depth >= DEEPEST) {
    cursor.report(open, `Parentheses nested deeper than ${DEEPEST} are not read.`);
    cursor.skipAll();
    return cursor.missing();
  }
  cursor.depth += 1;
  const operand = parseInner(cursor);
  cursor.depth -= 1;
  if (cursor.token.kind === ')') cursor.next();
  else if (!cursor.gaveUp) cursor.report(open, 'This `(` has no `)`.');
  return { kind: 'group', range: { start: open.start, end: cursor.lastEnd }, operand };
}

function parseCondition(cursor: SearchCursor): SearchExpression {
  const name = cursor.next();
  const { token } = cursor;
  if (token.kind === ':') {
    const field = parseFieldName(cursor, name);
    return field ?? afterColon(cursor, { range: rangeOf(name), name: name.text, quoted: name.kind === 'quoted' });
  }
  const field = { range: rangeOf(name), name: name.text, quoted: name.kind === 'quoted' };
  if (token.kind === 'comparison') return parseComparison(cursor, field);
  if (token.kind === 'inequality') {
    cursor.problem(`a search has no such operator: write \`not ${name.text}: …\``);
    return parseComparison(cursor, field);
  }
  if (token.kind === 'word' && token.text.toLowerCase() === 'in' && (cursor.after.kind === '[' || cursor.after.kind === '(')) {
    if (token.text === 'in') return parseRange(cursor, field);
    if (cursor.after.kind === '[') {
      cursor.problem('the operator of ranges is written in lower case: `in`');
      return parseRange(cursor, field);
    }
  }
  if (name.kind === 'word' && name.text === '*') return { kind: 'all', range: rangeOf(name) };
  return { kind: 'term', range: rangeOf(name), value: asValue(cursor, name) };
}

/** `__tag__:name` is one name: the value stands behind the second colon. */
function parseFieldName(cursor: SearchCursor, name: SearchToken): SearchField | undefined {
  const colon = cursor.token;
  const tag = cursor.after;
  if (
    name.kind !== 'word' ||
    name.text.toLowerCase() !== '__tag__' ||
    colon.start !== name.end ||
    tag.kind !== 'word' ||
    tag.start !== colon.end
  )
    return undefined;
  cursor.next();
  cursor.next();
  const field: FieldName = { range: { start: name.start, end: tag.end }, name: `__tag__:${tag.text}`, quoted: false };
  if (cursor.token.kind === ':') return afterColon(cursor, field);
  cursor.problem(`\`:\` and a value are expected after the tag ${tag.text}`);
  return { kind: 'field', range: field.range, field, value: cursor.missing() };
}

function afterColon(cursor: SearchCursor, field: FieldName): SearchField {
  const colon = cursor.next();
  const value = parseFieldValue(cursor, colon);
  return { kind: 'field', range: { start: field.range.start, end: cursor.lastEnd }, field, value };
}

function parseFieldValue(cursor: SearchCursor, operator: SearchToken): SearchValue | Missing {
  if (operator.text === '=' && cursor.token.text === '=' && cursor.touches('comparison')) {
    cursor.report({ start: operator.start, end: cursor.next().end }, 'Equality is written with one `=`, or with `:`.');
  }
  const { token } = cursor;
  if (isOperatorWord(token)) {
    cursor.problem(`a value is expected after \`${operator.text}\`; the word itself is written in double quotes`);
    const missing = cursor.missing();
    // With nothing behind it the word was meant as the value.
    if (cursor.after.kind === 'end' || cursor.after.kind === ')') cursor.next();
    return missing;
  }
  if (token.kind === '(' && operator.kind === ':') {
    cursor.problem('a field takes one value: write the field with each value, joined by `or`');
    return cursor.missing();
  }
  if (token.kind !== 'word' && token.kind !== 'quoted' && token.kind !== 'phrase') {
    cursor.problem(`a value is expected after \`${operator.text}\``);
    return cursor.missing();
  }
  if (token.kind === 'word' && token.text === '*') {
    return { kind: 'any', range: rangeOf(cursor.next()), text: '*' };
  }
  return parseValue(cursor);
}

function parseComparison(cursor: SearchCursor, field: FieldName): SearchComparison {
  const operatorToken = cursor.next();
  const operator = comparison(operatorToken.text);
  const value = parseFieldValue(cursor, operatorToken);
  if (operator !== '=' && value.kind !== 'missing' && !NUMBER.test(value.text)) {
    cursor.report(value.range, `\`${operator}\` compares numbers, and this is none.`);
  }
  const range = { start: field.range.start, end: cursor.lastEnd };
  return { kind: 'comparison', range, field, operator, operatorRange: rangeOf(operatorToken), value };
}

function comparison(text: string): SearchComparison['operator'] {
  return text === '>' || text === '>=' || text === '<' || text === '<=' ? text : '=';
}

function parseValue(cursor: SearchCursor): SearchValue {
  const token = cursor.next();
  if (token.kind !== 'word' || !cursor.touches(':')) return asValue(cursor, token);
  let text = token.text;
  while (cursor.touches(':')) {
    text += cursor.next().text;
    if (cursor.touches('word')) text += cursor.next().text;
  }
  const range = { start: token.start, end: cursor.lastEnd };
  cursor.report(range, `A value with \`:\` is written in double quotes: "${text}".`);
  return { kind: 'word', range, text };
}

function asValue(cursor: SearchCursor, token: SearchToken): SearchValue {
  const range = rangeOf(token);
  if (token.open) cursor.report(range, 'The quote that opens here is not closed.');
  if (token.kind !== 'word') return { kind: token.kind === 'phrase' ? 'phrase' : 'quoted', range, text: token.text };
  if (/^[*?]/.test(token.text)) cursor.report(range, 'A wildcard may not be the first character of a word.');
  return { kind: 'word', range, text: token.text };
}

const rangeOf = ({ start, end }: TextRange): TextRange => ({ start, end });
