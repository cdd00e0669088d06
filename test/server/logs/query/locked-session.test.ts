import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { newFolder } from '../../../../scripts/new-folder.ts';
import { openSession } from '../../../../server/logs/duckdb-session.ts';
import { event, jsonLines, openHere, testLimits, writeLog } from '../open-fixture.ts';
import { ask } from './ask-query.ts';

const log = writeLog(jsonLines([event()]));
const other = writeLog(jsonLines([event({ auditID: 'secret' })]));
const folder = join(newFolder(), 'own');
mkdirSync(folder);
const session = await openSession(testLimits(), folder);
const lane = await session.lane();
await session.lock([log]);
after(() => session.close());

test('a locked session reads the log and its own folder, and nothing else', async () => {
  assert.deepEqual((await lane.query(`SELECT count(*) FROM read_ndjson_objects('${log}')`)).rows, [[1]]);
  const outside = newFolder();
  mkdirSync(`${folder}-beside`);
  writeFileSync(join(`${folder}-beside`, 'a.json'), '{}');
  const attacks = [
    `SELECT * FROM read_json('${other}')`,
    `SELECT * FROM read_text('${other}')`,
    `SELECT * FROM '${other}'`,
    `SELECT * FROM read_text('${folder}/../../../etc/passwd')`,
    `SELECT * FROM read_text('${folder}/..${other}')`,
    `SELECT * FROM read_text('${folder}-beside/a.json')`,
    `SELECT * FROM read_text('${log}/../../${other.split('/').slice(-2).join('/')}')`,
    `SELECT * FROM glob('/*')`,
    `SELECT * FROM read_csv('http://127.0.0.1:9/x')`,
    `COPY (SELECT 1) TO '${outside}/out.csv'`,
    `EXPORT DATABASE '${outside}/all'`,
    `ATTACH '${outside}/x.db'`,
    `INSTALL httpfs`,
    `LOAD '${outside}/x.duckdb_extension'`,
    `CREATE SECRET (TYPE s3, KEY_ID 'a', SECRET 'b')`,
    `SET enable_external_access = true`,
    `SET allowed_directories = ['/']`,
    `SET allowed_paths = ['${other}']`,
    `SET allowed_configs = ['threads']`,
    `SET memory_limit = '100GB'`,
    `SET threads = 64`,
    `SET temp_directory = '${outside}'`,
    `SET lock_configuration = false`,
    `RESET lock_configuration`,
    `PRAGMA enable_profiling = 'json'`,
    `SET profiling_output = '${outside}/p.json'`,
  ];
  const passed: string[] = [];
  for (const attack of attacks)
    await lane.query(attack).then(
      () => passed.push(attack),
      () => undefined,
    );
  assert.deepEqual(passed, []);
  for (const name of ['out.csv', 'all', 'x.db', 'p.json']) assert.ok(!existsSync(join(outside, name)), name);
  assert.deepEqual(await lane.rows('SELECT 1 AS one', 'Asia/Shanghai'), [[1]]);
});

test('no query of the language reaches a file, a setting or a table of the engine', async () => {
  const engine = await openHere([log]);
  for (const attack of [
    `* | select * from read_text('${other}')`,
    `* | select * from '${other}'`,
    `* | select * from "${other}"`,
    `* | select read_text('${other}')`,
    `* | select getenv('HOME') from log`,
    `* | select current_setting('memory_limit') from log`,
    `* | select * from duckdb_settings()`,
    `* | select * from duckdb_settings`,
    `* | select * from information_schema.tables`,
    `* | select * from event_text`,
    `* | select * from line`,
    `* | select * from address`,
    `* | select __row__ from log`,
    `* | select is_event from log`,
    `* | select verb from log; drop table line`,
    `* | copy log to '${folder}/x'`,
    `* | set enable_external_access = true`,
    `* | attach '/x'`,
    `* | pragma database_list`,
    `* | insert into log values (1)`,
    `* | select verb from log union all select text from event_text`,
    `* | select query_table('line') from log`,
    `* | select sls_fail('x') from log`,
  ])
    await ask(engine, attack).then(
      result => assert.equal(result.kind, 'refused', attack),
      (error: Error) => assert.fail(`${attack}: ${error.message}`),
    );
  const bomb = `verb: list | select '''; drop table line; --' as a, verb as "x""; drop table line; --" from log where requestURI <> '\\'' or 1=1 --'`;
  await ask(engine, bomb).catch(() => undefined);
  const result = await ask(engine, `* | select '''); drop table line; --' as "a""); drop table line" from log`);
  assert.ok(result.kind === 'rows');
  assert.deepEqual([result.rows, result.columns[0]!.name], [[[`'); drop table line; --`]], 'a"); drop table line']);
  engine.close();
});
