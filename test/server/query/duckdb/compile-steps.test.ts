import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { compileSteps, type PlannedStep } from '../../../../server/query/duckdb/compile-steps.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { openTestLog, type TestLog } from './test-log.ts';

/** Steps as `label count`, children indented. */
async function explained(log: TestLog, query: string): Promise<readonly string[]> {
  const analysed = analyseQuery(parseQuery(query), log.schema);
  assert.deepEqual(analysed.problems, []);
  const plan = compileSteps(analysed, { timeZone: 'UTC', limit: 100, log: () => log.relation });
  assert.ok(plan.kind === 'steps');
  const lines = async (step: PlannedStep, depth: number): Promise<readonly string[]> => {
    const count = (await log.connection.runAndReadAll(step.sql)).getRows()[0]?.[0];
    const own = `${'  '.repeat(depth)}${step.label} → ${count} ${step.of}`;
    return [own, ...(await Promise.all(step.children.map(child => lines(child, depth + 1)))).flat()];
  };
  return (await Promise.all(plan.steps.map(step => lines(step, 0)))).flat();
}

test('every operand of a search and every clause tells what is left', async () => {
  const log = await openTestLog('query-log.jsonl');
  const query = `verb: delete and (stage: ResponseComplete or stage: Panic) not user.username: node
| select "user.username" u, count(*) c where "responseStatus.code" < 400 group by u having c > 1 order by c desc limit 3`;
  assert.deepEqual(await explained(log, query), [
    'verb: delete and (stage: ResponseComplete or stage: Panic) not user.username: node → 43 events',
    '  verb: delete and (stage: ResponseComplete or stage: Panic) → 47 events',
    '    verb: delete → 47 events',
    '    stage: ResponseComplete or stage: Panic → 409 events',
    '      stage: ResponseComplete → 408 events',
    '      stage: Panic → 1 events',
    '  user.username: node → 82 events',
    'where "responseStatus.code" < 400 → 32 events',
    'group by u → 12 rows',
    'having c > 1 → 9 rows',
    'limit 3 → 3 rows',
  ]);
});

test('sub-queries and common tables are steps of their own', async () => {
  const log = await openTestLog('query-log.jsonl');
  const query = `* | with a as (select verb, count(*) n from log group by verb) select verb from (select * from a where n > 5) where verb <> 'get' union all select verb from a`;
  assert.deepEqual(await explained(log, query), [
    'every event → 493 events',
    'with a → 10 rows',
    '  group by verb → 10 rows',
    'union all → 16 rows',
    '  from the rows of the sub-query → 7 rows',
    '    a → 10 rows',
    '    where n > 5 → 7 rows',
    "  where verb <> 'get' → 6 rows",
    '  a → 10 rows',
  ]);
});
