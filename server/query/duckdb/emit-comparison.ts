import type { Between, Binary, Expression, InList, InQuery, IsNull, Like } from '../syntax/tree.ts';
import { CannotCompile, type Emission, emitExpression, literalText, typeOf } from './emission.ts';
import { emitEquality, hasParts } from './emit-equality.ts';
import { emitInQuery } from './emit-subquery.ts';
import { instantOf } from './zoned-time.ts';

type Comparison = Exclude<Binary['operator'], '+' | '-' | '*' | '/' | '%' | '||' | 'and' | 'or'>;

/** Whether values with a zone are among them, which are compared by their instant. */
const zoned = (e: Emission, ...sides: readonly Expression[]): boolean =>
  sides.some(side => typeOf(e, side).kind === 'timestamp with time zone');

const comparable = (e: Emission, byInstant: boolean) => (side: Expression) => (byInstant ? instantOf(e, side) : emitExpression(e, side));

const haveParts = (e: Emission, ...sides: readonly Expression[]): boolean => sides.every(side => hasParts(typeOf(e, side)));

/** `=` of values that have parts. */
const equal = (e: Emission, left: Expression, right: Expression): string =>
  emitEquality(e, emitExpression(e, left), emitExpression(e, right), typeOf(e, left), typeOf(e, right));

export function emitComparison(e: Emission, operator: Comparison, left: Expression, right: Expression): string {
  if ((operator === '=' || operator === '<>') && haveParts(e, left, right))
    return operator === '=' ? equal(e, left, right) : `(NOT ${equal(e, left, right)})`;
  const of = comparable(e, zoned(e, left, right));
  return `(${of(left)} ${operator.toUpperCase()} ${of(right)})`;
}

function escapesNothing(pattern: string, sign: string): boolean {
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    if (characters[i] !== sign) continue;
    const next = characters[++i];
    if (next !== '%' && next !== '_' && next !== sign) return true;
  }
  return false;
}

export function emitMembership(e: Emission, expression: Between | InList | InQuery | IsNull | Like): string {
  const not = expression.negated ? 'NOT ' : '';
  switch (expression.kind) {
    case 'between': {
      const of = comparable(e, zoned(e, expression.operand, expression.low, expression.high));
      return `(${of(expression.operand)} ${not}BETWEEN ${of(expression.low)} AND ${of(expression.high)})`;
    }
    case 'in-list': {
      if (haveParts(e, expression.operand, ...expression.items))
        return `(${not}(${expression.items.map(item => equal(e, expression.operand, item)).join(' OR ')}))`;
      const of = comparable(e, zoned(e, expression.operand, ...expression.items));
      return `(${of(expression.operand)} ${not}IN (${expression.items.map(of).join(', ')}))`;
    }
    case 'in-query':
      return emitInQuery(e, expression);
    case 'is-null':
      return `(${emitExpression(e, expression.operand)} IS ${not}NULL)`;
    case 'like': {
      const [sign, pattern] = [literalText(expression.escape), literalText(expression.pattern)];
      if (sign !== undefined && pattern !== undefined && escapesNothing(pattern, sign))
        throw new CannotCompile(expression.pattern.range, `Behind the escape ${sign} stands %, _ or another ${sign}.`);
      const escaping = expression.escape ? ` ESCAPE ${emitExpression(e, expression.escape)}` : '';
      return `(${emitExpression(e, expression.operand)} ${not}LIKE ${emitExpression(e, expression.pattern)}${escaping})`;
    }
  }
}
