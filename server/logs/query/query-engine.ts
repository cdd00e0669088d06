import type { LoadProgress } from '../../protocol/log-engine.ts';
import type { ExportForm, FoundFields, QueryRefusal, QueryResult, QueryRun, QueryStep } from '../../protocol/query.ts';
import { openZone } from '../../query/duckdb/zone-offset.ts';
import type { Lane } from '../duckdb-session.ts';
import { EngineError } from '../engine-error.ts';
import { latestEvents } from '../latest-events.ts';
import { scopedEvents } from '../scoped-events.ts';
import { explainQuery } from './explain-query.ts';
import { exportQuery } from './export-query.ts';
import { fieldValues } from './field-values.ts';
import { lanePool } from './lane-pool.ts';
import type { QueriedLog } from './queried-log.ts';
import { type RunContext, runQuery } from './run-query.ts';

export interface QueryEngine {
  query(run: QueryRun, onProgress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<QueryResult | QueryRefusal>;
  explain(run: QueryRun, onProgress: (progress: LoadProgress) => void, signal: AbortSignal): Promise<readonly QueryStep[] | QueryRefusal>;
  exportTo(
    run: QueryRun,
    form: ExportForm,
    target: string,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
  ): Promise<{ readonly rows: number } | QueryRefusal>;
  fields(signal: AbortSignal): Promise<FoundFields>;
  eventRow(auditID: string, signal: AbortSignal): Promise<number | null>;
}

/** Queries on an opened log. Every call ends: with a result, with why it was refused, or an `EngineError`. */
export function queryEngine(lanes: readonly Lane[], log: QueriedLog, folder: string): QueryEngine {
  const pool = lanePool(lanes);
  const total = log.loaded.files.reduce((sum, file) => sum + file.log.size, 0);
  const events = scopedEvents(log, { filters: [], timeZone: 'UTC' });
  let exports = 0;

  /** Runs a piece of work for a query within its time. */
  async function within<T>(
    { scope, limit, timeout }: QueryRun,
    onProgress: (progress: LoadProgress) => void,
    signal: AbortSignal,
    work: (lane: Lane, context: RunContext) => Promise<T>,
  ): Promise<T> {
    checkZone(scope.timeZone);
    const late = timeout !== undefined && timeout > 0 ? AbortSignal.timeout(timeout) : undefined;
    const either = late ? AbortSignal.any([signal, late]) : signal;
    const context: RunContext = {
      log,
      scope,
      limit: Math.max(0, Math.floor(limit)),
      signal: either,
      onProgress: share => onProgress({ done: Math.floor(share * total), total }),
    };
    try {
      return await pool.use(either, lane => work(lane, context));
    } catch (error) {
      signal.throwIfAborted();
      if (late?.aborted) throw new EngineError('timeout', `the query took longer than ${(timeout ?? 0) / 1000} s and was given up`);
      throw error;
    }
  }

  return {
    query: (run, onProgress, signal) =>
      within(run, onProgress, signal, async (lane, context) => {
        const answer = await runQuery(lane, run.text, { ...context, rows: run.rows === true });
        return log.foundFields ? { ...answer, fieldsFound: true } : answer;
      }),
    explain: (run, onProgress, signal) => within(run, onProgress, signal, (lane, context) => explainQuery(lane, run.text, context)),
    exportTo: (run, form, target, onProgress, signal) =>
      within(run, onProgress, signal, (lane, context) =>
        exportQuery(lane, run.text, { ...context, form, target, folder, ordinal: ++exports }),
      ),
    fields: signal => pool.use(signal, lane => fieldValues(lane, log, signal)),
    eventRow: (auditID, signal) =>
      pool.use(signal, async lane => (await latestEvents(lane, events, [auditID], signal)).get(auditID) ?? null),
  };
}

function checkZone(timeZone: string): void {
  try {
    openZone(timeZone);
  } catch {
    throw new EngineError('failed', `there is no time zone ${JSON.stringify(timeZone.slice(0, 60))}`);
  }
}
