import { typeText } from '../../catalog/sls-type.ts';
import type { FrameBound, Window } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { isOrderable, isUnknown } from '../types/scalars.ts';

/** Reads the parts of a window. */
export function windowType(analysis: Analysis, window: Window, outside: Place): void {
  // aliases of the select list are not known inside it
  const { aliases: _aliases, ...place } = outside;
  for (const expression of window.partitionBy) analysis.typeOf(expression, place);
  for (const { expression } of window.orderBy) {
    const type = analysis.typeOf(expression, place);
    if (!isOrderable(type)) analysis.report('type-mismatch', expression.range, `Values of type ${typeText(type)} have no order.`);
  }
  const bound = (frame: FrameBound | undefined) => {
    if (!frame?.offset) return;
    const type = analysis.typeOf(frame.offset, place);
    if (type.kind !== 'bigint' && !isUnknown(type) && window.frame?.unit === 'rows') {
      analysis.report('type-mismatch', frame.offset.range, `A number of rows is an integer, and this is of type ${typeText(type)}.`);
    }
  };
  bound(window.frame?.from);
  bound(window.frame?.to);
}
