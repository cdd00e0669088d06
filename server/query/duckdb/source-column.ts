import type { RelationColumn } from '../check/analysed-query.ts';
import type { Emission, Scope } from './emission.ts';

/** SQL of a column of a select's sources; of one that USING joins, of the first source that has a value. */
export function sourceColumn(e: Emission, { select, sources }: Scope, column: RelationColumn, source: number): string {
  if (!column.merged) return sources[source]!.column(column);
  const analysed = e.analysed.sources.get(select) ?? [];
  const same = column.merged.flatMap(index => {
    const own = analysed[index]?.columns.find(c => c.name.toLowerCase() === column.name.toLowerCase());
    return own ? [sources[index]!.column(own)] : [];
  });
  return same.length === 1 ? same[0]! : `coalesce(${same.join(', ')})`;
}
