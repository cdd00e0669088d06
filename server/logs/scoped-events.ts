import type { LogScope } from '../protocol/log.ts';
import { filterRows } from './query/compile-options.ts';
import type { QueriedLog } from './query/queried-log.ts';
import { timeBounds } from './query/time-bounds.ts';

/** The table `line` with the `row` of each event, as a source of SQL: the events of a scope, no others. */
export function scopedEvents(log: QueriedLog, scope: LogScope): string {
  const filtered = filterRows(log, scope);
  const conditions = [
    'is_event',
    ...timeBounds(scope).map(bound => `time ${bound}`),
    ...(filtered === undefined ? [] : [`rowid IN (${filtered})`]),
  ];
  return `(SELECT *, rowid AS "row" FROM line WHERE ${conditions.join(' AND ')})`;
}
