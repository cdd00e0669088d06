import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import type { LogEngine } from '../../../../server/logs/log-engine.ts';
import { openHere, testLimits } from '../open-fixture.ts';
import { ask, scope } from './ask-query.ts';

/** Queries with the rows that a Presto-family engine gave, through the whole engine: both tables, every form of value. */
const folder = new URL('../../query/fixtures/', import.meta.url);
const lines = <T>(name: string): T[] =>
  readFileSync(new URL(name, folder), 'utf8')
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as T);

interface SqlVector {
  readonly id: string;
  readonly query: string;
  readonly timezone: string;
  readonly log?: string;
  readonly error?: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly ordered: boolean;
  readonly certain: boolean;
}

interface SearchVector {
  readonly id: string;
  readonly query: string;
  readonly hits?: readonly number[];
  readonly error?: string;
  readonly certain?: boolean;
}

const opened = new Map<string, Promise<LogEngine>>();
function engineOf(name: string): Promise<LogEngine> {
  const engine = opened.get(name) ?? openHere([new URL(name, folder).pathname], testLimits({ memoryMegabytes: 512 }));
  opened.set(name, engine);
  return engine;
}
after(async () => {
  for (const engine of opened.values()) (await engine).close();
});

/** Doubles may differ in their last digits; keys of maps have no order. */
function canonical(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9));
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => [key, canonical(inner)]),
  );
}

test('every certain query gives the rows and types that the vectors have, every wrong one is refused', async () => {
  const wrong: string[] = [];
  for (const vector of lines<SqlVector>('query-sql.jsonl').filter(v => v.certain)) {
    const engine = await engineOf(vector.log ?? 'query-log.jsonl');
    const result = await ask(engine, vector.query, { scope: scope({ timeZone: vector.timezone }) }).catch((error: Error) => error);
    if (vector.error) {
      if (!(result instanceof Error) && result.kind !== 'refused') wrong.push(`${vector.id}: not refused: ${vector.query}`);
    } else if (result instanceof Error || result.kind === 'refused')
      wrong.push(`${vector.id}: ${result instanceof Error ? result.message : result.problems[0]?.message}: ${vector.query}`);
    else {
      const text = (rows: readonly (readonly unknown[])[]) => {
        const texts = rows.map(row => JSON.stringify(canonical(row)));
        return (vector.ordered ? texts : texts.sort()).join('\n');
      };
      const types = (columns: SqlVector['columns']) => columns.map(c => c.type).join();
      if (text(result.rows) !== text(vector.rows))
        wrong.push(`${vector.id}: ${text(result.rows).slice(0, 200)} is not ${text(vector.rows).slice(0, 200)}`);
      else if (types(result.columns) !== types(vector.columns)) wrong.push(`${vector.id}: types ${types(result.columns)}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('every certain search finds the lines that the vectors have', async () => {
  const engine = await engineOf('query-log.jsonl');
  const wrong: string[] = [];
  for (const { id, query, hits } of lines<SearchVector>('query-search.jsonl').filter(v => v.certain !== false)) {
    const result = await ask(engine, query, { limit: 100_000 }).catch((error: Error) => error);
    if (hits === undefined) {
      if (result instanceof Error || result.kind !== 'refused') wrong.push(`${id}: not refused: ${query}`);
    } else if (result instanceof Error || result.kind === 'refused') wrong.push(`${id}: refused: ${query}`);
    else if (
      result.rows
        .map(row => Number(row[0]))
        .sort((a, b) => a - b)
        .join() !== hits.join()
    )
      wrong.push(`${id}: ${result.rows.length} hits: ${query}`);
  }
  assert.deepEqual(wrong, []);
});
