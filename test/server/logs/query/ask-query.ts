import assert from 'node:assert/strict';
import type { LogEngine } from '../../../../server/logs/log-engine.ts';
import type { LogScope } from '../../../../server/protocol/log.ts';
import type { QueryRefusal, QueryResult, QueryRun } from '../../../../server/protocol/query.ts';
import { WHOLE } from '../open-fixture.ts';

const SILENT = { onProgress: () => undefined, onPanel: () => undefined };

/** Runs a query on an engine inside this process. */
export const ask = (
  engine: LogEngine,
  text: string,
  more: Partial<QueryRun> & { readonly signal?: AbortSignal } = {},
): Promise<QueryResult | QueryRefusal> => {
  const { signal = new AbortController().signal, ...run } = more;
  return engine.call('query', { text, scope: WHOLE, limit: 100, ...run }, SILENT, signal);
};

/** The result of a query that must run. */
export async function resultOf(engine: LogEngine, text: string, more: Partial<QueryRun> = {}): Promise<QueryResult> {
  const result = await ask(engine, text, more);
  if (result.kind === 'refused') assert.fail(`${text}: ${result.problems[0]?.message}`);
  return result;
}

export const rowsOf = async (engine: LogEngine, text: string, more: Partial<QueryRun> = {}) => (await resultOf(engine, text, more)).rows;

export const scope = (more: Partial<LogScope>): LogScope => ({ ...WHOLE, ...more });
