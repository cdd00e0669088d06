import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { EngineError } from '../../../../server/logs/engine-error.ts';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { ask, resultOf, rowsOf, scope } from './ask-query.ts';

const EVENTS = [
  event({ auditID: 'a', verb: 'get', stageTimestamp: '2026-01-01T08:00:00.250000Z', sourceIPs: ['8.8.8.8'] }),
  event({
    auditID: 'b',
    verb: 'create',
    stageTimestamp: '2026-01-01T08:00:01.750000Z',
    sourceIPs: ['10.0.0.1', '8.8.8.8'],
    objectRef: { resource: 'pods', namespace: 'ops' },
  }),
  event({
    auditID: 'c',
    verb: 'delete',
    stageTimestamp: '2026-01-01T09:00:00.000000Z',
    sourceIPs: [],
    responseStatus: { code: 403 },
    requestObject: { note: 'needle-1', n: 12.5 },
  }),
  event({
    auditID: 'd',
    verb: 'delete',
    stageTimestamp: 'never',
    requestReceivedTimestamp: '2026-01-01T10:00:00Z',
    sourceIPs: undefined,
    annotations: { 'example.com/team.name': 'red', nothing: null },
  }),
];
const engine = await openHere([writeLog(jsonLines(EVENTS))]);
after(() => engine.close());

test('a result has columns with the types of SLS, and values as people and programs read them', async () => {
  const { kind, columns, rows, cut } = await resultOf(
    engine,
    `* | select count(*) as n, 9007199254740993 as big, nan() as x, -infinity() as y, true as b, date '2026-01-01' as d, timestamp '2026-01-01 08:00:00.5' as t, array[1, null] as a, map(array['k'], array[2]) as m, (1, 'x') as r, null as nothing, json_parse('{"b": 1}') as j`,
  );
  assert.equal(kind, 'rows');
  assert.deepEqual(
    columns.map(c => `${c.name} ${c.type}`),
    [
      'n bigint',
      'big bigint',
      'x double',
      'y double',
      'b boolean',
      'd date',
      't timestamp',
      'a array',
      'm map',
      'r row',
      'nothing varchar',
      'j varchar',
    ],
  );
  assert.deepEqual(rows, [
    [
      4,
      '9007199254740993',
      'NaN',
      '-Infinity',
      true,
      '2026-01-01',
      '2026-01-01 08:00:00.500',
      [1, null],
      { k: 2 },
      [1, 'x'],
      null,
      '{"b":1}',
    ],
  ]);
  assert.equal(cut, false);
});

test('the columns of the view: time rounded down, source addresses as JSON, members with dots in their names', async () => {
  assert.deepEqual(
    await rowsOf(
      engine,
      `* | select auditID, __time__, __time__ns_part__, sourceIPs, json_extract_scalar(sourceIPs, '$[0]') as first from log order by auditID`,
    ),
    [
      ['a', 1767254400, 250_000_000, '["8.8.8.8"]', '8.8.8.8'],
      ['b', 1767254401, 750_000_000, '["10.0.0.1","8.8.8.8"]', '10.0.0.1'],
      ['c', 1767258000, 0, '[]', null],
      ['d', 1767261600, 0, null, null],
    ],
  );
  assert.deepEqual(
    await rowsOf(
      engine,
      `* | select auditID, "annotations.example.com/team.name" as team, "user.groups" as g, user from log where "annotations.EXAMPLE.com/team.name" is not null`,
    ),
    [['d', 'red', '["dev"]', '{"username":"alice","groups":["dev"]}']],
  );
});

test('a star is every field that the log has, and no other', async () => {
  const { columns, rows } = await resultOf(engine, '* | select * from log order by auditID limit 1');
  const names = columns.map(c => c.name);
  assert.equal(names[0], '__time__');
  for (const name of [
    'auditID',
    'user',
    'user.groups',
    'objectRef.namespace',
    'requestObject',
    'annotations.example.com/team.name',
    'responseStatus.metadata',
  ])
    assert.ok(names.includes(name), name);
  for (const name of ['responseObject', 'impersonatedUser', 'annotations.nothing', 'requestObject.note', '__topic__'])
    assert.ok(!names.includes(name), name);
  assert.equal(rows[0]![names.indexOf('user.groups')], '["dev"]');
});

