import { bare } from '../check/sql/parts.ts';
import type { Expression, SortItem } from '../syntax/tree.ts';

/** Which way rows are sorted; NULL comes last both ways unless the query says so. */
export const direction = ({ descending, nulls }: SortItem): string =>
  `${descending ? 'DESC' : 'ASC'} NULLS ${nulls === 'first' ? 'FIRST' : 'LAST'}`;

/** A text or NULL sorts nothing, and DuckDB takes none in ORDER BY. */
export function isConstant(expression: Expression): boolean {
  const inner = bare(expression);
  return inner.kind === 'literal' && inner.type !== 'integer';
}
