import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Between, Expression, InList, Like } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { operatorType } from '../types/operator-type.ts';
import { BOOLEAN, isUnknown } from '../types/scalars.ts';
import { tellOperands } from './type-mismatch.ts';

/** BETWEEN: all three must be comparable, and have an order. */
export function betweenType(analysis: Analysis, { operand, low, high }: Between, place: Place): SlsType {
  const value = analysis.typeOf(operand, place);
  const bounds = [
    { bound: low, operator: '>=' as const },
    { bound: high, operator: '<=' as const },
  ];
  for (const { bound, operator } of bounds) {
    const type = analysis.typeOf(bound, place);
    if (!operatorType(operator, value, type)) tellOperands(analysis, bound.range, { operator, left: operand, right: bound });
  }
  return BOOLEAN;
}

/** IN: every item must be comparable with the operand. */
export function inListType(analysis: Analysis, { operand, items }: InList, place: Place): SlsType {
  const value = analysis.typeOf(operand, place);
  for (const item of items) {
    const type = analysis.typeOf(item, place);
    if (!operatorType('=', value, type)) tellOperands(analysis, item.range, { operator: '=', left: operand, right: item });
  }
  return BOOLEAN;
}

/** LIKE compares texts. */
export function likeType(analysis: Analysis, { operand, pattern, escape: escaping }: Like, place: Place): SlsType {
  const check = (expression: Expression, what: string) => {
    const type = analysis.typeOf(expression, place);
    if (type.kind === 'varchar' || isUnknown(type)) return;
    const text = analysis.sourceText(expression.range);
    const message = `${what} must be a text, and ${text} is of type ${typeText(type)}. Write cast(${text} as varchar), or compare it as what it is.`;
    analysis.report('type-mismatch', expression.range, message);
  };
  check(operand, 'The left side of LIKE');
  check(pattern, 'The pattern of LIKE');
  if (escaping) check(escaping, 'The escape of LIKE');
  if (escaping?.kind === 'literal' && escaping.type === 'string' && [...escaping.value].length !== 1) {
    analysis.report('invalid-argument', escaping.range, 'The escape of LIKE is one character.');
  }
  return BOOLEAN;
}
