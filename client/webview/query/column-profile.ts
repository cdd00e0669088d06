import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';
import { isNumberColumn, numberOf, plainText } from './cell-words.ts';

/** What a column of a result holds. */
export interface ColumnProfile {
  readonly rows: number;
  readonly nulls: number;
  readonly distinct: number;
  /** The most frequent values, NULL apart. */
  readonly top: readonly { readonly value: string; readonly rows: number }[];
  /** Of a column of numbers that has some. */
  readonly numbers: { readonly least: number; readonly most: number; readonly mean: number } | null;
}

const TOP = 10;

export function columnProfile({ rows, columns }: QueryResult, index: number): ColumnProfile {
  const counts = new Map<string, number>();
  let nulls = 0;
  for (const row of rows) {
    const cell = row[index] ?? null;
    if (cell === null) nulls++;
    else {
      const text = plainText(cell);
      counts.set(text, (counts.get(text) ?? 0) + 1);
    }
  }
  const top = [...counts].sort((a, b) => b[1] - a[1]).slice(0, TOP);
  const column = columns[index];
  return {
    rows: rows.length,
    nulls,
    distinct: counts.size,
    top: top.map(([value, number]) => ({ value, rows: number })),
    numbers: column && isNumberColumn(column) ? range(rows.map(row => row[index] ?? null)) : null,
  };
}

function range(cells: readonly QueryCell[]): ColumnProfile['numbers'] {
  let [least, most, sum, count] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0];
  for (const cell of cells) {
    const value = numberOf(cell);
    if (value === null) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
    sum += value;
    count++;
  }
  return count === 0 ? null : { least, most, mean: sum / count };
}
