import type { Cell, PanelResult } from '../../../server/protocol/log.ts';

/** The order in which the rows of a result are shown: theirs, or by a column; equal rows keep theirs, empty cells come last. */
export function sortedRows(result: PanelResult, sort: { readonly column: string; readonly descending: boolean } | null): readonly number[] {
  const order = result.rows.map((_, i) => i);
  const column = sort ? result.columns.findIndex(c => c.name === sort.column) : -1;
  if (!sort || column < 0) return order;
  const direction = sort.descending ? -1 : 1;
  return order.sort((a, b) => {
    const left = result.rows[a]?.[column] ?? null;
    const right = result.rows[b]?.[column] ?? null;
    if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
    return direction * compare(left, right) || a - b;
  });
}

const compare = (a: NonNullable<Cell>, b: NonNullable<Cell>): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
