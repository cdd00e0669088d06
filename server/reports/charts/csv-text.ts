import type { Cell, Column } from '../../protocol/log.ts';

/** Rows as CSV (RFC 4180, CRLF), with no cell that a spreadsheet would run as a formula. */
export function csvText(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  return [columns.map(c => c.name), ...rows].map(row => `${row.map(csvCell).join(',')}\r\n`).join('');
}

/** Numbers stay numbers; a text that begins like a formula gets a quote mark in front, which spreadsheets do not show. */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
