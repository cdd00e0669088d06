import type { QueryCell, QueryResult } from '../../../server/protocol/query.ts';
import { plainText } from './cell-words.ts';

/** Rows as text with tabs, for the clipboard: what a spreadsheet takes, with no cell that it would run as a formula. */
export function tsvText(result: QueryResult, rows: readonly number[]): string {
  const lines = rows.map(row => tsvRow(result, row));
  return [result.columns.map(c => tsvCell(c.name)).join('\t'), ...lines].join('\n');
}

export const tsvRow = ({ rows, columns }: QueryResult, row: number): string =>
  columns.map((_, i) => tsvCell(rows[row]?.[i] ?? null)).join('\t');

/** Numbers stay numbers; a text that begins like a formula gets a quote mark in front, which spreadsheets do not show. */
function tsvCell(cell: QueryCell): string {
  const text = plainText(cell);
  const safe = typeof cell === 'string' && /^[=+\-@\t\r\n]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
  return safe.replace(/[\t\r\n]+/g, ' ');
}
