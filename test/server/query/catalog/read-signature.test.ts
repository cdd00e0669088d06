import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FUNCTIONS, signaturesOf } from '../../../../server/query/catalog/functions.ts';
import { readSignature } from '../../../../server/query/catalog/read-signature.ts';

test('parameters, optional and repeated ones, and what a function gives', () => {
  const { name, parameters, returns } = readSignature(
    'lag(x T, [offset bigint], […more map(varchar, array(T))]) → row(T, timestamp with time zone)',
  );
  assert.equal(name, 'lag');
  assert.deepEqual(parameters, [
    { name: 'x', type: { kind: 'variable', name: 'T' }, optional: false, repeated: false },
    { name: 'offset', type: { kind: 'bigint' }, optional: true, repeated: false },
    {
      name: 'more',
      type: { kind: 'map', key: { kind: 'varchar' }, value: { kind: 'array', element: { kind: 'variable', name: 'T' } } },
      optional: true,
      repeated: true,
    },
  ]);
  assert.deepEqual(returns, { kind: 'row', fields: [{ kind: 'variable', name: 'T' }, { kind: 'timestamp with time zone' }] });
});

test('the last type of a lambda is what it gives', () => {
  const [, f] = readSignature('transform(x array(T), f function(T, U)) → array(U)').parameters;
  assert.deepEqual(f?.type, { kind: 'function', parameters: [{ kind: 'variable', name: 'T' }], returns: { kind: 'variable', name: 'U' } });
});

test('no parameters', () => {
  assert.deepEqual(readSignature('now() → timestamp').parameters, []);
});

test('what is no signature is told', () => {
  for (const wrong of [
    'f(x text) → bigint',
    'f(x bigint)',
    'f(bigint) → bigint',
    'f(x array(bigint, bigint)) → bigint',
    'f(x map(T)) → T',
    'x → y',
  ]) {
    assert.throws(() => readSignature(wrong), Error, wrong);
  }
});

test('every signature of the catalogue can be read, names its function and says each variable it gives', () => {
  for (const entry of FUNCTIONS) {
    assert.equal(signaturesOf(entry).length, entry.signatures.length);
    for (const { text, name, parameters, returns } of signaturesOf(entry)) {
      assert.equal(name, entry.name, text);
      const taken = JSON.stringify(parameters);
      for (const [, variable] of JSON.stringify(returns).matchAll(/"kind":"(num|ts)"/g)) assert.ok(taken.includes(`"${variable}"`), text);
      // an empty map is of any types
      if (parameters.length > 0) {
        for (const [, variable] of JSON.stringify(returns).matchAll(/"name":"([A-Z])"/g)) assert.ok(taken.includes(`"${variable}"`), text);
      }
      const optional = parameters.findIndex(p => p.optional);
      assert.ok(optional < 0 || parameters.slice(optional).every(p => p.optional), `${text}: optional parameters come last`);
      assert.ok(
        parameters.every((p, i) => !p.repeated || i === parameters.length - 1),
        `${text}: a repeated parameter comes last`,
      );
    }
  }
});
