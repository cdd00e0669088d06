import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { applyEdits } from '../../../../server/lint/apply-fixes.ts';
import { ruleLevels } from '../../../../server/lint/rule-levels.ts';
import { checkQuery } from '../../../../server/query/check/check-query.ts';
import { QUERY_LINT_RULES, QUERY_RULES } from '../../../../server/query/check/query-rules.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { runVector } from '../duckdb/run-vector.ts';
import { openTestLog, type TestLog } from '../duckdb/test-log.ts';
import { SEARCH_VECTORS, SQL_VECTORS } from '../vectors.ts';
import { readPage } from './query-page.ts';

/** A safe fix must not change what a query answers: every one is applied, and both texts are run. */

const RULES: ReadonlySet<string> = new Set(QUERY_RULES.map(r => r.id));

/** What the writer meant is not what the text says: minutes, and one text instead of several words. */
const MEANT_OTHERWISE: ReadonlySet<string> = new Set(['date-format-token', 'single-quotes-in-search']);
const { levels } = ruleLevels(QUERY_LINT_RULES, {});

/** Searches count what they find, so that they answer the same way as queries. */
const counted = (search: string): string => `${search} | select auditID, stage order by auditID, stage limit 1000`;

const QUERIES: readonly string[] = [
  ...SQL_VECTORS.flatMap(v => (v.error ? [] : [v.query])),
  ...SEARCH_VECTORS.flatMap(v => (v.error ? [] : [counted(v.query)])),
  ...QUERY_RULES.flatMap(r => readPage(r.id).wrong.map(w => (w.query.includes(' | ') ? w.query : counted(w.query)))),
  `verb: get or verb: list | select count(*) as n where stage = 'ResponseComplete' and 'pods' = "objectRef.resource"`,
  `* | select count(*) as n where ("objectRef.namespace" = 'prod' and "responseStatus.code" > 0)`,
  `kubernetes-admin | select count(*) as n where "user.username" = 'kubernetes-admin'`,
];

let log: TestLog;
before(async () => {
  log = await openTestLog('query-log.jsonl');
});
after(() => log.connection.closeSync());

test('safe fixes of lint rules change no answer', async () => {
  let tried = 0;
  const rowsOf = async (query: string) => {
    const outcome = await runVector(log, query, 'UTC');
    if (!('rows' in outcome)) return outcome.refused;
    return outcome.rows.map(r => JSON.stringify(r)).sort();
  };
  for (const query of QUERIES) {
    for (const finding of checkQuery(parseQuery(query), log.schema, levels)) {
      for (const fix of finding.fixes ?? []) {
        if (!fix.safe || !RULES.has(finding.code) || MEANT_OTHERWISE.has(finding.code)) continue;
        tried += 1;
        const fixed = applyEdits(query, [fix]);
        assert.deepEqual(await rowsOf(fixed), await rowsOf(query), `${finding.code}\n${query}\n${fixed}`);
      }
    }
  }
  assert.ok(tried > 40, `${tried}`);
});
