import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { compileQuery } from '../../../../server/query/duckdb/compile-query.ts';
import type { LogRelation } from '../../../../server/query/duckdb/compiled-query.ts';
import { type SearchedValue, searchedValue } from '../../../../server/query/duckdb/search-tokens.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { SEARCH_VECTORS } from '../vectors.ts';
import { openTestLog, type TestLog } from './test-log.ts';

/** Lines that a search keeps, or that it is refused. */
async function hitsOf(log: TestLog, query: string, relation: LogRelation): Promise<readonly number[] | 'refused'> {
  const parsed = parseQuery(query);
  const analysed = analyseQuery(parsed, log.schema);
  if (parsed.problems.length > 0 || analysed.problems.length > 0) return 'refused';
  const compiled = compileQuery(analysed, { timeZone: 'UTC', limit: 10_000, log: () => relation });
  if (compiled.kind === 'refused') return 'refused';
  const rows = (await log.connection.runAndReadAll(compiled.sql)).getRows();
  return rows.map(([line]) => Number(line)).sort((a, b) => a - b);
}

const CERTAIN = SEARCH_VECTORS.filter(v => v.certain !== false);

async function wrongOnes(log: TestLog, relation: LogRelation): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const { id, query, hits, error } of CERTAIN) {
    const got = await hitsOf(log, query, relation);
    if (String(got) !== String(error === undefined ? hits : 'refused'))
      wrong.push(`${id} ${query}: ${got.length}, wants ${hits?.length ?? error}`);
  }
  return wrong;
}

test('every certain search keeps the events that the second implementation keeps', async () => {
  const log = await openTestLog('query-log.jsonl');
  assert.ok(CERTAIN.length > 290);
  assert.deepEqual(await wrongOnes(log, log.relation), []);
});

test('it keeps the same events where the values of fields are known beforehand', async () => {
  const log = await openTestLog('query-log.jsonl');
  const values = new Map<string, readonly SearchedValue[]>();
  for (const field of log.schema.fields) {
    if (field.type !== 'varchar') continue;
    const rows = await log.connection.runAndReadAll(
      `SELECT DISTINCT x FROM (SELECT ${log.relation.column(field, 'e')} AS x FROM ${log.relation.from} AS e) WHERE x IS NOT NULL`,
    );
    values.set(
      field.name,
      rows.getRows().map(([value]) => searchedValue(String(value))),
    );
  }
  assert.ok((values.get('verb')?.length ?? 0) > 5);
  assert.deepEqual(await wrongOnes(log, { ...log.relation, values: field => values.get(field.name) }), []);
});
