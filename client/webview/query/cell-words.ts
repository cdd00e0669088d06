import type { Column } from '../../../server/protocol/log.ts';
import type { QueryCell } from '../../../server/protocol/query.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';

const isNumeric = (type: string): boolean => /^(bigint|double|integer|real|decimal|smallint|tinyint)/.test(type);

export const isNumberColumn = (column: Column): boolean => isNumeric(column.type);

const CODE = /(^|[^a-z])(status_?code|user_?id|[ug]?id|code|status|port|year|line|time)_*$/i;
const CAMEL_CODE = /[a-z](Code|Status|Port|Year|Line|I[Dd]|Time)_*$/;
const DURATION = /[a-z]_?time_*$/i;

/** Codes, times and ids are numbers that nobody counts with. By their last word: a `deadline` is no line. */
export const isCodeName = (name: string): boolean => CODE.test(name) || CAMEL_CODE.test(name);

/** What is called like a time of something, as `avg_time`, is as likely a duration, which is a number like others. */
export const isNoAmount = (name: string): boolean => isCodeName(name) && !DURATION.test(name);

/** A cell as it is, as a person would copy it; NULL is empty. */
export function plainText(cell: QueryCell): string {
  if (cell === null) return '';
  return typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
}

/** A cell as it is shown: what cannot be seen is written as escapes. */
export const shownText = (cell: QueryCell): string => (cell === null ? 'NULL' : visibleText(plainText(cell)));

/** A cell as a column shows it: figures that are counted with have separators, and all their digits. */
export function shownCell(cell: QueryCell, column: Column): string {
  if (typeof cell !== 'number' || !isNumberColumn(column) || isCodeName(column.name)) return shownText(cell);
  return Number.isInteger(cell) && Math.abs(cell) < 1e15 ? exactNumber(cell) : String(cell);
}

/** The cell as a number to draw or to add; null where it is none. */
export function numberOf(cell: QueryCell): number | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (typeof cell !== 'string' || cell.trim() === '') return null;
  const value = Number(cell);
  return Number.isFinite(value) ? value : null;
}
