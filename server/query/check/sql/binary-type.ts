import type { SlsType } from '../../catalog/sls-type.ts';
import type { Binary, Expression } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { operatorType } from '../types/operator-type.ts';
import { BOOLEAN, UNKNOWN } from '../types/scalars.ts';
import { tellPartOfDay } from './argument-kinds.ts';
import { constantInteger, fitsBigint } from './constant-number.ts';
import { tellOperands } from './type-mismatch.ts';
import { tellUntypedOperand } from './untyped-null.ts';

/** Type of an operator's result. Chains lean to the left and may be long, so they are walked, not entered. */
export function binaryType(analysis: Analysis, expression: Binary, place: Place): SlsType {
  const chain: Binary[] = [];
  let first: Expression = expression;
  for (; first.kind === 'binary'; first = first.left) chain.push(first);
  const lazily: Place = { ...place, conditional: true };
  // in `a and b` b may not be looked at
  let at = chain.some(isLogical) ? lazily : place;
  let left = analysis.typeOf(first, at);
  for (const binary of chain.reverse()) {
    at = isLogical(binary) ? lazily : place;
    const right = analysis.typeOf(binary.right, at);
    left = resultOf(analysis, binary, left, right, at);
    analysis.types.set(binary, left);
  }
  return left;
}

const isLogical = ({ operator }: Binary): boolean => operator === 'and' || operator === 'or';

const LOGICAL_OR_COMPARISON = /^(and|or|is .*|[=<>]+)$/;

function resultOf(analysis: Analysis, binary: Binary, left: SlsType, right: SlsType, place: Place): SlsType {
  const { operator, range } = binary;
  const type = operatorType(operator, left, right);
  if (type) {
    tellUntypedOperand(analysis, binary, [left, right]);
    if (type.kind === 'date') for (const side of [binary.left, binary.right]) if (side.kind === 'interval') tellPartOfDay(analysis, side);
    if (!place.conditional && type.kind === 'bigint') tellConstantTrouble(analysis, binary);
    return type;
  }
  tellOperands(analysis, operator === 'and' || operator === 'or' ? range : binary.range, binary);
  return LOGICAL_OR_COMPARISON.test(operator) ? BOOLEAN : UNKNOWN;
}

/** What integer literals always fail at. */
function tellConstantTrouble(analysis: Analysis, { operator, left, right, range }: Binary): void {
  const divisor = constantInteger(right);
  if ((operator === '/' || operator === '%') && divisor === 0n) {
    analysis.report(
      'division-by-zero',
      range,
      'Division by zero: an integer divided by 0 is an error. Around the division, try(…) makes it NULL.',
    );
  }
  const dividend = constantInteger(left);
  if (dividend === undefined || divisor === undefined) return;
  const result = operator === '+' ? dividend + divisor : operator === '-' ? dividend - divisor : operator === '*' ? dividend * divisor : 0n;
  if (!fitsBigint(result))
    analysis.report(
      'invalid-argument',
      range,
      `The result ${result} does not fit into a bigint. Write one side with a fraction to calculate with doubles.`,
    );
}
