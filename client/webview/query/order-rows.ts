import type { Column } from '../../../server/protocol/log.ts';
import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';
import { isNumberColumn, plainText, shownCell } from './cell-words.ts';
import { filteredRows, type RowFilter } from './row-filter.ts';

export interface ColumnSort {
  /** Place of the column: names may repeat. */
  readonly column: number;
  readonly descending: boolean;
}

/** Which rows of a result are shown, and in what order. */
export interface RowChoice {
  readonly search: string;
  readonly filters: readonly RowFilter[];
  readonly sort: ColumnSort | null;
}

/**
 * The rows of a result that are shown, in the order they are shown: those that the filters let through and in which a text is
 * found (without regard to case), by a column or as the query gave them. Equal rows keep their order, NULL comes last.
 */
export function orderRows(result: QueryResult, { search, filters, sort }: RowChoice): readonly number[] {
  const left = filteredRows(result, filters);
  const found = search.trim() === '' ? left : rowsWith(result, left, search.trim().toLowerCase());
  const column = sort && result.columns[sort.column];
  if (!sort || !column) return found;
  const keys = sortKeys(result, sort.column, column);
  const direction = sort.descending ? -1 : 1;
  return found.sort((a, b) => {
    const [left, right] = [keys[a]!, keys[b]!];
    if (left === null || right === null) return left === right ? a - b : left === null ? 1 : -1;
    return direction * compare(left, right) || a - b;
  });
}

/** A number is found as it is written in the table and as it is: `12,345` and `12345`. */
function rowsWith({ rows, columns }: QueryResult, among: readonly number[], text: string): number[] {
  const figure = /^[\d,.-]+$/.test(text);
  const has = (cell: QueryCell, i: number) =>
    cell !== null &&
    (plainText(cell).toLowerCase().includes(text) || (figure && typeof cell === 'number' && shownCell(cell, columns[i]!).includes(text)));
  return among.filter(i => rows[i]!.some(has));
}

type SortKey = number | bigint | string;

/** Of one column, so both are numbers or both are texts. */
const compare = (a: SortKey, b: SortKey): number => ((a as number) < (b as number) ? -1 : (a as number) > (b as number) ? 1 : 0);

/** Numbers compare as numbers, also those that came as text; everything else as text. */
function sortKeys({ rows }: QueryResult, index: number, column: Column): readonly (SortKey | null)[] {
  const key = isNumberColumn(column) ? numericKey : textKey;
  return rows.map(row => key(row[index] ?? null));
}

const textKey = (cell: QueryCell): string | null => (cell === null ? null : plainText(cell));

function numericKey(cell: QueryCell): number | bigint | null {
  if (cell === null || typeof cell === 'number') return cell === null || Number.isNaN(cell) ? null : (cell as number);
  const text = plainText(cell);
  if (/^-?\d+$/.test(text)) return BigInt(text);
  const value = Number(text);
  return Number.isNaN(value) ? null : value;
}
