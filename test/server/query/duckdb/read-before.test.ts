import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runVector } from './run-vector.ts';
import { openTestLog } from './test-log.ts';

const log = await openTestLog('query-log.jsonl');

async function run(sql: string): Promise<{ readonly rows: string; readonly sql: string; readonly plan: string }> {
  const outcome = await runVector(log, `* | ${sql}`, 'UTC');
  if ('refused' in outcome) assert.fail(outcome.refused);
  const plan = (await log.connection.runAndReadAll(`EXPLAIN ${outcome.sql}`)).getRows().map(row => row[1]);
  // a plan shows conditions with what they read, and of columns the names alone
  return { rows: JSON.stringify(outcome.rows), sql: outcome.sql, plan: plan.join('').replaceAll(/[\s│]+/g, '') };
}

const UID = '"user.uid"';
const KIND = `json_extract_scalar(requestObject, '$.kind')`;

test('conditions that ask a field in the text of an event more than once read it before them', async () => {
  for (const condition of [
    `${UID} like '%a%' or ${UID} like '%1%' or verb = 'list'`,
    `${UID} is not null and length(${UID}) > 3`,
    `(${KIND} = 'Pod' or ${KIND} is null) and (${UID} like '%a%' or ${UID} like '%b%')`,
    // one mention that looks at its text several times
    `${KIND} = 'Pod'`,
  ]) {
    const asked = await run(`select count(*) as n where ${condition}`);
    assert.doesNotMatch(asked.plan, /\$\."(?:user|requestObject)"/, condition);
    // a value of the select list is asked in no condition of the log
    const apart = await run(
      `select count(*) as n from (select ${UID}, verb, requestObject from log order by __time__ limit 100000) where ${condition}`,
    );
    assert.equal(asked.rows, apart.rows, condition);
    assert.notEqual(asked.rows, '[[0]]', condition);
  }
});

test('what is asked once is read where it is asked', async () => {
  const one = await run(`select ${UID}, count(*) as n where ${UID} like '%a%' group by 1`);
  assert.match(one.plan, /\$\."user"/);
  assert.doesNotMatch(one.sql, /random/);
});

test('each is computed where the conditions on those before it hold', async () => {
  const { sql } = await run(`select verb where ${UID} <> 'x' and ${UID} <> 'y' and ${KIND} <> 'Pod'`);
  assert.ok(sql.indexOf('"requestObject"."kind"') < sql.indexOf('"user"."uid"'), 'the first is the innermost');
});

test('a correlated sub-query reads before its conditions too', async () => {
  const { rows } = await run(
    `select count(*) as n from log a where exists (select 1 from log b where b.auditID = a.auditID and b.${UID} = a.${UID} and b.${UID} like '%a%')`,
  );
  const plain = await run(`select count(*) as n where ${UID} like '%a%'`);
  assert.equal(rows, plain.rows);
});
