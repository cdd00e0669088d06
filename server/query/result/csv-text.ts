import type { QueryCell } from '../../protocol/query.ts';

/** Rows as CSV (RFC 4180, CRLF), with no cell that a spreadsheet would run as a formula. */
export function csvText(columns: readonly { readonly name: string }[], rows: readonly (readonly QueryCell[])[]): string {
  return csvRow(columns.map(c => c.name)) + rows.map(csvRow).join('');
}

export const csvRow = (cells: readonly QueryCell[]): string => `${cells.map(csvCell).join(',')}\r\n`;

/**
 * Numbers stay numbers; a text that begins like a formula gets a quote mark in front, which spreadsheets do not show. Arrays,
 * rows and maps are JSON.
 */
function csvCell(cell: QueryCell): string {
  if (cell === null) return '';
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
