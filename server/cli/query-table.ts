import type { QueryCell, QueryResult } from '../protocol/query.ts';
import { printable } from './printable.ts';
import { textWidth } from './text-width.ts';

const NUMBERS = new Set(['bigint', 'double']);

const GAP = '  ';
/** A text at the end of a line is cut where the terminal ends, but not shorter than this. */
const SHORTEST = 20;
/** The line below a text at the end of a line: without a terminal the text itself may be a whole event. */
const LONGEST_RULE = 60;

/** A result as a table with aligned columns and the number of rows; `width` is that of the terminal, where it is one: no cell is longer. */
export function tableText(
  { columns, rows, kind, cut }: Pick<QueryResult, 'columns' | 'rows' | 'kind' | 'cut'>,
  width = Number.POSITIVE_INFINITY,
): string {
  const last = columns.length - 1;
  const isNumber = columns.map(({ type }) => NUMBERS.has(type));
  const lines = [columns.map(column => printable(column.name)), ...rows.map(row => row.map(cell => cellText(cell, kind)))].map(row =>
    row.map(cell => cutText(cell, width)),
  );
  const widths = columns.map((_, i) => lines.reduce((most, row) => Math.max(most, textWidth(row[i] ?? '')), 0));
  const room = Math.max(SHORTEST, width - widths.slice(0, last).reduce((sum, w) => sum + w + GAP.length, 0));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, i) => {
        if (i === last && !isNumber[i]) return cutText(cell, room);
        const blanks = ' '.repeat(widths[i]! - textWidth(cell));
        return isNumber[i] ? blanks + cell : cell + blanks;
      })
      .join(GAP);
  const rule = widths.map((w, i) => '-'.repeat(i === last && !isNumber[i] ? Math.min(w, room, LONGEST_RULE) : w)).join(GAP);
  const count = `${rows.length} ${noun(kind, rows.length)}${cut && kind === 'events' ? ', and there are more: see --limit' : ''}`;
  const [names, ...cells] = lines.map(line);
  return [names, rule, ...cells, '', count, ''].join('\n');
}

const noun = (kind: QueryResult['kind'], count: number): string => (kind === 'events' ? 'event' : 'row') + (count === 1 ? '' : 's');

function cellText(cell: QueryCell, kind: QueryResult['kind']): string {
  // what an event does not say is no value of a column
  if (cell === null) return kind === 'events' ? '' : 'NULL';
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
