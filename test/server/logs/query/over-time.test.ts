import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { ask, rowsOf, scope } from './ask-query.ts';

/** Verb and time of the events: three on the first of January, four on the second. */
const EVENTS = [
  ['get', '2026-01-01T10:01:00Z'],
  ['get', '2026-01-01T10:30:00Z'],
  ['delete', '2026-01-01T11:00:00Z'],
  ['get', '2026-01-02T10:01:00Z'],
  ['get', '2026-01-02T10:11:00Z'],
  ['get', '2026-01-02T10:12:00Z'],
  ['create', '2026-01-02T11:30:00Z'],
] as const;
const engine = await openHere([
  writeLog(jsonLines(EVENTS.map(([verb, stageTimestamp], i) => event({ auditID: `${i}`, verb, stageTimestamp })))),
]);
after(() => engine.close());

const between = (from: string, to: string) => ({ scope: scope({ from: Date.parse(from), to: Date.parse(to) }) });
const QUARTER = between('2026-01-02T10:00:00Z', '2026-01-02T10:25:00Z');
const SECOND_DAY = between('2026-01-02T00:00:00Z', '2026-01-03T00:00:00Z');
const series = (pad: string, value = 'count(*)') =>
  `* | select time_series(__time__, '5m', '%H:%i', '${pad}') as t, ${value} as n from log group by t order by t`;

test('time_series has a row for every window of the range, also for those without events', async () => {
  assert.deepEqual(await rowsOf(engine, series('0'), QUARTER), [
    ['10:00', 1],
    ['10:05', 0],
    ['10:10', 2],
    ['10:15', 0],
    ['10:20', 0],
  ]);
});

test('the format of time_series is that of date_format', async () => {
  const text = `* | select time_series(__time__, '12h', '%M %D', '0') as t, count(*) as n from log group by t order by t`;
  assert.deepEqual(await rowsOf(engine, text, SECOND_DAY), [
    ['January 2nd', 4],
    ['January 2nd', 0],
  ]);
});

test('time_series fills windows as its last argument says', async () => {
  const filled = async (pad: string) => (await rowsOf(engine, series(pad), QUARTER)).map(row => row[1]);
  assert.deepEqual(await filled('null'), [1, null, 2, null, null]);
  assert.deepEqual(await filled('last'), [1, 1, 2, 2, 2]);
  assert.deepEqual(await filled('next'), [1, 2, 2, null, null]);
  assert.deepEqual(await filled('avg'), [1, 1.5, 2, null, null]);
});

test('without a range the windows of time_series reach from the first event to the last, in the zone of the query', async () => {
  const rows = await rowsOf(
    engine,
    `verb: create or verb: delete | select time_series(__time__, '12h', '%m-%d %H:%i', '0') as t, count(*) as n from log group by t order by t`,
    {
      scope: scope({ timeZone: 'Asia/Shanghai' }),
    },
  );
  assert.deepEqual(rows, [
    ['01-01 12:00', 1],
    ['01-02 00:00', 0],
    ['01-02 12:00', 1],
  ]);
});

test('time_series that cannot be drawn is refused where it stands', async () => {
  for (const [query, where] of [
    [`* | select time_series(__time__, '5 minutes', '%H', '0') as t, count(*) from log group by t order by t`, `'5 minutes'`],
    [`* | select time_series(__time__, '5m', '%H', 'zero') as t, count(*) from log group by t order by t`, 'time_series'],
  ] as const) {
    const refused = await ask(engine, query, QUARTER);
    assert.ok(refused.kind === 'refused', query);
    assert.equal(query.slice(refused.problems[0]!.start, refused.problems[0]!.end).slice(0, where.length), where);
  }
});

test('compare gives the figure, that of the same range earlier, and their ratio', async () => {
  const query = '* | select compare(n, 86400) as diff from (select count(*) as n from log)';
  assert.deepEqual(await rowsOf(engine, query, SECOND_DAY), [[[4, 3, 4 / 3]]]);
  const parts =
    '* | select diff[1] as a, diff[2] as b, diff[3] as r from (select compare(n, 86400) as diff from (select count(*) as n from log))';
  assert.deepEqual(await rowsOf(engine, parts, SECOND_DAY), [[4, 3, 4 / 3]]);
});

test('compare looks back as far and as often as it is told, search part included', async () => {
  const query = 'verb: get | select compare(n, 600, 86400) as diff from (select count(*) as n from log)';
  assert.deepEqual(await rowsOf(engine, query, between('2026-01-02T10:10:00Z', '2026-01-02T10:20:00Z')), [[[2, 1, 0, 2, 'Infinity']]]);
});

test('compare of groups compares each with itself, also where the figure is grouped by', async () => {
  for (const keys of ['verb', 'verb, n']) {
    const query = `* | select verb, compare(n, 86400) as diff from (select verb, count(*) as n from log group by verb) group by ${keys} order by verb`;
    assert.deepEqual(await rowsOf(engine, query, SECOND_DAY), [
      ['create', [1, null, null]],
      ['get', [3, 2, 1.5]],
    ]);
  }
});

test('ts_compare compares bucket with bucket and tells the earlier time last', async () => {
  const query =
    '* | select t, ts_compare(n, 86400) as diff from (select __time__ - __time__ % 3600 as t, count(*) as n from log group by t) group by t order by t';
  const hour = (time: string) => Date.parse(time) / 1000;
  assert.deepEqual(await rowsOf(engine, query, SECOND_DAY), [
    [hour('2026-01-02T10:00:00Z'), [3, 2, 1.5, hour('2026-01-01T10:00:00Z')]],
    [hour('2026-01-02T11:00:00Z'), [1, 1, 1, hour('2026-01-01T11:00:00Z')]],
  ]);
});
