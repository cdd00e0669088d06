import assert from 'node:assert/strict';
import type { LogEngine } from '../../../../server/logs/log-engine.ts';
import type { LogScope } from '../../../../server/protocol/log.ts';
import type { QueryRefusal, QueryResult, QueryRun } from '../../../../server/protocol/query.ts';
import { call, WHOLE } from '../open-fixture.ts';

/** Runs a query on an engine inside this process. */
export const ask = (
  engine: LogEngine,
  text: string,
  more: Partial<QueryRun> & { readonly signal?: AbortSignal } = {},
): Promise<QueryResult | QueryRefusal> => {
  const { signal, ...run } = more;
  return call(engine, 'query', { text, scope: WHOLE, limit: 100, ...run }, signal);
};

/** The result of a query that must run. */
export async function resultOf(engine: LogEngine, text: string, more: Partial<QueryRun> = {}): Promise<QueryResult> {
  const result = await ask(engine, text, more);
  if (result.kind === 'refused') assert.fail(`${text}: ${result.problems[0]?.message}`);
  return result;
}

export const rowsOf = async (engine: LogEngine, text: string, more: Partial<QueryRun> = {}) => (await resultOf(engine, text, more)).rows;

export const scope = (more: Partial<LogScope>): LogScope => ({ ...WHOLE, ...more });
