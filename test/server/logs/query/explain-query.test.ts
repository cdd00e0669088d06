import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { QueryStep } from '../../../../server/protocol/query.ts';
import { call, event, jsonLines, openHere, WHOLE, writeLog } from '../open-fixture.ts';

const verbs = ['get', 'get', 'get', 'delete', 'delete', 'watch'];
const engine = await openHere([
  writeLog(jsonLines(verbs.map((verb, i) => event({ verb, auditID: `id-${i}`, responseStatus: { code: i < 2 ? 403 : 200 } })))),
]);
after(() => engine.close());
const explain = (text: string, from?: number) =>
  call(engine, 'explain', { text, scope: { ...WHOLE, ...(from !== undefined && { from }) }, limit: 100 });

const flat = (text: string, steps: readonly QueryStep[]): string[] =>
  steps.flatMap(step => [`${text.slice(step.start, step.end)} = ${step.count} ${step.of}`, ...flat(text, step.children)]);

test('every step of a query tells what it leaves, with its place', async () => {
  const text = '(verb: get or verb: delete) and responseStatus.code = 403 | select verb, count(*) as n from log group by verb having n > 5';
  const steps = await explain(text);
  assert.ok(!('kind' in steps));
  const lines = flat(text, steps);
  for (const line of ['verb: get = 3 events', 'verb: delete = 2 events', 'responseStatus.code = 403 = 2 events'])
    assert.ok(lines.includes(line), lines.join('\n'));
  assert.equal(steps[0]!.count, 2);
  assert.equal(steps.at(-1)!.count, 0);
});

test('a step that fails is not counted, the others are; a wrong query is refused; the scope holds', async () => {
  const text = '* | select verb from log where 1 / (length(verb) - 3) > 0';
  const steps = await explain(text);
  assert.ok(!('kind' in steps));
  assert.deepEqual(
    steps.map(step => step.count === null),
    [false, true],
  );
  assert.equal(steps[0]!.count, 6);
  const refused = await explain('* | select nosuch');
  assert.ok('kind' in refused && refused.kind === 'refused');
  const later = await explain('*', Date.UTC(2027, 0, 1));
  assert.ok(!('kind' in later) && later[0]!.count === 0);
});
