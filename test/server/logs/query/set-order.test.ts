import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { rowsOf } from './ask-query.ts';

const engine = await openHere([
  writeLog(jsonLines([event({ auditID: 'a', verb: 'get' }), event({ auditID: 'b', verb: 'list' }), event({ auditID: 'c', verb: 'get' })])),
]);
after(() => engine.close());

test('a set operation is sorted by expressions of its columns', async () => {
  const union = "* | select verb as v, count(*) as c from log group by verb union all select 'total', 3";
  assert.deepEqual(await rowsOf(engine, `${union} order by length(v), c desc`), [
    ['get', 2],
    ['list', 1],
    ['total', 3],
    ['total', 3],
    ['total', 3],
  ]);
  assert.deepEqual(await rowsOf(engine, `${union} order by case when v = 'total' then 0 else 1 end, (c) desc, 'x', null limit 2, 2`), [
    ['total', 3],
    ['get', 2],
  ]);
});
