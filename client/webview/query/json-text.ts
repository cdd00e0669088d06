import type { QueryResult } from '../../../server/protocol/query.ts';
import { uniqueNames } from '../../../server/query/result/unique-names.ts';

/** Rows as JSON for the clipboard: a list of objects, as programs take it. */
export function jsonText({ columns, rows }: QueryResult, chosen: readonly number[]): string {
  const names = uniqueNames(columns.map(column => column.name));
  return JSON.stringify(
    chosen.map(row => Object.fromEntries(names.map((name, i) => [name, rows[row]?.[i] ?? null]))),
    null,
    2,
  );
}
