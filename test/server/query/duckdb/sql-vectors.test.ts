import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runVector } from './run-vector.ts';
import { inOrder, sameValue } from './same-value.ts';
import { openTestLog, vectorsOf } from './test-log.ts';

interface SqlVector {
  readonly id: string;
  readonly query: string;
  readonly timezone: string;
  readonly log?: string;
  readonly certain: boolean;
  readonly error?: true;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly ordered: boolean;
}

/** What is wrong with the answer to a vector, nothing where it is right. */
async function wrongIn(
  vector: SqlVector,
  logs: Readonly<Record<string, Awaited<ReturnType<typeof openTestLog>>>>,
): Promise<string | undefined> {
  const outcome = await runVector(logs[vector.log ?? 'query-log.jsonl']!, vector.query, vector.timezone);
  if ('refused' in outcome) return vector.error ? undefined : `refused, ${outcome.refused}`;
  if (vector.error) return 'not refused';
  const [wanted, got] = vector.ordered ? [vector.rows, outcome.rows] : [inOrder(vector.rows), inOrder(outcome.rows)];
  const types = (columns: SqlVector['columns']) => columns.map(c => c.type).join(', ');
  if (types(vector.columns) !== types(outcome.columns)) return `types ${types(outcome.columns)}, wants ${types(vector.columns)}`;
  if (wanted.length !== got.length) return `${got.length} rows, wants ${wanted.length}`;
  const at = wanted.findIndex((row, i) => !sameValue(row, got[i]));
  return at < 0 ? undefined : `row ${JSON.stringify(got[at])}, wants ${JSON.stringify(wanted[at])}`;
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
  const certain = vectorsOf<SqlVector>('query-sql.jsonl').filter(v => v.certain);
  assert.ok(certain.length > 700);
  assert.deepEqual(await wrongAnswers(certain), []);
});

test('so do queries with unusual arguments', async () => {
  assert.deepEqual(await wrongAnswers(vectorsOf<SqlVector>('query-sql-edges.jsonl')), []);
});
