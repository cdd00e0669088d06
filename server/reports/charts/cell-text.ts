import type { Cell, Column } from '../../protocol/log.ts';
import { exactNumber } from './number-text.ts';
import { withoutFraction } from './time-text.ts';
import { visibleText } from './visible-text.ts';

let regions: Intl.DisplayNames | undefined;

/** `United States` for `US`; other texts stay. */
export function countryName(code: string): string {
  regions ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'code' });
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}

/** A cell as a person reads it. Codes and ids stay as they are, counts get their separators, times lose the milliseconds. */
export function cellText(cell: Cell, column: Column): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return isCount(column) ? exactNumber(cell) : String(cell);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  if (column.type === 'timestamp') return withoutFraction(cell);
  return column.name === 'country' ? countryName(cell) : visibleText(cell);
}

/** Whether a number of this column is an amount, not a code. */
export const isCount = (column: Column): boolean =>
  (column.type === 'bigint' || column.type === 'double') && !/(^|\.|_)(code|status|port|row|line)$/i.test(column.name);

/** What stands where a row has no value. */
export const absentText = (column: Column): string => (column.name === 'country' ? 'unknown' : '(none)');

/** `Audit ID` for `auditID`, `Requests` for `requests`: the head of a column. */
export function columnTitle(name: string): string {
  const words = name.replace(/[._]/g, ' ').replace(/([a-z])(?=[A-Z])/g, '$1 ');
  const lower = words.replace(/\b[A-Z](?=[a-z])/g, letter => letter.toLowerCase());
  return lower.charAt(0).toUpperCase() + lower.slice(1);
}
