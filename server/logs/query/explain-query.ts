import type { QueryRefusal, QueryStep } from '../../protocol/query.ts';
import { compileSteps, type PlannedStep } from '../../query/duckdb/compile-steps.ts';
import type { Lane } from '../duckdb-session.ts';
import { compileOptions } from './compile-options.ts';
import { refusal } from './prepare-query.ts';
import { type RunContext, readyQuery } from './run-query.ts';

/** The steps of a query, each with what it leaves. A step that cannot be counted (it fails while it runs) says so by null. */
export async function explainQuery(lane: Lane, text: string, context: RunContext): Promise<readonly QueryStep[] | QueryRefusal> {
  const ready = await readyQuery(lane, text, context);
  if ('kind' in ready) return ready;
  const planned = compileSteps(ready.analysed, compileOptions(context));
  if (planned.kind === 'refused') return refusal(planned.problems);
  const { scope, signal } = context;
  const counted = async (steps: readonly PlannedStep[]): Promise<QueryStep[]> => {
    const done: QueryStep[] = [];
    for (const { label, start, end, of, sql, children } of steps)
      done.push({ label, start, end, of, count: await countOf(lane, sql, scope.timeZone, signal), children: await counted(children) });
    return done;
  };
  return counted(planned.steps);
}

async function countOf(lane: Lane, sql: string, timeZone: string, signal: AbortSignal): Promise<number | null> {
  try {
    const [row] = await lane.rows(sql, timeZone, signal);
    return Number(row?.[0] ?? 0);
  } catch {
    signal.throwIfAborted();
    return null;
  }
}
