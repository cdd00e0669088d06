import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { ask, rowsOf } from './ask-query.ts';

const engine = await openHere([writeLog(jsonLines([event({ verb: 'get', stage: 'ResponseComplete' })]))]);
after(() => engine.close());

const nested = (around: (inner: string, level: number) => string, innermost: string, levels: number): string =>
  Array.from({ length: levels }).reduce<string>((inner, _, level) => around(inner, level), innermost);

test('conditions that may fail are written a bounded number of times, however they nest', { timeout: 60_000 }, async () => {
  const condition = nested(
    (inner, level) => `(${inner} ${level % 2 === 0 ? 'or' : 'and'} try_cast(stage as bigint) / length(verb) = ${level})`,
    "verb = 'get'",
    40,
  );
  assert.deepEqual(await rowsOf(engine, `* | select count(*) as n from log where verb = 'list' and ${condition}`), [[0]]);
  assert.deepEqual(await rowsOf(engine, `* | select coalesce(${condition}, false) as x from log where verb = 'list'`), []);
});

test('a long chain of conditions that may fail runs', { timeout: 60_000 }, async () => {
  const chain = Array.from({ length: 200 }, (_, i) => `cast(verb as bigint) <> ${i}`).join(' and ');
  assert.deepEqual(await rowsOf(engine, `* | select count(*) as n from log where verb = '1' and ${chain}`), [[0]]);
});

test('casts that nest so deep that their SQL has no end are refused where they stand, with a way out', { timeout: 60_000 }, async () => {
  const casts = nested(inner => `cast(try_cast(${inner} as double) as varchar)`, 'verb', 30);
  const query = `* | select auditID, ${casts} as x from log`;
  const refused = await ask(engine, query);
  assert.ok(refused.kind === 'refused');
  assert.match(refused.problems[0]!.message, /sub-query/);
  assert.match(query.slice(refused.problems[0]!.start, refused.problems[0]!.end), /^(try_)?cast\(.*\)$/);
  assert.equal(
    (await ask(engine, `* | select ${nested(inner => `cast(try_cast(${inner} as double) as varchar)`, 'verb', 2)} as x from log`)).kind,
    'rows',
  );
});

test('a long list is long because the query is', async () => {
  const list = Array.from({ length: 20_000 }, (_, i) => `'${i}'`).join(', ');
  assert.deepEqual(await rowsOf(engine, `* | select count(*) as n from log where verb in (${list}, 'get')`), [[1]]);
});
