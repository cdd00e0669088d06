import type { Column } from '../../../server/protocol/log.ts';
import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';
import { isNumberColumn, plainText } from './cell-words.ts';
import type { ColumnSort } from './query-state.ts';

/**
 * The rows of a result that are shown, in the order they are shown: those in which a text is found (without regard to case), by
 * a column or as the query gave them. Equal rows keep their order, NULL comes last.
 */
export function orderRows(result: QueryResult, search: string, sort: ColumnSort | null): readonly number[] {
  const found = search.trim() === '' ? result.rows.map((_, i) => i) : rowsWith(result, search.trim().toLowerCase());
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

function rowsWith({ rows }: QueryResult, text: string): number[] {
  const found: number[] = [];
  rows.forEach((row, i) => {
    if (row.some(cell => cell !== null && plainText(cell).toLowerCase().includes(text))) found.push(i);
  });
  return found;
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
