import assert from 'node:assert/strict';
import { test } from 'node:test';
import { difference } from '../same-rows.ts';
import { EDGE_VECTORS, SQL_VECTORS, type SqlVector } from '../vectors.ts';
import { runVector } from './run-vector.ts';
import { openTestLog } from './test-log.ts';

/** What is wrong with the answer to a vector, nothing where it is right. */
async function wrongIn(
  vector: SqlVector,
  logs: Readonly<Record<string, Awaited<ReturnType<typeof openTestLog>>>>,
): Promise<string | undefined> {
  const outcome = await runVector(logs[vector.log ?? 'query-log.jsonl']!, vector.query, vector.timezone);
  if ('refused' in outcome) return vector.error ? undefined : `refused, ${outcome.refused}`;
  if (vector.error) return 'not refused';
  return difference(vector, outcome);
}

async function wrongAnswers(vectors: readonly SqlVector[]): Promise<string[]> {
  const first = await openTestLog('query-log.jsonl');
  const logs = { 'query-log.jsonl': first, 'query-log-small.jsonl': await openTestLog('query-log-small.jsonl', first.connection) };
  const wrong: string[] = [];
  for (const vector of vectors) {
    const what = await wrongIn(vector, logs);
    if (what !== undefined) wrong.push(`${vector.id} ${vector.query}\n    ${what}`);
  }
  return wrong;
}

test('every certain query answers what the engines of the Presto family answer, and wrong ones are refused', async () => {
  const certain = SQL_VECTORS.filter(v => v.certain);
  assert.ok(certain.length > 700);
  assert.deepEqual(await wrongAnswers(certain), []);
});

test('so do queries with unusual arguments', async () => {
  assert.deepEqual(await wrongAnswers(EDGE_VECTORS), []);
});
