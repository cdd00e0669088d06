import type { QueryCell, QueryResult } from '../../server/protocol/query.ts';
import type { ShownResult } from '../../server/protocol/query-view.ts';

const ROWS = 100_000;
/** Characters of one text; an event is read whole in the inspector. */
const TEXT = 20_000;
/** Characters of all texts together, about what a window takes in at once. */
const ALL_TEXTS = 60_000_000;

/** A result as a window can hold it: bounded in rows and in text. What is left out is told. */
export function shownResult(result: QueryResult): ShownResult {
  const most = textLimit(result);
  let textsCut = false;
  const cut = (cell: QueryCell): QueryCell => {
    if (typeof cell !== 'string' || cell.length <= most) return cell;
    textsCut = true;
    return `${cell.slice(0, most)}…`;
  };
  const rows = result.rows
    .slice(0, ROWS)
    .map(row => (row.some(cell => typeof cell === 'string' && cell.length > most) ? row.map(cut) : row));
  const eventRows = result.eventRows?.slice(0, ROWS);
  return { ...result, rows, ...(eventRows && { eventRows }), total: result.rows.length, textsCut };
}

/** Fewer characters a text where there are many long ones. */
function textLimit({ rows }: QueryResult): number {
  let all = 0;
  for (const row of rows.slice(0, ROWS)) for (const cell of row) if (typeof cell === 'string') all += Math.min(cell.length, TEXT);
  return all <= ALL_TEXTS ? TEXT : Math.max(200, Math.floor((TEXT * ALL_TEXTS) / all));
}
