import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { PROBLEM_CODES, PROBLEM_PAGE } from '../../../../server/query/check/problem-codes.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';

const page = readFileSync(new URL(`../../../../docs/rules/${PROBLEM_PAGE}`, import.meta.url), 'utf8');
const sections = page.split(/^## /m).slice(1);
const codesOf = (query: string) => [...new Set(analyseQuery(parseQuery(query), logSchema()).problems.map(p => p.code))];

test('every code has a section', () => {
  assert.deepEqual(
    sections.map(s => s.slice(0, s.indexOf('\n'))),
    [...PROBLEM_CODES],
  );
});

for (const section of sections) {
  const code = section.slice(0, section.indexOf('\n'));
  test(`${code}: the first query is wrong, the second right`, () => {
    const queries = [...section.matchAll(/```sql\n([\s\S]*?)\n```/g)].map(m => m[1]!);
    // a chain that is too long for reading is too long for the page
    const wrong = code === 'too-long' ? `* | select ${Array.from({ length: 1_002 }, () => '1').join(' + ')}` : queries.shift();
    assert.deepEqual(codesOf(wrong!), [code], wrong!.slice(0, 200));
    assert.equal(queries.length, 1);
    assert.deepEqual(codesOf(queries[0]!), [], queries[0]);
  });
}
