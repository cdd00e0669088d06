import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newFolder } from '../../../../scripts/new-folder.ts';
import { EngineError } from '../../../../server/logs/engine-error.ts';
import { openLog } from '../../../../server/logs/open-log.ts';
import { COUNTRIES, ENGINE, event, jsonLines, testLimits, WHOLE, writeLog } from '../open-fixture.ts';

/** The interface that client and command line have, over the border of the process. */
const stages = ['ResponseStarted', 'ResponseComplete'];
const events = [
  ...stages.map(stage => event({ auditID: 'watch', stage, verb: 'watch' })),
  event({ auditID: 'other', annotations: { 'example.com/x': '1' } }),
];
const log = await openLog({
  files: [writeLog(jsonLines(events))],
  engine: ENGINE,
  limits: testLimits({ temporaryFolder: newFolder() }),
  countries: COUNTRIES,
  knowledge: { lists: { ip: [writeLog('8.8.8.0/24')] } },
});
after(() => log.close());
const run = (text: string) => ({ text, scope: WHOLE, limit: 100 });

test('a query, its refusal, its failure and its lists cross the border', async () => {
  const result = await log.query(
    run(`* | select auditID, security_check_ip('8.8.8.8') as listed, map(array['a'], array[1]) as m from log order by auditID limit 1`),
  );
  assert.ok(result.kind === 'rows');
  assert.deepEqual([result.rows, result.notes], [[['other', 1, { a: 1 }]], []]);
  assert.equal((await log.query(run('* | select nosuch'))).kind, 'refused');
  await assert.rejects(
    log.query(run('* | select 1 / (length(verb) - length(verb)) from log')),
    (e: unknown) => e instanceof EngineError && e.code === 'failed',
  );
  const steps = await log.explain(run('verb: watch | select count(*)'));
  assert.ok(!('kind' in steps) && steps[0]!.count === 2);
});

test('the event of a request is that of its latest stage', async () => {
  assert.deepEqual([await log.eventRow('watch'), await log.eventRow('other'), await log.eventRow('none')], [1, 2, null]);
});

test('fields and their values, the most frequent first; those of this log alone once they were looked for', async () => {
  const first = await log.fields();
  assert.deepEqual([first.values.verb, first.values['user.username'], first.values.auditID], [['watch', 'list'], ['alice'], undefined]);
  assert.equal((await log.query(run('* | select "annotations.example.com/x" from log'))).fieldsFound, true);
  const { fields, complete } = await log.fields();
  assert.equal(complete, true);
  assert.ok(fields.some(f => f.name === 'annotations.example.com/x' && f.type === 'varchar'));
});

test('exports are written whole, in every form, or not at all', async () => {
  const folder = newFolder();
  const query = run('* | select auditID, count(*) as n, array[1] as a from log group by auditID order by auditID');
  for (const form of ['csv', 'json', 'parquet'] as const)
    assert.deepEqual(await log.exportQuery(query, form, join(folder, `out.${form}`)), { rows: 2 });
  assert.equal(readFileSync(join(folder, 'out.csv'), 'utf8'), 'auditID,n,a\r\nother,1,[1]\r\nwatch,2,[1]\r\n');
  assert.deepEqual(JSON.parse(readFileSync(join(folder, 'out.json'), 'utf8')).rows, [
    ['other', 1, [1]],
    ['watch', 2, [1]],
  ]);
  assert.equal(readFileSync(join(folder, 'out.parquet')).subarray(-4).toString(), 'PAR1');
  await assert.rejects(log.exportQuery(query, 'csv', join(folder, 'none', 'x.csv')), /cannot be written \(ENOENT\)/);
  await assert.rejects(
    log.exportQuery(run('* | select 1 / (length(verb) - length(verb)) from log'), 'parquet', join(folder, 'x.parquet')),
    /Division by zero/,
  );
  assert.deepEqual(readdirSync(folder).sort(), ['out.csv', 'out.json', 'out.parquet']);
});
