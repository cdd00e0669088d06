import type { TextRange } from '../../lint/finding.ts';
import type { Emission } from './emission.ts';

export const isInside = (inner: TextRange, outer: TextRange): boolean => inner.start >= outer.start && inner.end <= outer.end;

/** Whether a window function stands in it. */
export function hasWindow(e: Emission, { range }: { readonly range: TextRange }): boolean {
  return Array.from(e.analysed.calls).some(([call, kind]) => kind === 'window' && isInside(call.range, range));
}

const VOLATILE = new Set(['rand', 'random', 'shuffle', 'uuid']);

/** Whether DuckDB's TRY takes the expression, aggregates from outside: no windows, sub-queries, nor functions that answer differently each time. */
export function fitsTry(e: Emission, { range }: { readonly range: TextRange }): boolean {
  const refused = Array.from(e.analysed.calls).some(
    ([call, kind]) => isInside(call.range, range) && (kind === 'window' || call.over || VOLATILE.has(call.name.name.toLowerCase())),
  );
  return !refused && !Array.from(e.analysed.outputs.keys()).some(node => isInside(node.range, range));
}
