import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { ask, rowsOf } from './ask-query.ts';

const engine = await openHere([writeLog(jsonLines([event({ auditID: 'a', verb: 'get' }), event({ auditID: 'b', verb: 'list' })]))]);
after(() => engine.close());

test('a field of a row is found by its number', async () => {
  assert.deepEqual(
    await rowsOf(engine, "* | select (verb, 1)[1] as a, r[2] + 1 as b from (select verb, (verb, 1) as r from log) where verb = 'get'"),
    [['get', 2]],
  );
  assert.deepEqual(
    await rowsOf(
      engine,
      "* | select map_entries(map(array['k'], array[7]))[1][2] as v, transform(zip(array[1], array['x']), z -> z[2]) as t limit 1",
    ),
    [[7, ['x']]],
  );
  assert.deepEqual(await rowsOf(engine, '* | select try((verb, 1)[1]) as a, (verb, count(*))[2] as n group by verb order by a'), [
    ['get', 1],
    ['list', 1],
  ]);
});

test('what a lambda cannot read is refused where it stands', async () => {
  for (const [condition, place] of [
    ["exists (select 1 from log m where any_match(split(m.verb, ','), p -> p = l.verb))", 'l.verb'],
    ['exists (select 1 from log m where any_match(array[l.verb], p -> p = m.verb))', 'l.verb'],
    ["any_match(array['get'], p -> p = (select max(verb) from log))", 'select max(verb) from log'],
  ] as const) {
    const text = `* | select count(*) as n from log l where ${condition}`;
    const refused = await ask(engine, text);
    assert.equal(refused.kind, 'refused');
    if (refused.kind === 'refused')
      assert.deepEqual(
        refused.problems.map(p => text.slice(p.start, p.end)),
        [place],
      );
  }
  assert.deepEqual(
    await rowsOf(
      engine,
      "* | select count(*) as n from log l where exists (select 1 from log m where any_match(array[l.verb], p -> p = 'get'))",
    ),
    [[1]],
  );
});

test('try_cast of an array, a map or a row is NULL as a whole; what fails in the value itself ends the query', async () => {
  assert.deepEqual(
    await rowsOf(
      engine,
      `* | select try_cast(json_parse('[1,"x"]') as array(bigint)) as a, try_cast(json_parse('{"k":"x"}') as map(varchar, bigint)) as m, try_cast((1, 'x') as row(bigint, bigint)) as r, try_cast(array['1', '2'] as array(bigint)) as b limit 1`,
    ),
    [[null, null, null, [1, 2]]],
  );
  assert.deepEqual(
    await rowsOf(engine, '* | select verb, try_cast(array[verb] as array(bigint)) as a, count(*) as c group by verb order by verb'),
    [
      ['get', null, 1],
      ['list', null, 1],
    ],
  );
  await assert.rejects(ask(engine, "* | select try_cast(json_parse('bad') as array(varchar)) as a"), /json_parse/);
});

test('an empty array or map goes with those of every type', async () => {
  assert.deepEqual(
    await rowsOf(
      engine,
      `* | select coalesce(cast(null as array(bigint)), array[]) as a, if(verb = 'get', array[], array[1]) as b, array[array[], array[1]] as c, coalesce(map(), map(array['k'], array[1])) as d, array_union(array[], array[1]) as e limit 1`,
    ),
    [[[], [], [[], [1]], {}, [1]]],
  );
  assert.deepEqual(await rowsOf(engine, '* | select array[] as a union select array[1] order by a'), [[[]], [[1]]]);
});
