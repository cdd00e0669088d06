import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Case } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { commonOf } from '../types/common-type.ts';
import { operatorType } from '../types/operator-type.ts';
import { isUnknown } from '../types/scalars.ts';
import { tellOperands } from './type-mismatch.ts';

/** CASE: conditions must be conditions, or comparable with the operand; results must have a common type. */
export function caseType(analysis: Analysis, { operand, branches, otherwise }: Case, outside: Place): SlsType {
  const place: Place = { ...outside, conditional: true };
  const compared = operand && analysis.typeOf(operand, outside);
  for (const { when } of branches) {
    const type = analysis.typeOf(when, place);
    if (operand && compared) {
      if (!operatorType('=', compared, type)) tellOperands(analysis, when.range, { operator: '=', left: operand, right: when });
    } else if (type.kind !== 'boolean' && !isUnknown(type)) {
      analysis.report(
        'type-mismatch',
        when.range,
        `WHEN takes a condition, and this is of type ${typeText(type)}. Compare it with something.`,
      );
    }
  }
  const results = [...branches.map(b => b.then), ...(otherwise ? [otherwise] : [])];
  const types = results.map(r => analysis.typeOf(r, place));
  const { type, clash } = commonOf(types);
  if (clash !== undefined) {
    const message = `All results of CASE must be of one type: ${typeText(types[clash]!)} does not go with ${typeText(type)} before it.`;
    analysis.report('type-mismatch', results[clash]!.range, message);
  }
  return type;
}
