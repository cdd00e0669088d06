import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { compileQuery } from '../../../../server/query/duckdb/compile-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { openTestLog } from './test-log.ts';

const log = await openTestLog('query-log.jsonl');

function sqlOf(query: string): string {
  const compiled = compileQuery(analyseQuery(parseQuery(query), log.schema), { timeZone: 'UTC', limit: 10_000, log: () => log.relation });
  if (compiled.kind === 'refused') assert.fail(compiled.problems[0]?.message);
  return compiled.sql;
}

const linesOf = async (query: string): Promise<string> =>
  (await log.connection.runAndReadAll(sqlOf(query)))
    .getRows()
    .map(([line]) => Number(line))
    .sort((a, b) => a - b)
    .join();

const readings = (query: string): number => sqlOf(query).split('json_extract_string').length - 1;

test('a search reads the text of an event once for every field of it, whatever it asks of the field', () => {
  assert.equal(readings('user.uid: "00000010 0000 000001e63cc8"'), 1);
  assert.equal(readings('user.uid: a* or (user.uid: b not user.uid: "c d") or user.groups: x or user.groups: y'), 2);
  const many = Array.from({ length: 30 }, (_, i) => `user.uid: x${i}`);
  assert.equal(readings(many.join(' or ')), 1);
  assert.equal(readings(`not ${many.join(' not ')}`), 1);
  assert.equal(readings(`pods and (${many.join(' or ')}) not user.uid: y`), 1);
});

test('reading once keeps what reading for every condition keeps, also of events without the field', async () => {
  // a bare word that every event has keeps the conditions apart
  for (const [joined, apart] of [
    ['not user.uid: 0000', 'kind and (not user.uid: 0000)'],
    ['user.uid:* not user.groups: "system nodes"', '(kind and user.uid:*) not (kind and user.groups: "system nodes")'],
    [
      'user.uid:"" or objectRef.subresource: exec or not user.uid:*',
      '(kind and user.uid:"") or (kind and objectRef.subresource: exec) or (kind not (kind user.uid:*))',
    ],
    ['responseStatus.code > 300 or user.uid: 0000*', '(kind and responseStatus.code > 300) or (kind and user.uid: 0000*)'],
  ] as const)
    assert.equal(await linesOf(joined), await linesOf(apart), joined);
  assert.notEqual(await linesOf('not user.uid: 0000'), '');
});
