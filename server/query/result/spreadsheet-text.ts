import type { QueryCell } from '../../protocol/query.ts';

/**
 * How a text begins that a spreadsheet runs, or that becomes one once blanks, invisible characters and quote marks before it are
 * dropped. With a quote mark in front it still begins so: that is how a reader knows which quote mark to drop.
 */
const FORMULA = /^[\s'\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^'*[\t\r\n]/u;

/**
 * A cell as text for spreadsheets. Numbers stay numbers; a text that begins like a formula gets a quote mark in front. Arrays, rows
 * and maps are JSON.
 */
export function spreadsheetText(cell: Exclude<QueryCell, null>, type: string | undefined): string {
  if (typeof cell === 'number' || typeof cell === 'boolean') return String(cell);
  const text = typeof cell === 'string' ? cell : JSON.stringify(cell);
  // a bigint that JavaScript has no number for
  const isNumber = type === 'bigint' && /^-?\d+$/.test(text);
  return !isNumber && FORMULA.test(text) ? `'${text}` : text;
}
