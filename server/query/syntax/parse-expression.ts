import type { TextRange } from '../../lint/finding.ts';
import { parsePredicate } from './parse-predicate.ts';
import { parsePrimary } from './parse-primary.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { Binary, Expression } from './tree.ts';

/** How tight operators bind, the loosest first. */
const OR = 1;
const AND = 2;
const NOT = 3;
const PREDICATE = 4;
const CONCAT = 5;
const SIGN = 8;
const ZONE = 9;

const BINARY: ReadonlyMap<string, { readonly operator: Binary['operator']; readonly power: number }> = new Map([
  ['||', { operator: '||', power: CONCAT }],
  ['+', { operator: '+', power: 6 }],
  ['-', { operator: '-', power: 6 }],
  ['*', { operator: '*', power: 7 }],
  ['/', { operator: '/', power: 7 }],
  ['%', { operator: '%', power: 7 }],
]);

/** Reads an expression; where none begins, a missing one is told. */
export function parseExpression(cursor: SqlCursor): Expression {
  return parseFrom(cursor, OR);
}

/** Reads an operand of a predicate: everything that binds tighter than comparisons. */
export function parseValue(cursor: SqlCursor): Expression {
  return parseFrom(cursor, CONCAT);
}

function parseFrom(cursor: SqlCursor, least: number): Expression {
  return parseOperators(cursor, parseOperand(cursor, least), least);
}

function parseOperand(cursor: SqlCursor, least: number): Expression {
  const { token } = cursor;
  if (cursor.isWord('not') && least <= NOT) {
    cursor.next();
    const operand = cursor.nested(operandOfNot, missing);
    return { kind: 'unary', range: cursor.since(token.start), operator: 'not', operand };
  }
  if (cursor.is('-') || cursor.is('+')) {
    const operator = cursor.next().text === '-' ? '-' : '+';
    const operand = cursor.nested(operandOfSign, missing);
    return { kind: 'unary', range: cursor.since(token.start), operator, operand };
  }
  return parsePrimary(cursor);
}

const placeOf = ({ start, end }: TextRange): TextRange => ({ start, end });

const missing = (cursor: SqlCursor): Expression => cursor.missing();
const operandOfNot = (cursor: SqlCursor): Expression => parseFrom(cursor, NOT);
const operandOfSign = (cursor: SqlCursor): Expression => parseFrom(cursor, SIGN);

/** Reads the operators behind an operand that bind as tight as `least` or tighter. */
function parseOperators(cursor: SqlCursor, first: Expression, least: number): Expression {
  const { start } = first.range;
  let left = first;
  let predicates = 0;
  for (;;) {
    const { token } = cursor;
    const binary = token.kind === 'symbol' ? BINARY.get(token.text) : undefined;
    if (cursor.is('[')) {
      cursor.next();
      const index = cursor.grammar.expression(cursor);
      cursor.expect(']');
      left = { kind: 'subscript', range: cursor.since(start), operand: left, index };
    } else if (cursor.is('.') && cursor.atName(1)) {
      cursor.next();
      const name = cursor.name();
      left = { kind: 'field', range: cursor.since(start), operand: left, name };
    } else if (binary && binary.power >= least) {
      cursor.next();
      const right = parseFrom(cursor, binary.power + 1);
      left = { kind: 'binary', range: cursor.since(start), operator: binary.operator, operatorRange: placeOf(token), left, right };
    } else if (cursor.isWord('at') && cursor.isWord('time', 1) && least <= ZONE) {
      cursor.next();
      cursor.next();
      cursor.expectWord('zone');
      left = { kind: 'at-time-zone', range: cursor.since(start), operand: left, zone: parsePrimary(cursor) };
      left = { ...left, range: cursor.since(start) };
    } else if (least <= AND && (cursor.isWord('and') || (cursor.isWord('or') && least <= OR))) {
      const operator = cursor.next().text === 'and' ? 'and' : 'or';
      const right = parseFrom(cursor, operator === 'and' ? NOT : AND);
      left = { kind: 'binary', range: cursor.since(start), operator, operatorRange: placeOf(token), left, right };
    } else {
      const predicate = least <= PREDICATE ? parsePredicate(cursor, left, parseValue) : undefined;
      if (!predicate) return left;
      predicates += 1;
      if (predicates > 1) cursor.report(token, 'Comparisons cannot follow one another: put the first in parentheses.');
      left = predicate;
    }
  }
}
