import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { singleSteps } from '../../../../../server/query/catalog/json-path.ts';
import { duckPath } from '../../../../../server/query/duckdb/duck-path.ts';
import { jsonFunctions } from '../../../../../server/query/duckdb/functions/json-functions.ts';

const call = (name: string, ...args: readonly unknown[]): unknown => {
  const found = jsonFunctions().find(f => f.name === name);
  assert.ok(found);
  return (found.call as unknown as (...args: readonly unknown[]) => unknown)(...args);
};

test('a document is read only as far as it is needed', () => {
  assert.equal(call('sls_json_scalar', '{"a":1,"b":"cut he', '$.a'), '1');
  assert.equal(call('sls_json_scalar', '{"b":1,"a":"cut he', '$.a'), null);
  assert.equal(call('sls_json_scalar', '{"a":1} tail', '$.a'), '1');
  assert.equal(call('sls_json_scalar', '{"a":1,"a":2}', '$.a'), '1');
  assert.equal(call('sls_json_array_length', '[1,2'), null);
  assert.equal(call('sls_json_extract', '[1,,2]', '$[1]'), null);
});

test('numbers keep their text as scalars and are written plainly in documents', () => {
  for (const number of ['1.50', '1e3', '-0.0', '12345678901234567890', '1E-7'])
    assert.equal(call('sls_json_scalar', `{"n":${number}}`, '$.n'), number);
  assert.equal(call('sls_json_extract', '{"n":[1.50, 1e3, 12345678901234567890]}', '$.n'), '[1.5,1000.0,12345678901234567890]');
});

test('json_parse sorts keys at every depth, keeps the last of repeated ones, and refuses what is no JSON', () => {
  assert.equal(call('sls_json_parse', ' {"b":{"d":1,"c":2},"a":[{"z":1,"y":2}],"b":3} '), '{"a":[{"y":2,"z":1}],"b":3}');
  for (const text of ['', '{bad', '[1,]', '[1] x', '{"a":NaN}', "{'a':1}", '01', '"\n"', '{"a"}', '[1 2]'])
    assert.throws(() => call('sls_json_parse', text), /is no JSON/, text);
});

test('wildcards give the array of what they find', () => {
  assert.equal(call('sls_json_extract', '{"a":[{"b":1},{"c":2},{"b":"x"}]}', '$.a[*].b'), '[1,"x"]');
});

test('deep nesting is an error, not a crash', () => {
  assert.throws(() => call('sls_json_parse', '['.repeat(100_000)), /deeper/);
});

test('what JavaScript writes is read back the same', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), value => {
      const text = JSON.stringify(value);
      assert.deepEqual(JSON.parse(call('sls_json_parse', text) as string), JSON.parse(text));
      assert.equal(call('sls_json_extract', `{"a":[0,${text}]}`, '$.a[1]') !== null, true);
    }),
  );
});

test('paths lead to the same place natively', () => {
  assert.deepEqual(singleSteps('$.a["b.c"][0].d-e'), ['a', 'b.c', 0, 'd-e']);
  assert.deepEqual(singleSteps('$'), []);
  assert.equal(singleSteps('$.a[*]'), undefined);
  assert.equal(singleSteps('a.b'), undefined);
  assert.equal(duckPath(['a', 'b.c', 0]), '$."a"."b.c"[0]');
  assert.equal(duckPath(['a"b']), undefined);
  assert.equal(duckPath(['*']), undefined);
});
