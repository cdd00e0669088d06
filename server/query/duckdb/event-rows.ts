import type { AnalysedQuery } from '../check/analysed-query.ts';
import type { SqlQuery } from '../syntax/tree.ts';
import { seriesItem } from './time-series.ts';

/** The column that tells the event of a row; outputs of a query are called `c0`, `c1`, …. */
export const ROW = 'event_row';

/** Whether every row of a query is one event of the log: nothing groups, merges or joins them on the way. */
export function rowsAreEvents(analysed: AnalysedQuery, { body }: SqlQuery): boolean {
  if (body.kind !== 'select' || body.distinct || analysed.aggregated.has(body) || seriesItem(body)) return false;
  const [source, ...others] = analysed.sources.get(body) ?? [];
  if (!source || others.length > 0) return false;
  if (source.kind === 'log') return true;
  return source.kind === 'query' && source.node?.kind === 'query-source' && rowsAreEvents(analysed, source.node.query);
}
