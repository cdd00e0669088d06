import type { Column } from '../../protocol/log.ts';
import type { QueryCell } from '../../protocol/query.ts';
import { spreadsheetText } from './spreadsheet-text.ts';

/**
 * Rows as CSV (RFC 4180, CRLF), with no cell that a spreadsheet would run as a formula. NULL is nothing between the commas, an empty
 * text two quotes. A row of one column that is NULL is two quotes as well: readers skip empty lines.
 */
export function csvText(columns: readonly Column[], rows: readonly (readonly QueryCell[])[]): string {
  const line = (cells: readonly string[]) => `${cells.join(',') || '""'}\r\n`;
  const header = line(columns.map(({ name }) => quotedCell(spreadsheetText(name, 'varchar'))));
  const body = rows.map(row => line(row.map((cell, i) => (cell === null ? '' : quotedCell(spreadsheetText(cell, columns[i]?.type))))));
  return header + body.join('');
}

/** In quotes where a reader could cut the text otherwise, those too that separate by semicolons or tabs or trim blanks. */
const quotedCell = (text: string): string => (text === '' || /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
