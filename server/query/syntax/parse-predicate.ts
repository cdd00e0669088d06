import { isBare, parseItems } from './parse-parenthesis.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, Quantified } from './tree.ts';

type ReadValue = (cursor: SqlCursor) => Expression;
type Comparison = Quantified['operator'];

/** Reads a comparison, IS, IN, LIKE or BETWEEN behind its operand; nothing where none stands there. */
export function parsePredicate(cursor: SqlCursor, operand: Expression, value: ReadValue): Expression | undefined {
  const { start } = operand.range;
  const { token } = cursor;
  if (token.kind === 'symbol') {
    const operator = comparison(token.text);
    return operator && parseComparison(cursor, operand, operator, value);
  }
  if (cursor.isWord('is')) return parseIs(cursor, operand, value);
  const negated = cursor.isWord('not');
  const keyword = cursor.peek(negated ? 1 : 0);
  if (keyword.kind !== 'word' || !['in', 'like', 'between'].includes(keyword.text)) return undefined;
  if (negated) cursor.next();
  cursor.next();
  if (keyword.text === 'in') return parseIn(cursor, operand, negated);
  if (keyword.text === 'like') {
    const pattern = barePattern(cursor) ?? value(cursor);
    const character = cursor.takeWord('escape') ? value(cursor) : undefined;
    return { kind: 'like', range: cursor.since(start), negated, operand, pattern, ...(character && { escape: character }) };
  }
  const low = value(cursor);
  cursor.expectWord('and', ' between the bounds of `between`');
  const high = value(cursor);
  return { kind: 'between', range: cursor.since(start), negated, operand, low, high };
}

/** `like get%`, whose quotes are missing: what stands there up to a blank. */
function barePattern(cursor: SqlCursor): Expression | undefined {
  const { kind, start } = cursor.token;
  if (kind === 'string' || kind === 'quoted') return undefined;
  let [count, end, percent] = [0, start, false];
  for (let next = cursor.token; next.start === end && next.kind !== 'end' && next.text !== ')'; next = cursor.peek(count)) {
    percent ||= next.kind === 'symbol' && next.text === '%';
    end = next.end;
    count += 1;
  }
  if (!percent) return undefined;
  for (; count > 0; count--) cursor.next();
  const pattern = cursor.text.slice(start, end);
  cursor.report({ start, end }, `A pattern is a text, which stands in single quotes: '${pattern}'.`);
  return { kind: 'literal', range: { start, end }, type: 'string', value: pattern };
}

function comparison(text: string): Comparison | undefined {
  return text === '=' || text === '<>' || text === '<' || text === '<=' || text === '>' || text === '>=' ? text : undefined;
}

function parseComparison(cursor: SqlCursor, operand: Expression, operator: Comparison, value: ReadValue): Expression {
  const { start } = operand.range;
  const { token } = cursor;
  const operatorRange = { start: token.start, end: token.end };
  cursor.next();
  const quantifier = cursor.token.text;
  const quantified = quantifier === 'all' || quantifier === 'any' || quantifier === 'some';
  if (quantified && cursor.token.kind === 'word' && cursor.is('(', 1)) {
    cursor.next();
    const open = cursor.next();
    const query = cursor.grammar.query(cursor);
    cursor.close(open);
    return { kind: 'quantified', range: cursor.since(start), operator, quantifier, operand, query };
  }
  const right = value(cursor);
  return { kind: 'binary', range: cursor.since(start), operator, operatorRange, left: operand, right };
}

function parseIs(cursor: SqlCursor, operand: Expression, value: ReadValue): Expression {
  const { start } = operand.range;
  const keyword = cursor.next();
  const negated = cursor.takeWord('not');
  if (cursor.isWord('distinct') && cursor.isWord('from', 1)) {
    cursor.next();
    const operatorRange = { start: keyword.start, end: cursor.next().end };
    const operator = negated ? 'is not distinct from' : 'is distinct from';
    const right = value(cursor);
    return { kind: 'binary', range: cursor.since(start), operator, operatorRange, left: operand, right };
  }
  cursor.expectWord('null', ' or `distinct from`');
  return { kind: 'is-null', range: cursor.since(start), negated, operand };
}

function parseIn(cursor: SqlCursor, operand: Expression, negated: boolean): Expression {
  const { start } = operand.range;
  const open = cursor.token;
  if (!cursor.expect('(', ' after `in`')) {
    return { kind: 'in-list', range: cursor.since(start), negated, operand, items: [cursor.missing()] };
  }
  const items = parseItems(cursor);
  cursor.close(open);
  const range = cursor.since(start);
  const [first] = items;
  // `in ((select …))` is a list of one value.
  if (first && isBare(first)) return { kind: 'in-query', range, negated, operand, query: first.query };
  return { kind: 'in-list', range, negated, operand, items };
}