test('a search gives whole events, newest first, with the row of each', async () => {
  const { kind, columns, rows, eventRows, cut } = await resultOf(engine, 'verb: delete');
  assert.equal(kind, 'events');
  assert.deepEqual(
    columns.map(c => c.name),
    ['line', 'auditID', 'event'],
  );
  assert.deepEqual(rows, [
    [3, 'd', JSON.stringify(EVENTS[3])],
    [2, 'c', JSON.stringify(EVENTS[2])],
  ]);
  assert.deepEqual(eventRows, [3, 2]);
  assert.equal(cut, false);
  assert.equal((await resultOf(engine, '*', { limit: 3 })).cut, true);
  assert.equal((await resultOf(engine, '*', { limit: 4 })).cut, false);
});

test('rows of SQL that are one event each tell which; what groups, merges or joins them tells nothing', async () => {
  const ids = EVENTS.map(event => event.auditID);
  for (const sql of [
    'select auditID from log order by auditID desc',
    'select verb, auditID from log where verb is not null order by 2 limit 3',
    "select auditID, from_unixtime(__time__) as time, date_trunc('hour', now()) as hour from log order by auditID",
    'select auditID from (select *, row_number() over (partition by verb order by auditID) as place from log) where place = 1 order by auditID',
    'select auditID, count(*) over () as all_events from log having all_events > 0 order by auditID',
  ]) {
    const { columns, rows, eventRows } = await resultOf(engine, `* | ${sql}`, { rows: true });
    const at = columns.findIndex(c => c.name === 'auditID');
    assert.ok(rows.length > 0 && rows.every(row => row.length === columns.length), sql);
    assert.deepEqual(
      eventRows?.map(row => ids[row]),
      rows.map(row => row[at]),
      sql,
    );
  }
  for (const sql of [
    'select verb from log group by verb',
    'select distinct verb from log',
    'select count(*) as events from log',
    'select verb from (select verb from log group by verb)',
    'select a.verb from log a join log b on a.auditID = b.auditID',
    'select verb from log union all select verb from log',
    'with t as (select verb from log) select verb from t',
    'select x from unnest(array[1, 2]) as t(x)',
  ])
    assert.equal((await resultOf(engine, `* | ${sql}`, { rows: true })).eventRows, undefined, sql);
  assert.equal((await resultOf(engine, '* | select verb from log')).eventRows, undefined, 'nobody asked');
});

test('a word is looked for in the whole event, bodies included', async () => {
  assert.deepEqual(
    (await rowsOf(engine, 'needle-1')).map(row => row[1]),
    ['c'],
  );
  assert.deepEqual(await rowsOf(engine, `needle-1 | select json_extract_scalar(requestObject, '$.n') as n`), [['12.5']]);
});

test('without a limit of its own a query gives as many rows as asked for, and says that there are more', async () => {
  const { rows, cut, notes } = await resultOf(engine, '* | select auditID from log', { limit: 3 });
  assert.deepEqual([rows.length, cut], [3, true]);
  assert.match(notes.join(), /first 3 rows/);
  const own = await resultOf(engine, '* | select auditID from log limit 4', { limit: 3 });
  assert.deepEqual([own.rows.length, own.cut, own.notes], [4, false, []]);
});

test('a wrong query is refused with the places in its text', async () => {
  const text = '* | select verb, nosuch from log';
  const refused = await ask(engine, text);
  assert.ok(refused.kind === 'refused');
  assert.deepEqual(
    refused.problems.map(p => text.slice(p.start, p.end)),
    ['nosuch'],
  );
  for (const query of [
    'verb: (',
    '* | select verb from',
    '* | select 1 / 0',
    `* | select verb from log where "responseStatus.code" = '403'`,
    '* | where verb = 1',
    'nosuch.field: x',
  ])
    assert.equal((await ask(engine, query)).kind, 'refused', query);
});

test('what fails while it runs says why, in plain words', async () => {
  for (const [query, words] of [
    ['* | select 1 / (length(verb) - length(verb)) from log', /Division by zero/],
    ['* | select cast(verb as bigint) from log', /no whole number/],
    [`* | select date_parse(verb, '%Y') from log`, /date_parse/],
    ['* | select array[1][length(verb)] from log', /./],
  ] as const)
    await assert.rejects(ask(engine, query), (error: unknown) => {
      assert.ok(error instanceof EngineError && error.code === 'failed', String(error));
      assert.match(error.message, words);
      assert.doesNotMatch(error.message, /Error:|LINE|SELECT|sls_/);
      return true;
    });
});

