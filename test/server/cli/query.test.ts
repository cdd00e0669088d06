import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { newFolder } from '../../../scripts/new-folder.ts';
import { event, jsonLines } from '../logs/open-fixture.ts';
import { AUDITSCOPE, auditscope } from './run-auditscope.ts';

const folder = newFolder();
const temporary = newFolder();
const env = { ...process.env, TMPDIR: temporary, TEMP: temporary };
const file = (name: string, text: string | Uint8Array) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const HOSTILE = [
  '=HYPERLINK("http://127.0.0.1:9/x")',
  '@SUM(1+1)',
  '+1+1',
  '-2+3',
  '\t=1',
  '\r=1',
  'plain',
  'a,b',
  'say "x"',
  'two\nlines',
  '数据',
];
const events = HOSTILE.map((userAgent, i) =>
  event({
    auditID: `id-${String(i).padStart(2, '0')}`,
    verb: i % 2 === 0 ? 'get' : 'delete',
    userAgent,
    stageTimestamp: `2026-01-01T08:00:${String(i).padStart(2, '0')}Z`,
  }),
);
const log = file('a.log', jsonLines(events));

const query = (args: readonly string[], input: string | Uint8Array = '') => auditscope(folder, ['query', ...args], { env, input });

test('as a table: aligned columns, numbers to the right, NULL, wide characters, and how many rows', () => {
  const { status, stdout, stderr } = query([
    log,
    '--query',
    `* | select verb, count(*) as "次数", min("objectRef.subresource") as sub group by verb order by verb`,
  ]);
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.equal(stdout, 'verb    次数  sub\n------  ----  ----\ndelete     5  NULL\nget        6  NULL\n\n2 rows\n');
});

test('events as a table: one line each, in the zone of the query', () => {
  const { status, stdout } = query([log, '--query', 'verb: delete', '--limit', '1', '--time-zone', 'Asia/Shanghai']);
  assert.equal(status, 0);
  const [names, , row, , count] = stdout.split('\n');
  assert.match(names!, /^time +verb +code +user +resource +namespace +name +address +line$/);
  assert.match(row!, /^2026-01-01 16:00:09 +delete .* 9$/);
  assert.equal(count, '1 event, and there are more: see --limit');
});

test('as JSON: one object with columns and rows; lines that are no events are counted', () => {
  const damaged = file('damaged.log', `${jsonLines(events)}{"kind":"Event",\n`);
  const { status, stdout } = query([damaged, '--query', 'verb: delete', '--format', 'json', '--limit', '1']);
  assert.equal(status, 0);
  const result = JSON.parse(stdout);
  assert.deepEqual(
    result.columns.map((c: { name: string }) => c.name),
    ['line', 'auditID', 'event'],
  );
  assert.deepEqual(result.rows, [[9, 'id-09', JSON.stringify(events[9])]]);
  assert.deepEqual([result.cut, result.skipped], [true, { lines: 1 }]);
});

test('as CSV: no cell that a spreadsheet would run, everything else as it is', () => {
  const { status, stdout } = query([log, '--query', '* | select userAgent, verb from log order by auditID', '--format', 'csv']);
  assert.equal(status, 0);
  const rows = stdout.split('\r\n');
  assert.equal(rows[0], 'userAgent,verb');
  assert.equal(rows[1], `"'=HYPERLINK(""http://127.0.0.1:9/x"")",get`);
  for (const row of [
    "'@SUM(1+1),delete",
    "'+1+1,get",
    "'-2+3,delete",
    '"\'\t=1",get',
    'plain,get',
    '"a,b",delete',
    '"say ""x""",get',
    '"two\nlines",delete',
    '数据,get',
  ])
    assert.ok(rows.includes(row), row);
});

