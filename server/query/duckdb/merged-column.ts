import type { AnalysedQuery } from '../check/analysed-query.ts';
import type { Scope } from './emission.ts';

/** A column that USING joins: its value is that of the first of the sources, told by their indexes, that has one. */
export function mergedColumn(analysed: AnalysedQuery, scope: Scope, sources: readonly number[], name: string): string {
  const all = analysed.sources.get(scope.select) ?? [];
  const values = sources.flatMap(index => {
    const own = all[index]?.columns.find(c => c.name.toLowerCase() === name.toLowerCase());
    return own && scope.sources[index] ? [scope.sources[index].column(own)] : [];
  });
  return values.length === 1 ? values[0]! : `coalesce(${values.join(', ')})`;
}
