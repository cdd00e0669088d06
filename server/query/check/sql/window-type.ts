import { typeText } from '../../catalog/sls-type.ts';
import type { Frame, Window } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { isOrderable, isUnknown } from '../types/scalars.ts';
import { constantInteger } from './constant-number.ts';
import { isNull } from './parts.ts';

/** Reads the parts of a window. */
export function windowType(analysis: Analysis, window: Window, outside: Place): void {
  // aliases of the select list are not known inside it
  const { aliases: _aliases, ...place } = outside;
  for (const expression of window.partitionBy) analysis.typeOf(expression, place);
  for (const { expression } of window.orderBy) {
    const type = analysis.typeOf(expression, place);
    if (!isOrderable(type)) analysis.report('type-mismatch', expression.range, `Values of type ${typeText(type)} have no order.`);
  }
  if (window.frame) frameType(analysis, window, window.frame, place);
}

function frameType(analysis: Analysis, { orderBy }: Window, { unit, from, to }: Frame, place: Place): void {
  for (const offset of [from.offset, to?.offset]) {
    if (!offset) continue;
    const type = analysis.typeOf(offset, place);
    if (unit !== 'range' && (isNull(offset) || (type.kind !== 'bigint' && !isUnknown(type)))) {
      const what = isNull(offset) ? 'this is NULL' : `this is of type ${typeText(type)}`;
      analysis.report('type-mismatch', offset.range, `A number of ${unit} is an integer, and ${what}.`);
    }
    if ((constantInteger(offset) ?? 0n) < 0n) {
      analysis.report(
        'invalid-argument',
        offset.range,
        'A frame reaches forward by FOLLOWING and back by PRECEDING, never by less than 0.',
      );
    }
    if (unit === 'groups' && orderBy.length === 0) {
      analysis.report(
        'invalid-argument',
        offset.range,
        'A frame of GROUPS counts rows that ORDER BY sorts alike: write order by before it.',
      );
    }
  }
}
