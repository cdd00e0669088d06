import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { compileQuery } from '../../../../server/query/duckdb/compile-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { runVector } from './run-vector.ts';
import { openTestLog } from './test-log.ts';

const REFUSED = [
  `* | select * from read_csv('/etc/passwd')`,
  `* | select * from read_text('/etc/passwd')`,
  `* | select * from '/etc/passwd'`,
  `* | select * from "/etc/passwd"`,
  `* | select * from duckdb_settings()`,
  `* | select * from information_schema.tables`,
  `* | select * from event_query_log_jsonl`,
  `* | select * from sqlite_master`,
  `* | select content from read_blob('/etc/passwd')`,
  `* | select getenv('HOME')`,
  `* | select current_setting('temp_directory')`,
  `* | select query('select 1')`,
  `* | select sls_fail('x')`,
  `* | select sls_json_parse('[1]')`,
  `* | select struct_pack(1)`,
  `* | select list_transform(array[1], x -> x)`,
  `* | attach '/tmp/x.db'`,
  `* | copy log to '/tmp/x'`,
  `* | pragma database_list`,
  `* | install httpfs`,
  `* | set temp_directory = '/tmp'`,
  `* | select 1; select 2`,
  `* | select 1; drop table event_query_log_jsonl`,
  `* | select verb from log; copy log to '/tmp/x'`,
  `* | select cast(1 as "bigint); drop table x; --")`,
  `* | select cast('a' as enum)`,
  `* | select verb from log where verb = $1`,
  `* | select ?`,
  `* | select columns('.*') from log`,
  `* | select e.text from log`,
  `* | select rowid from log`,
  `* | select s1.text from log`,
  `* | select c0 from (select verb from log)`,
];

test('nothing that SLS does not have reaches the database', async () => {
  const log = await openTestLog('query-log.jsonl');
  for (const query of REFUSED) {
    const outcome = await runVector(log, query, 'UTC');
    assert.ok('refused' in outcome, query);
    assert.match(outcome.refused, /^(syntax|analysis|compile): /, `${query} must be refused before it runs`);
  }
});

const ODD_TEXTS = [
  `'; drop table event_query_log_jsonl; --`,
  `\\'; select 1; --`,
  `"`,
  `' || read_text('/etc/passwd') || '`,
  `$$x$$`,
  `\\x27`,
  'a\u0000b',
  'ü\u2028\u{1F680}',
  `{"a":"'"}`,
  `p0`,
  `$1`,
  `E'\\n'`,
];

test('texts come through as they are, and are nothing else', async () => {
  const log = await openTestLog('query-log.jsonl');
  for (const text of ODD_TEXTS) {
    const quoted = `'${text.replaceAll("'", "''")}'`;
    const query = `* | select ${quoted} as x, transform(array[${quoted}], p0 -> p0)[1] as y, zip_with(array[${quoted}], array['p'], (p0, b) -> p0)[1] as z from (values (1)) as t(k)`;
    const outcome = await runVector(log, query, 'UTC');
    assert.ok('rows' in outcome, `${JSON.stringify(text)}: ${'refused' in outcome ? outcome.refused : ''}`);
    assert.deepEqual(outcome.rows, [[text, text, text]]);
  }
  const left = await log.connection.runAndReadAll('SELECT count(*) FROM event_query_log_jsonl');
  assert.equal(String(left.getRows()[0]?.[0]), '493');
});

test('names come through as they are: of columns, tables, lambdas and fields', async () => {
  const log = await openTestLog('query-log.jsonl');
  const odd = `x"; drop table event_query_log_jsonl; --`;
  const name = `"${odd.replaceAll('"', '""')}"`;
  for (const query of [
    `* | select 1 as ${name} from (values (1)) as t(k)`,
    `* | select ${name} from (values (1)) as ${name}(${name})`,
    `* | with ${name} as (select 1 as ${name}) select ${name} from ${name}`,
    `* | select transform(array[1], ${name} -> ${name})[1] as ${name} from (values (1)) as t(k)`,
  ]) {
    const outcome = await runVector(log, query, 'UTC');
    assert.ok('rows' in outcome, `${query}: ${'refused' in outcome ? outcome.refused : ''}`);
    assert.deepEqual([outcome.columns[0]?.name, outcome.rows], [odd, [[1]]]);
  }
  const fields = logSchema([{ name: `annotations.${odd}`, type: 'varchar', meaning: '' }], true);
  const analysed = analyseQuery(parseQuery(`* | select "annotations.${odd.replaceAll('"', '""')}" as a limit 1`), fields);
  assert.deepEqual(analysed.problems, []);
  const compiled = compileQuery(analysed, { timeZone: 'UTC', limit: 1, log: () => log.relation });
  assert.ok(compiled.kind === 'compiled');
  assert.deepEqual((await log.connection.runAndReadAll(compiled.sql)).getRows(), [[null]]);
});

test('a query is one statement that reads one table', async () => {
  const log = await openTestLog('query-log.jsonl');
  for (const query of [
    '* | select verb, count(*) group by verb',
    `verb: "'; drop table x; --" | select count(*)`,
    '#"\'; --" or not a\'b | select max(verb)',
    '"a;b" | with log as (select * from log) select * from log',
  ]) {
    const analysed = analyseQuery(parseQuery(query), log.schema);
    const compiled = compileQuery(analysed, { timeZone: `UTC`, limit: 10, log: () => log.relation });
    assert.ok(compiled.kind === 'compiled', query);
    assert.equal((await log.connection.extractStatements(compiled.sql)).count, 1, query);
    assert.deepEqual(
      [...log.connection.getTableNames(compiled.sql, false)].filter(table => !/^t\d+$/.test(table)),
      ['event_query_log_jsonl'],
      query,
    );
  }
});
