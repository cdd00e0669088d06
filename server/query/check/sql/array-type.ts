import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { ArrayLiteral } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { commonOf } from '../types/common-type.ts';

/** `array[…]`: its elements must have a common type. */
export function arrayType(analysis: Analysis, { items }: ArrayLiteral, place: Place): SlsType {
  const types = items.map(item => analysis.typeOf(item, place));
  const { type, clash } = commonOf(types);
  if (clash !== undefined) {
    const message = `All elements of an array must be of one type: ${typeText(types[clash]!)} does not go with ${typeText(type)}.`;
    analysis.report('type-mismatch', items[clash]!.range, message);
  }
  return { kind: 'array', element: type };
}
