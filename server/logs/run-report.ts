import type { Cell, LogScope, PanelDefinition, PanelResult, ReportDefinition } from '../protocol/log.ts';
import type { PanelFailure } from '../protocol/log-engine.ts';
import type { QueryResult } from '../protocol/query.ts';
import { openZone } from '../query/duckdb/zone-offset.ts';
import { formatQuery } from '../query/syntax/format-query.ts';
import { parseQuery } from '../query/syntax/parse-query.ts';
import type { Lane } from './duckdb-session.ts';
import { latestEvents } from './latest-events.ts';
import type { QueriedLog } from './query/queried-log.ts';
import { runQuery } from './query/run-query.ts';
import { scopeCondition, withinScope } from './scope-condition.ts';
import { scopedEvents } from './scoped-events.ts';
import { type Buckets, bucketExpression, divideTime } from './time-buckets.ts';
import { printLocal } from './zone-time.ts';

/** Most rows of a panel. */
const MAX_ROWS = 10_000;

interface Running {
  readonly lanes: readonly Lane[];
  readonly log: QueriedLog;
  readonly report: ReportDefinition;
  readonly scope: LogScope;
  readonly onPanel: (panel: PanelResult | PanelFailure) => void;
  readonly signal: AbortSignal;
}

/**
 * Computes the panels, as many at a time as there are lanes, each reported as soon as it is there; a panel that fails does
 * not stop the others. Throws `RangeError` where the time zone is not known.
 */
export async function runReport({ lanes, log, report, scope, onPanel, signal }: Running): Promise<void> {
  const buckets = bucketsOf(log, scope);
  const waiting = [...report.panels];
  const work = async (lane: Lane): Promise<void> => {
    const ask = async (text: string, limit: number, rows = false): Promise<QueryResult> => {
      const result = await runQuery(lane, text, { log, scope, limit, rows, signal });
      if (result.kind === 'refused') throw new Error(result.problems[0]?.message);
      return result;
    };
    for (let panel = waiting.shift(); panel; panel = waiting.shift()) {
      try {
        const result = await runPanel(panel, buckets, scope, ask);
        onPanel(panel.kind === 'table' && !result.eventRows ? await withEvents(lane, log, scope, result, signal) : result);
      } catch (error) {
        signal.throwIfAborted();
        onPanel({ id: panel.id, failed: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]! });
      }
    }
  };
  await Promise.all(lanes.map(work));
}

function bucketsOf({ facts }: QueriedLog, scope: LogScope): Buckets {
  const from = Math.max(facts.from ?? 0, scope.from ?? Number.NEGATIVE_INFINITY);
  const to = Math.min(facts.to === null ? 0 : facts.to + 1, scope.to ?? Number.POSITIVE_INFINITY);
  return divideTime(from, to, openZone(scope.timeZone));
}

async function runPanel(
  panel: PanelDefinition,
  buckets: Buckets,
  scope: LogScope,
  ask: (text: string, limit: number, rows?: boolean) => Promise<QueryResult>,
): Promise<PanelResult> {
  const written = (query: string) => query.replaceAll('{bucket}', bucketExpression(buckets));
  const query = written(panel.query);
  const { columns, rows, cut, eventRows } = await ask(query, panel.most ?? MAX_ROWS, panel.kind === 'table');
  return {
    id: panel.id,
    query: shown(panel.most === undefined ? query : `${query} limit ${panel.most}`, scope),
    columns,
    // panels select plain values only
    rows: rows as readonly (readonly Cell[])[],
    ...(cut && { cut }),
    ...(eventRows && { eventRows }),
    ...(panel.kind === 'series' && { buckets: buckets.list }),
    ...(panel.trendQuery !== undefined && {
      trend: trendOf(await ask(written(panel.trendQuery), MAX_ROWS), buckets),
      buckets: buckets.list,
    }),
  };
}

/** A panel's query as a reader gets it: with the scope in it, and laid out. */
const shown = (query: string, scope: LogScope): string => formatQuery(parseQuery(withinScope(query, scopeCondition(scope))));

/** The counts of a trend in the order of the buckets. */
function trendOf({ rows }: QueryResult, buckets: Buckets): number[] {
  const counts = new Map(rows.map(([start, count]) => [start === null ? null : printLocal(Number(start) * 1000, true), Number(count)]));
  return buckets.list.map(({ time }) => counts.get(time) ?? 0);
}

/** A list whose rows are no single events: of the request that a row names the event of its latest stage stands for it. */
async function withEvents(lane: Lane, log: QueriedLog, scope: LogScope, result: PanelResult, signal: AbortSignal): Promise<PanelResult> {
  const at = result.columns.findIndex(column => column.name === 'auditID');
  const ids = result.rows.map(row => row[at]).filter(id => typeof id === 'string');
  const events = await latestEvents(lane, scopedEvents(log, scope), ids, signal);
  return { ...result, eventRows: result.rows.map(row => events.get(String(row[at])) ?? null) };
}