test('control characters of a log are shown by a terminal, not obeyed', () => {
  const bad = file('bad.log', jsonLines([event({ userAgent: '\u001b[31mred\u0007\nx\u202e' })]));
  const { stdout } = query([bad, '--query', '* | select userAgent from log']);
  assert.match(stdout, /\\u001b\[31mred\\u0007\\u000ax\\u202e/);
});

test('a wrong query ends with 2 and shows place, reason and line', () => {
  const text = '* | select verb,\n  nosuch\nfrom log';
  const wrong = query([log, '--file', file('q.slsq', text)]);
  assert.deepEqual([wrong.status, wrong.stdout], [2, '']);
  assert.match(wrong.stderr, /q\.slsq:2:3: .*nosuch.*\n {4}nosuch\n {4}\^{6}\n$/);
  const failing = query([log, '--query', '* | select 1 / (length(verb) - length(verb)) from log']);
  assert.equal(failing.status, 2);
  assert.match(failing.stderr, /^Division by zero/);
});

test('a range of time and the zone of the times', () => {
  const { stdout } = query([
    log,
    '--query',
    '* | select from_unixtime(__time__) as t from log order by t',
    '--from',
    '2026-01-01T08:00:03Z',
    '--to',
    '1767254405',
    '--time-zone',
    'Asia/Shanghai',
    '--format',
    'csv',
  ]);
  assert.equal(stdout, 't\r\n2026-01-01 16:00:03.000\r\n2026-01-01 16:00:04.000\r\n');
});

test('standard input as the log, packed or not, or as the query; nothing is left behind', () => {
  for (const input of [jsonLines(events), gzipSync(jsonLines(events))])
    assert.match(query(['-', '--query', '* | select count(*) as n', '--format', 'csv'], input).stdout, /^n\r\n11\r\n$/);
  assert.match(query([log, '--file', '-', '--format', 'csv'], '* | select count(*) as n').stdout, /^n\r\n11\r\n$/);
  const latin = query([log, '--file', '-'], Buffer.from("* | select 'caf\u00e9'", 'latin1'));
  assert.equal(latin.status, 2);
  assert.match(latin.stderr, /^standard input: is not UTF-8 text, as a query must be\n$/);
  assert.deepEqual(readdirSync(temporary), []);
});

test('a terminal that is closed ends command and engine at once, and nothing is left behind', {
  skip: process.platform === 'win32' && 'Windows has no process groups',
}, async t => {
  // a packed log is written out unpacked beside what else the engine keeps
  const packed = file('packed.log.gz', gzipSync(jsonLines(events)));
  const logs = [...'abcdefghi'];
  const endless = `* | select count(*) from ${logs.map(l => `log ${l}`).join(', ')} where length(${logs.map(l => `${l}.verb`).join(' || ')}) % 7 = 8`;
  const child = spawn(process.execPath, [AUDITSCOPE, 'query', packed, '--query', endless], { env, detached: true, stdio: 'ignore' });
  const ended = new Promise(resolve => child.once('close', resolve));
  const runs = () => child.exitCode === null && child.signalCode === null;
  t.after(() => runs() && process.kill(-child.pid!, 'SIGKILL'));
  while (runs() && readdirSync(temporary, { recursive: true }).length < 2) await pause(20);
  process.kill(-child.pid!, 'SIGHUP');
  await ended;
  for (let waits = 0; waits < 100 && readdirSync(temporary).length > 0; waits++) await pause(50);
  assert.deepEqual(readdirSync(temporary), []);
});

test('rotated files are one log in the order they were written', () => {
  const part = (i: number) => jsonLines([event({ auditID: `part-${i}`, stageTimestamp: undefined, requestReceivedTimestamp: undefined })]);
  const names = [
    file('audit.log', part(4)),
    file('audit.log.1', part(3)),
    file('audit.log.2.gz', gzipSync(part(2))),
    file('audit.log.10', part(1)),
  ];
  // without times the order of the log tells which is newest
  const { stdout } = query([...names, '--query', '*', '--format', 'json']);
  assert.deepEqual(
    JSON.parse(stdout).rows.map((row: readonly unknown[]) => row[1]),
    ['part-4', 'part-3', 'part-2', 'part-1'],
  );
});

test('results go to a file; Parquet is no text', () => {
  const out = join(folder, 'out.parquet');
  const { status, stderr } = query([
    log,
    '--query',
    '* | select verb, count(*) as n, count(*) as N group by verb',
    '--format',
    'parquet',
    '--output',
    out,
  ]);
  assert.deepEqual([status, stderr], [0, '']);
  assert.equal(readFileSync(out).subarray(0, 4).toString(), 'PAR1');
  const csv = join(folder, 'out.csv');
  assert.equal(query([log, '--query', '* | select count(*) as n', '--format', 'csv', '--output', csv]).status, 0);
  assert.equal(readFileSync(csv, 'utf8'), 'n\r\n11\r\n');
  assert.match(query([log, '--query', '*', '--format', 'parquet']).stderr, /needs --output/);
  assert.match(query([log, '--query', '*', '--format', 'parquet', '--output', out]).stderr, /no columns for/);
  const nowhere = query([
    log,
    '--query',
    '* | select 1 as x from log',
    '--format',
    'parquet',
    '--output',
    join(folder, 'none', 'x.parquet'),
  ]);
  assert.deepEqual([nowhere.status, existsSync(join(folder, 'none'))], [2, false]);
});

for (const [args, words] of [
  [[log], /give the query/],
  [[log, '--query', '*', '--file', 'x'], /not both/],
  [['-', '--file', '-'], /log and the query at once/],
  [['none.log', '--query', '*'], /none\.log: is not there/],
  [[folder, '--query', '*'], /is a folder/],
  [[log, '--query', '*', '--limit', '1.5'], /--limit 1\.5: write a number/],
  [[log, '--query', '*', '--from', 'yesterday'], /--from yesterday: write RFC 3339/],
  [[log, '--query', '*', '--from', '2', '--to', '1'], /--from must be before --to/],
  [[log, '--query', '*', '--time-zone', 'Mars/Olympus'], /--time-zone Mars\/Olympus: write a zone/],
  [[log, '--query', '*', '--time-zone', '+08:00'], /--time-zone \+08:00: write a zone/],
  [[log, '--query', '*', '--security-list', 'mail=x'], /--security-list mail=x: write KIND=FILE/],
  [[log, '--query', '*', '--security-list', 'ip=none.txt'], /none\.txt cannot be read/],
] as const)
  test(`${args.slice(-2).join(' ')} cannot run, and says why`, () => {
    const { status, stdout, stderr } = query(args);
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, words);
  });
