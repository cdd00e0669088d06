import type { Expression } from '../../syntax/tree.ts';

/** The integer that an expression of integer literals always is; undefined where it is anything else, or too large. */
export function constantInteger(expression: Expression): bigint | undefined {
  switch (expression.kind) {
    case 'literal':
      return expression.type === 'integer' && isShort(expression.value) ? BigInt(expression.value) : undefined;
    case 'parenthesized':
      return constantInteger(expression.expression);
    case 'unary': {
      const inner = expression.operator === 'not' ? undefined : constantInteger(expression.operand);
      return inner !== undefined && expression.operator === '-' ? -inner : inner;
    }
    default:
      return undefined;
  }
}

/** Whether digits are few enough to be worth reading as a number. */
const isShort = (digits: string): boolean => digits.replace(/^0+/, '').length <= 20;

/** Whether a literal is the absolute value of a bigint: one more than the largest is the smallest, behind a sign. */
export const isBigintLiteral = (digits: string): boolean => isShort(digits) && BigInt(digits) <= MAX + 1n;

const MAX = 2n ** 63n - 1n;

export const fitsBigint = (value: bigint): boolean => value <= MAX && value >= -MAX - 1n;
