import { performance } from 'node:perf_hooks';
import type { LogScope } from '../../protocol/log.ts';
import type { QueryCell, QueryRefusal, QueryResult } from '../../protocol/query.ts';
import type { AnalysedQuery } from '../../query/check/analysed-query.ts';
import { compileQuery } from '../../query/duckdb/compile-query.ts';
import type { CompiledQuery } from '../../query/duckdb/compiled-query.ts';
import { runTimeError } from '../../query/duckdb/run-time-error.ts';
import type { Lane } from '../duckdb-session.ts';
import { EngineError } from '../engine-error.ts';
import { compileOptions } from './compile-options.ts';
import { needsText } from './log-relation.ts';
import { readEvents } from './matched-events.ts';
import { prepareQuery, refusal } from './prepare-query.ts';
import type { QueriedLog } from './queried-log.ts';
import { columnType, queryCell } from './query-cell.ts';

export interface RunContext {
  readonly log: QueriedLog;
  readonly scope: LogScope;
  readonly limit: number;
  readonly signal: AbortSignal;
  /** Asks which event a row is, where every row is one. */
  readonly rows?: boolean;
  /** Share of what has to be read first, 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/** A query that can be run: its statement, with what it needs loaded. */
export interface ReadyQuery {
  readonly analysed: AnalysedQuery;
  readonly compiled: CompiledQuery;
  readonly notes: readonly string[];
}

/** Reads, checks and compiles a query, and loads what it needs. Throws `EngineError` where that cannot be had. */
export async function readyQuery(lane: Lane, text: string, context: RunContext): Promise<ReadyQuery | QueryRefusal> {
  const { log, signal, onProgress } = context;
  const analysed = await prepareQuery(log, text, signal, onProgress);
  if ('kind' in analysed) return analysed;
  await log.values.learn(lane, analysed.searchFields.values(), signal);
  const compiled = compileQuery(analysed, compileOptions(context));
  if (compiled.kind === 'refused') return refusal(compiled.problems);
  if (needsText(compiled.need)) await log.loadText(signal, onProgress);
  return { analysed, compiled, notes: [...compiled.notes, ...log.lacks(compiled.functions)] };
}

/**
 * Runs a query on a lane. A query that is wrong is refused with its places; what fails while it runs is an `EngineError` with a
 * sentence for the reader. Rejects with the signal's reason where it was cancelled.
 */
export async function runQuery(lane: Lane, text: string, context: RunContext): Promise<QueryResult | QueryRefusal> {
  const started = performance.now();
  const ready = await readyQuery(lane, text, context);
  if ('kind' in ready) return ready;
  const { compiled, notes } = ready;
  const { scope, signal, limit } = context;
  const rows = await lane.rows(compiled.sql, scope.timeZone, signal).catch((error: unknown) => {
    signal.throwIfAborted();
    throw new EngineError('failed', runTimeError(error instanceof Error ? error.message : String(error)));
  });
  const cut = !compiled.limited && rows.length > limit;
  const shown = cut ? rows.slice(0, limit) : rows;
  if (ready.analysed.query.sql === undefined) {
    const events = await readEvents(
      lane,
      context.log.loaded,
      shown.map(([row]) => Number(row)),
      signal,
    );
    return { kind: 'events', ...events, cut, milliseconds: performance.now() - started, notes };
  }
  const { columns, tellsRows } = compiled;
  const unlimited = cut ? [`Only the first ${limit} rows are shown: the query sets no limit itself.`] : [];
  return {
    kind: 'rows',
    columns: columns.map(({ name, type }) => ({ name, type: columnType(type) })),
    rows: shown.map(row => columns.map(({ type }, i): QueryCell => queryCell(row[i], type))),
    ...(tellsRows && { eventRows: shown.map(row => Number(row[columns.length])) }),
    cut,
    milliseconds: performance.now() - started,
    notes: [...notes, ...unlimited],
  };
}
