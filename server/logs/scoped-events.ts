import type { LogScope } from '../protocol/log.ts';
import { filterRows } from './query/compile-options.ts';
import type { QueriedLog } from './query/queried-log.ts';

/** The table `line` with the `row` of each event, as a source of SQL: the events of a scope, no others. */
export function scopedEvents(log: QueriedLog, scope: LogScope): string {
  const { from, to } = scope;
  const bound = (milliseconds: number) => `epoch_ms(${Math.ceil(milliseconds)}::BIGINT)`;
  const filtered = filterRows(log, scope);
  const conditions = [
    'is_event',
    ...(from === undefined ? [] : [`time >= ${bound(from)}`]),
    ...(to === undefined ? [] : [`time < ${bound(to)}`]),
    ...(filtered === undefined ? [] : [`rowid IN (${filtered})`]),
  ];
  return `(SELECT *, rowid AS "row" FROM line WHERE ${conditions.join(' AND ')})`;
}
