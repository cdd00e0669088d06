import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { resultOf, rowsOf } from './ask-query.ts';

const at = (second: number) => `2026-01-01T08:00:0${second}.000000Z`;
const engine = await openHere([
  writeLog(
    jsonLines([
      event({ auditID: 'a', verb: 'get', stageTimestamp: at(1), sourceIPs: ['10.0.0.1'] }),
      event({ auditID: 'b', verb: 'get', stageTimestamp: at(1), sourceIPs: ['10.0.0.1'] }),
      event({ auditID: 'c', verb: '7', stageTimestamp: at(2), sourceIPs: ['8.8.8.8', '10.0.0.1'] }),
    ]),
  ),
]);
after(() => engine.close());

const rows = (sql: string) => rowsOf(engine, `* | ${sql}`);

test('try holds what a group has: its keys, aggregates, windows over groups, aliases of them', async () => {
  assert.deepEqual(await rows('select verb, try(cast(verb as bigint) + count(*)) as n group by verb order by verb'), [
    ['7', 8],
    ['get', null],
  ]);
  assert.deepEqual(
    await rows(
      'select upper(verb) as v, try(json_parse(upper(verb))) as j, count(*) as c group by v having try(cast(v as bigint)) is null',
    ),
    [['GET', null, 2]],
  );
  assert.deepEqual(await rows('select try(9223372036854775807 + count(*)) as n, try(json_parse(max(verb))) as j'), [[null, null]]);
  assert.deepEqual(await rows('select verb, count(*) as c group by verb order by try(c / 0), try(cast(verb as bigint)) desc, verb'), [
    ['7', 1],
    ['get', 2],
  ]);
  assert.deepEqual(await rows('select verb, try(rank() over (order by count(*) desc) / (count(*) - 2)) as r group by verb order by verb'), [
    ['7', -2],
    ['get', null],
  ]);
  assert.deepEqual(
    await rows('select auditID, row_number() over (order by auditID) as r order by try(10 / (r - 1)) nulls first, auditID'),
    [
      ['a', 1],
      ['c', 3],
      ['b', 2],
    ],
  );
  assert.deepEqual(await rows('select verb, try(grouping(verb) / 0) as n, grouping(verb) as g group by rollup(verb) order by g, verb'), [
    ['7', null, 0],
    ['get', null, 0],
    [null, null, 1],
  ]);
});

test('try holds sub-queries, and what is outside a group row by row', async () => {
  assert.deepEqual(
    await rows('select auditID, try(1 / ((select count(*) from log i where i.verb = log.verb) - 2)) as n order by auditID'),
    [
      ['a', null],
      ['b', null],
      ['c', -1],
    ],
  );
  assert.deepEqual(await rows("select try(sum(try(cast(verb as bigint))) / 2) as n, count_if(not verb = 'get') as m"), [[3, 1]]);
});

test('a key of a group is known again under NOT, in other clauses, and where it holds a sub-query', async () => {
  assert.deepEqual(await rows("select verb = 'get' as g, not (verb = 'get') as h, count(*) as c group by verb = 'get' having not g"), [
    [false, true, 1],
  ]);
  assert.deepEqual(await rows("select verb in ('get') as g, count(*) as c group by 1 having not (verb in ('get'))"), [[false, 1]]);
  const kind = "case when auditID in (select auditID from log where verb = '7') then 'seven' else 'other' end";
  assert.deepEqual(await rows(`select ${kind} as k, count(*) as c group by k having k = 'seven'`), [['seven', 1]]);
  assert.deepEqual(await rows(`select ${kind} as k, count(*) as c group by ${kind} order by k desc`), [
    ['seven', 1],
    ['other', 2],
  ]);
});

test('what is computed of a grouped field is computed of the group', async () => {
  assert.deepEqual(await rows("select date_format(__time__, '%s') as t, count(*) as c group by __time__ order by t"), [
    ['01', 2],
    ['02', 1],
  ]);
  assert.deepEqual(
    await rows("select date_format(from_unixtime(__time__), '%s') as t, count(*) as c group by from_unixtime(__time__) order by t"),
    [
      ['01', 2],
      ['02', 1],
    ],
  );
  const stamp = 'from_iso8601_timestamp(stageTimestamp)';
  assert.deepEqual(await rows(`select date_format(${stamp}, '%s') as t, count(*) as c group by ${stamp} order by t`), [
    ['01', 2],
    ['02', 1],
  ]);
  assert.deepEqual(
    await rows(
      "select json_array_length(sourceIPs) as n, json_extract_scalar(sourceIPs, '$[0]') as ip, count(*) as c group by sourceIPs order by n",
    ),
    [
      [1, '10.0.0.1', 2],
      [2, '8.8.8.8', 1],
    ],
  );
});

test('constants sort nothing, windows that nobody reads filter all the same, rows are looked up whole', async () => {
  assert.deepEqual(await rows("select count(*) as c from (select 'x' as k, verb from log order by k, null, 'y' limit 2)"), [[2]]);
  assert.deepEqual(
    await rows('select v from (select verb as v, row_number() over (order by auditID) as r from log having r > 1) order by v'),
    [['7'], ['get']],
  );
  assert.deepEqual(
    await rows("select v from (select verb as v from (select verb, row_number() over (order by auditID) as r from log) having v = '7')"),
    [['7']],
  );
  assert.deepEqual(
    await rows(
      'select (verb, auditID) in (select verb, auditID from log) as a, (verb, level) in (select verb, auditID from log) as b limit 1',
    ),
    [[true, false]],
  );
  assert.deepEqual(await rows('select try_cast(3000000000 as integer) as a, try_cast(300 as tinyint) as b limit 1'), [[null, null]]);
});

test('the limit between parentheses around the whole query is its own', async () => {
  const { rows: found, cut } = await resultOf(engine, '* | (select x from unnest(sequence(1, 250)) as t(x) limit 200)');
  assert.deepEqual([found.length, cut], [200, false]);
});
