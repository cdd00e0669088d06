import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { LogEngine } from '../../../../server/logs/log-engine.ts';
import { FUNCTIONS } from '../../../../server/query/catalog/functions.ts';
import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { openHere, testLimits } from '../../logs/open-fixture.ts';
import { ask } from '../../logs/query/ask-query.ts';
import { fixturePath } from '../vectors.ts';

let engine: LogEngine;
before(async () => {
  engine = await openHere([fixturePath('query-log-small.jsonl')], testLimits());
});
after(() => engine.close());

/** A call that names no rows is computed over one. */
const queryOf = (call: string) => `* | select ${call}${call.includes(' from (') ? '' : ' from (values (1)) as one(k)'}`;

/** A value as the catalogue writes it. */
const shown = (value: unknown): string => (value === null ? 'NULL' : typeof value === 'object' ? JSON.stringify(value) : String(value));

test('every example that the opened log can compute gives what it says', async () => {
  const wrong: string[] = [];
  for (const { name, example, engines } of FUNCTIONS) {
    if (!example || !engines.local) continue;
    const result = await ask(engine, queryOf(example.call));
    if (result.kind === 'refused') wrong.push(`${name}: ${result.problems[0]?.message}`);
    else if (shown(result.rows[0]?.[0]) !== example.result) wrong.push(`${name}: ${example.call} gave ${shown(result.rows[0]?.[0])}`);
  }
  assert.deepEqual(wrong, []);
});

test('what the catalogue says of the opened log is so: a function is computed there, or refused with a reason', async () => {
  const wrong: string[] = [];
  for (const { name, example, engines } of FUNCTIONS) {
    if (example || engines.local) continue;
    const { problems } = analyseQuery(parseQuery(`* | select ${name}(verb)`), logSchema());
    if (problems.length === 0) wrong.push(name);
  }
  assert.deepEqual(wrong, []);
});

test('nearly every function has an example', () => {
  const without = FUNCTIONS.filter(f => !f.example && f.engines.local).map(f => f.name);
  assert.ok(without.length <= 45, `${without.length}: ${without.join(' ')}`);
});
