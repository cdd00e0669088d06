import type { Column } from '../../protocol/log.ts';
import type { QueryCell } from '../../protocol/query.ts';
import type { Lane } from '../duckdb-session.ts';
import { eventDetail } from '../event-detail.ts';
import type { LoadedLog } from '../loading/load-log.ts';

const COLUMNS: readonly Column[] = [
  { name: 'line', type: 'bigint' },
  { name: 'auditID', type: 'varchar' },
  { name: 'event', type: 'varchar' },
];

interface MatchedEvents {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly QueryCell[])[];
  readonly eventRows: readonly number[];
}

/** Events as a query without SQL part gives them, in this order. Of several files the last column tells which. */
export async function readEvents(lane: Lane, loaded: LoadedLog, eventRows: readonly number[], signal: AbortSignal): Promise<MatchedEvents> {
  const several = loaded.files.length > 1;
  const ids =
    eventRows.length === 0
      ? []
      : (await lane.query(`SELECT rowid, auditID FROM line WHERE rowid IN (${eventRows.join(', ')})`, [], signal)).rows;
  const idOf = new Map(ids.map(([row, id]) => [Number(row), id]));
  const rows = eventRows.map(row => {
    const { file, line, text } = eventDetail(loaded, row);
    return [line, idOf.get(row) ?? null, text, ...(several ? [file ?? null] : [])];
  });
  return { columns: several ? [...COLUMNS, { name: 'file', type: 'varchar' }] : COLUMNS, rows, eventRows };
}
