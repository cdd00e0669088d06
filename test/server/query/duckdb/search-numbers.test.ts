import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { compileQuery } from '../../../../server/query/duckdb/compile-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { openTestLog } from './test-log.ts';

const log = await openTestLog('query-log.jsonl');
const options = { timeZone: 'UTC', limit: 10_000, log: () => log.relation };

async function search(query: string) {
  const compiled = compileQuery(analyseQuery(parseQuery(query), log.schema), options);
  if (compiled.kind === 'refused') return { refused: compiled.problems[0]?.message };
  const rows = (await log.connection.runAndReadAll(compiled.sql)).getRows();
  return { lines: rows.map(([line]) => Number(line)).sort((a, b) => a - b), notes: compiled.notes };
}

test('`=` asks what `:` asks, of texts as of numbers', async () => {
  for (const [field, value] of [
    ['responseStatus.code', '200'],
    ['responseStatus.code', '"403"'],
    ['responseStatus.code', '*'],
    ['responseStatus.code', '2*'],
    ['responseStatus.code', 'abc'],
    ['verb', 'get'],
    ['verb', '*'],
    ['annotations.authorization.k8s.io/reason', '""'],
    ['annotations.authorization.k8s.io/reason', '*'],
    ['userAgent', '"linux kubelet"'],
  ] as const)
    assert.deepEqual(await search(`${field} = ${value}`), await search(`${field}: ${value}`), `${field} ${value}`);
});

test('a number that is asked for words finds nothing, and says why', async () => {
  assert.deepEqual(await search('responseStatus.code: abc'), {
    lines: [],
    notes: ['responseStatus.code is a number, so it is never `abc`.'],
  });
  assert.deepEqual(await search('responseStatus.code: ""'), {
    lines: [],
    notes: ['responseStatus.code is a number, so it is never empty.'],
  });
});

test('a range that no number is in says so', async () => {
  assert.deepEqual(await search('responseStatus.code in [500 400]'), {
    lines: [],
    notes: ['No number is in a range from 500 to 400: the smaller one stands first.'],
  });
  assert.deepEqual((await search('responseStatus.code in [403 403]')).notes, []);
});

test('a number takes no wildcards', async () => {
  assert.match((await search('responseStatus.code: 2*')).refused!, /takes no wildcards/);
});

test('numbers beyond every code are compared as any other', async () => {
  assert.deepEqual((await search('responseStatus.code > 1e400')).lines, []);
  assert.deepEqual((await search('responseStatus.code < 1e400')).lines, (await search('responseStatus.code: *')).lines);
  assert.deepEqual((await search('responseStatus.code in [-99999999999999999999 99999999999999999999]')).lines?.length, 472);
});
