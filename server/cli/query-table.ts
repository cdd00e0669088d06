import type { QueryCell, QueryResult } from '../protocol/query.ts';
import { printable } from './printable.ts';
import { textWidth } from './query-text.ts';

const NUMBERS = new Set(['bigint', 'double']);

/** A result as a table with aligned columns and the number of rows; `width` is that of the terminal, where it is one: no cell is longer. */
export function tableText(
  { columns, rows, kind, cut }: Pick<QueryResult, 'columns' | 'rows' | 'kind' | 'cut'>,
  width = Number.POSITIVE_INFINITY,
): string {
  const cells = rows.map(row => row.map(cell => cutText(cellText(cell), width)));
  const names = columns.map(column => cutText(printable(column.name), width));
  const widths = names.map((name, i) => cells.reduce((most, row) => Math.max(most, textWidth(row[i] ?? '')), textWidth(name)));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => {
        const blanks = ' '.repeat(widths[i]! - textWidth(cell));
        if (NUMBERS.has(columns[i]!.type)) return blanks + cell;
        return i === row.length - 1 ? cell : cell + blanks;
      })
      .join('  ');
  const count = `${rows.length} ${noun(kind, rows.length)}${cut && kind === 'events' ? ', and there are more: see --limit' : ''}`;
  return [line(names), widths.map(w => '-'.repeat(w)).join('  '), ...cells.map(line), '', count, ''].join('\n');
}

const noun = (kind: QueryResult['kind'], count: number): string => (kind === 'events' ? 'event' : 'row') + (count === 1 ? '' : 's');

function cellText(cell: QueryCell): string {
  if (cell === null) return 'NULL';
  return printable(typeof cell === 'object' ? JSON.stringify(cell) : String(cell));
}

function cutText(text: string, width: number): string {
  if (text.length <= width / 2 || textWidth(text) <= width) return text;
  let short = '';
  let taken = 1;
  for (const character of text) {
    taken += textWidth(character);
    if (taken > width) break;
    short += character;
  }
  return `${short}…`;
}
