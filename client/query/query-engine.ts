import type { LogSummary } from '../../server/protocol/log.ts';
import type { OpenLog } from '../../server/protocol/log-engine.ts';

/** What a query needs of an opened log. */
export interface QueryEngine extends Pick<OpenLog, 'query' | 'explain' | 'exportQuery' | 'event' | 'eventRow'> {
  readonly summary: Pick<LogSummary, 'name' | 'events'>;
}
