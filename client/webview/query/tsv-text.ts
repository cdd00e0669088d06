import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';
import { spreadsheetText } from '../../../server/query/result/spreadsheet-text.ts';

/** Rows as text with tabs, for the clipboard: what a spreadsheet takes, with no cell that it would run as a formula. */
export function tsvText(result: QueryResult, rows: readonly number[]): string {
  const lines = rows.map(row => tsvRow(result, row));
  return [result.columns.map(c => tsvCell(c.name, 'varchar')).join('\t'), ...lines].join('\n');
}

export const tsvRow = ({ rows, columns }: QueryResult, row: number): string =>
  columns.map(({ type }, i) => tsvCell(rows[row]?.[i] ?? null, type)).join('\t');

/** Tabs and line breaks become blanks; a spreadsheet takes a quote at the beginning for one that goes on to the next. */
function tsvCell(cell: QueryCell, type: string): string {
  if (cell === null) return '';
  const text = spreadsheetText(cell, type).replace(/[\t\r\n]+/g, ' ');
  return text.startsWith('"') ? `'${text}` : text;
}
