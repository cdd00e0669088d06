import type { EventPage, EventRow, EventSort } from '../protocol/log.ts';
import type { EventQuery } from '../protocol/log-engine.ts';
import { quoted } from '../query/duckdb/sql-text.ts';
import { openZone } from '../query/duckdb/zone-offset.ts';
import type { Lane } from './duckdb-session.ts';
import type { QueriedLog } from './query/queried-log.ts';
import { scopedEvents } from './scoped-events.ts';
import { printTime } from './zone-time.ts';

const SORT_SQL: Readonly<Record<EventSort, readonly string[]>> = {
  time: ['time'],
  verb: ['verb'],
  status: ['"responseStatus.code"'],
  user: ['"user.username"'],
  namespace: ['"objectRef.namespace"'],
  resource: ['"objectRef.resource"', '"objectRef.subresource"'],
  address: ['sourceIP'],
};

/** The column of each member of a row. */
const PAGE_COLUMNS: Readonly<Record<Exclude<keyof EventRow, 'row'>, string>> = {
  time: 'time',
  level: 'level',
  stage: 'stage',
  verb: 'verb',
  status: 'responseStatus.code',
  user: 'user.username',
  impersonatedUser: 'impersonatedUser.username',
  namespace: 'objectRef.namespace',
  apiGroup: 'objectRef.apiGroup',
  resource: 'objectRef.resource',
  subresource: 'objectRef.subresource',
  name: 'objectRef.name',
  address: 'sourceIP',
  userAgent: 'userAgent',
  requestURI: 'requestURI',
  auditID: 'auditID',
};

/** Orders that are remembered: scrolling asks for the same one again and again. */
const KEPT = 4;

/** Most rows of a page. */
export const MAX_PAGE = 1000;

/** Pages of the events of a log: the order of a scope is computed once, a page reads only its rows. */
export function createEventPages(lane: Lane, log: QueriedLog) {
  const orders = new Map<string, Uint32Array>();

  async function orderOf({ scope, sort, descending }: EventQuery, signal: AbortSignal): Promise<Uint32Array> {
    const { filters, from, to } = scope;
    const key = JSON.stringify([filters, from, to, sort, descending]);
    let order = orders.get(key);
    if (!order) {
      const direction = descending ? 'DESC' : 'ASC';
      const by = SORT_SQL[sort].map(expression => `${expression} ${direction} NULLS LAST`).join(', ');
      order = await lane.ordinals(`SELECT "row"::UINTEGER FROM ${scopedEvents(log, scope)} ORDER BY ${by}, "row" ${direction}`, [], signal);
    }
    orders.delete(key);
    orders.set(key, order);
    for (const oldest of orders.keys()) if (orders.size > KEPT) orders.delete(oldest);
    return order;
  }

  return async (query: EventQuery, signal: AbortSignal): Promise<EventPage> => {
    const order = await orderOf(query, signal);
    const offset = Math.max(0, Math.floor(query.offset));
    const wanted = order.subarray(offset, offset + Math.min(MAX_PAGE, Math.max(0, Math.floor(query.limit))));
    if (wanted.length === 0) return { total: order.length, offset, rows: [] };
    const zone = openZone(query.scope.timeZone);
    const members = Object.keys(PAGE_COLUMNS);
    const columns = Object.values(PAGE_COLUMNS).map(quoted).join(', ');
    const { rows } = await lane.query(`SELECT rowid, ${columns} FROM line WHERE rowid IN (${wanted.join(', ')})`, [], signal);
    const byRow = new Map(
      rows.map(([row, ...cells]) => {
        const read = Object.fromEntries(members.map((member, i) => [member, cells[i]])) as Omit<EventRow, 'row' | 'time'> & {
          time: number | null;
        };
        const time = read.time === null ? null : printTime(read.time, zone);
        return [row as number, { ...read, row: row as number, time }] as const;
      }),
    );
    return { total: order.length, offset, rows: [...wanted].map(row => byRow.get(row)!) };
  };
}
