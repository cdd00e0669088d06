import type { QueryResult } from '../../../server/protocol/query.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { plainText } from './cell-words.ts';

/** Rows that have one value in a column, or all but those. */
export interface RowFilter {
  /** Place of the column: names may repeat. */
  readonly column: number;
  /** As `plainText` gives it; null: NULL. */
  readonly value: string | null;
  readonly exclude: boolean;
}

/** The filters with one more. A column has one value that is asked for: another takes its place. */
export function withFilter(filters: readonly RowFilter[], added: RowFilter): readonly RowFilter[] {
  const others = filters.filter(
    ({ column, value, exclude }) => column !== added.column || (value !== added.value && exclude && added.exclude),
  );
  return [...others, added];
}

/** Places of the rows that all filters let through. */
export function filteredRows({ rows }: QueryResult, filters: readonly RowFilter[]): number[] {
  const all = rows.map((_, i) => i);
  return filters.reduce(
    (left, { column, value, exclude }) =>
      left.filter(i => {
        const cell = rows[i]![column] ?? null;
        return (cell === null ? value === null : plainText(cell) === value) !== exclude;
      }),
    all,
  );
}

/** The value of a filter as it is shown. */
export const filterValue = ({ value }: RowFilter): string => (value === null ? 'NULL' : value === '' ? '(empty)' : visibleText(value));
