import type { Expression } from '../syntax/tree.ts';
import { isInside } from './contains.ts';
import { type Emission, emitExpression } from './emission.ts';

/** SQL of some column in an expression, or of what it names by an alias. */
export function someColumn(e: Emission, { range }: Expression): string | undefined {
  for (const [reference, { kind }] of e.analysed.resolutions) {
    if ((kind === 'alias' || kind === 'column') && isInside(reference.range, range)) return emitExpression(e, reference);
  }
  return undefined;
}

/**
 * Whether a place reads the rows of its select for sure. Elsewhere in a select with groups only what is grouped by can be told, and
 * that has to be written like the group.
 */
export function isReadByRow(e: Emission, { range }: Expression): boolean {
  const select = e.scopes.at(-1)?.select;
  if (!select || !e.analysed.aggregated.has(select)) return true;
  if (select.where && isInside(range, select.where.range)) return true;
  return Array.from(e.analysed.calls).some(
    ([call, kind]) =>
      kind === 'aggregate' && !call.over && call.range.end > range.end && isInside(range, call.range) && isInside(call.range, select.range),
  );
}
