import type { SqlVector } from './vectors.ts';

/** Whether two values are the same in the sense of the conformance vectors: doubles nearly, everything else exactly. */
function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' || typeof b === 'number') {
    if (typeof a === 'boolean' || typeof b === 'boolean' || a === null || b === null) return false;
    const [x, y] = [Number(a), Number(b)];
    return x === y || Math.abs(x - y) <= Math.max(1e-9 * Math.max(Math.abs(x), Math.abs(y)), 1e-12);
  }
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, i) => sameValue(item, b[i]));
  if (isRecord(a) && isRecord(b)) {
    const keys = Object.keys(a);
    return keys.length === Object.keys(b).length && keys.every(key => key in b && sameValue(a[key], b[key]));
  }
  return a === b;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** In which way an answer differs from that of a vector; undefined where it is the same. */
export function difference(wanted: SqlVector, got: Pick<SqlVector, 'columns' | 'rows'>): string | undefined {
  const types = ({ columns }: Pick<SqlVector, 'columns'>) => columns.map(c => c.type).join(', ');
  if (types(wanted) !== types(got)) return `types ${types(got)}, wants ${types(wanted)}`;
  if (wanted.rows.length !== got.rows.length) return `${got.rows.length} rows, wants ${wanted.rows.length}`;
  const [right, rows] = wanted.ordered ? [wanted.rows, got.rows] : [inOrder(wanted.rows), inOrder(got.rows)];
  const at = right.findIndex((row, i) => !sameValue(row, rows[i]));
  return at < 0 ? undefined : `row ${JSON.stringify(rows[at])}, wants ${JSON.stringify(right[at])}`;
}

/** Rows in an order that does not depend on the engine. */
const inOrder = (rows: readonly (readonly unknown[])[]): (readonly unknown[])[] => rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

const keyOf = (row: unknown): string =>
  JSON.stringify(row, (_, value: unknown) => {
    if (typeof value === 'number') return Math.round(value * 1e6) / 1e6;
    return isRecord(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) : value;
  });
