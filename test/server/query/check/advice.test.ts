import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { openTestLog } from '../duckdb/test-log.ts';

const { schema } = await openTestLog('query-log.jsonl');

/** What names and types say of a query, by the place they say it at. */
const said = (sql: string): readonly (readonly [string, string])[] => {
  const text = `* | ${sql}`;
  return analyseQuery(parseQuery(text), schema).problems.map(({ range, message }) => [text.slice(range.start, range.end), message]);
};

for (const [sql, told, advice] of [
  ['select verb from log where verb = get', 'get', /If it is a text, write it in single quotes: 'get'/],
  ['select date_trunc(hour, __time__) as t', 'hour', /'hour'/],
  ['select requestObject.spec.replicas', 'requestObject.spec.replicas', /json_extract_scalar\(requestObject, '\$\.spec\.replicas'\)/],
  ["select from_unixtime('2026-01-01') as t", "from_unixtime('2026-01-01')", /'2026-01-01' is no number/],
  ["select verb + 'x'", "verb + 'x'", /joined by \|\|/],
  ["select json_extract(requestObject, 'spec.replicas')", "'spec.replicas'", /such as \$\.spec\.replicas/],
  ["select is_subnet_of(sourceIPs, '10.0.0.0/8')", "'10.0.0.0/8'", /network is the first argument/],
  ["select verb from log l where log.verb = 'get'", 'log.verb', /sources here are named l/],
  ['select verb from log join (select verb from log) b on log.verb = b.verb', 'verb', /log\.verb or b\.verb/],
  // that every table could have the name follows from the one that is not there
  ['select verb from log left join b on log.verb = b.verb', 'b', /no table 'b'/],
] as const) {
  test(`one finding, with what would be right: ${sql}`, () => {
    const [first, ...others] = said(sql);
    assert.deepEqual(others, []);
    assert.equal(first?.[0], told);
    assert.match(first[1], advice);
  });
}

test('a field that a sub-query does not hand on is no text', () => {
  assert.doesNotMatch(said('select verb from (select stage from log)')[0]![1], /single quotes/);
});

test('a path that is no path is an error only where it is computed', () => {
  assert.deepEqual(said("select try(json_extract(requestObject, 'spec')) as x"), []);
});