test('a scope keeps events by its time, to the millisecond, and by its filters', async () => {
  const ids = async (more: Parameters<typeof scope>[0], query = '* | select auditID from log order by auditID') =>
    (await rowsOf(engine, query, { scope: scope(more) })).map(row => row[0]);
  const start = Date.UTC(2026, 0, 1, 8);
  assert.deepEqual(await ids({ from: start, to: start + 1000 }), ['a']);
  assert.deepEqual(await ids({ from: start + 250, to: start + 1751 }), ['a', 'b']);
  assert.deepEqual(await ids({ from: start + 251, to: start + 1750 }), []);
  assert.deepEqual(await ids({ from: start + 1000 }), ['b', 'c', 'd']);
  assert.deepEqual(await ids({ to: start + 1000 }), ['a']);
  const filters = [{ field: 'verb', value: 'delete' }] as const;
  assert.deepEqual(await ids({ filters }), ['c', 'd']);
  assert.deepEqual(await ids({ filters: [...filters, { field: 'status', value: '403' }] }), ['c']);
  assert.deepEqual(await ids({ filters: [{ field: 'verb', value: 'delete', exclude: true }] }), ['a', 'b']);
  assert.deepEqual(await ids({ filters }, 'with w as (select auditID from log) select auditID from w order by 1'.replace(/^/, '* | ')), [
    'c',
    'd',
  ]);
  assert.deepEqual(
    (await rowsOf(engine, 'verb: *', { scope: scope({ filters }) })).map(row => row[1]),
    ['d', 'c'],
  );
  assert.deepEqual(await ids({ filters: [{ field: 'verb', value: `x' or '1' = '1` }] }), []);
});

test('queries of different zones at once do not disturb each other', async () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Asia/Kathmandu'];
  const hours = ['08', '16', '03', '13'];
  const query = `auditID: a | select date_format(__time__, '%H') as h, cast(from_unixtime(__time__) as varchar) as t`;
  const results = await Promise.all(
    Array.from({ length: 24 }, (_, i) => rowsOf(engine, query, { scope: scope({ timeZone: zones[i % 4]! }) })),
  );
  for (const [i, [row]] of results.entries()) assert.deepEqual([row![0], String(row![1]).slice(11, 13)], [hours[i % 4], hours[i % 4]]);
  await assert.rejects(ask(engine, query, { scope: scope({ timeZone: 'Mars/Olympus' }) }), /no time zone "Mars\/Olympus"/);
});

test('a query is given up when its time is over, or when it is cancelled, and the next one is answered', async () => {
  const endless = `* | select count(*) from (select 1 from unnest(sequence(1, 2000)) as a(x)) a, unnest(sequence(1, 9000)) as b(y), unnest(sequence(1, 9000)) as c(z) where y % 7 = z % 5`;
  await assert.rejects(
    ask(engine, endless, { timeout: 100 }),
    (error: unknown) => error instanceof EngineError && error.code === 'timeout',
  );
  const stop = new AbortController();
  const running = Promise.all(Array.from({ length: 4 }, () => assert.rejects(ask(engine, endless, { signal: stop.signal }), /enough/)));
  setTimeout(() => stop.abort(new Error('enough')), 100);
  await running;
  assert.deepEqual(await rowsOf(engine, '* | select count(*)'), [[4]]);
});

test('functions over addresses use the bundled database, and say what they lack', async () => {
  const { rows, notes } = await resultOf(
    engine,
    `* | select auditID, ip_to_domain(json_extract_scalar(sourceIPs, '$[0]')) as d, ip_to_country_code(json_extract_scalar(sourceIPs, '$[0]')) as c, ip_to_city('8.8.8.8') as city, security_check_ip('8.8.8.8') as s from log order by auditID limit 4`,
  );
  assert.deepEqual(rows, [
    ['a', 'internet', 'US', null, 0],
    ['b', 'intranet', null, null, 0],
    ['c', null, null, null, 0],
    ['d', null, null, null, 0],
  ]);
  assert.equal(notes.length, 2);
  assert.match(notes.join('\n'), /city database[\s\S]*security list of kind ip/);
});
