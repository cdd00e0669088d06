import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { LogEngine } from '../../../../server/logs/log-engine.ts';
import { difference } from '../../query/same-rows.ts';
import { fixturePath, SEARCH_VECTORS, SQL_VECTORS } from '../../query/vectors.ts';
import { openHere, testLimits } from '../open-fixture.ts';
import { ask, scope } from './ask-query.ts';

/** Queries with the rows that a Presto-family engine gave, through the whole engine: both tables, every form of value. */
const opened = new Map<string, Promise<LogEngine>>();
function engineOf(name: string): Promise<LogEngine> {
  const engine = opened.get(name) ?? openHere([fixturePath(name)], testLimits({ memoryMegabytes: 512 }));
  opened.set(name, engine);
  return engine;
}
after(async () => {
  for (const engine of opened.values()) (await engine).close();
});

test('every certain query gives the rows and types that the vectors have, every wrong one is refused', async () => {
  const wrong: string[] = [];
  for (const vector of SQL_VECTORS.filter(v => v.certain)) {
    const engine = await engineOf(vector.log ?? 'query-log.jsonl');
    const result = await ask(engine, vector.query, { scope: scope({ timeZone: vector.timezone }) }).catch((error: Error) => error);
    if (vector.error) {
      if (!(result instanceof Error) && result.kind !== 'refused') wrong.push(`${vector.id}: not refused: ${vector.query}`);
    } else if (result instanceof Error || result.kind === 'refused')
      wrong.push(`${vector.id}: ${result instanceof Error ? result.message : result.problems[0]?.message}: ${vector.query}`);
    else {
      const what = difference(vector, result);
      if (what !== undefined) wrong.push(`${vector.id}: ${what}: ${vector.query}`);
    }
  }
  assert.deepEqual(wrong, []);
});

test('every certain search finds the lines that the vectors have', async () => {
  const engine = await engineOf('query-log.jsonl');
  const wrong: string[] = [];
  for (const { id, query, hits } of SEARCH_VECTORS.filter(v => v.certain !== false)) {
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
