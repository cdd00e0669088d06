import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FUNCTIONS, functionNamed } from '../../../../server/query/catalog/functions.ts';
import { visit } from '../../../../server/query/syntax/nodes.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import type { Call } from '../../../../server/query/syntax/tree.ts';
import { SQL_VECTORS } from '../vectors.ts';

test('names are found without regard to case, and are there once', () => {
  assert.equal(functionNamed('ST_Point')?.name, 'st_point');
  assert.equal(functionNamed('no_such'), undefined);
  assert.equal(new Set(FUNCTIONS.map(f => f.name)).size, FUNCTIONS.length);
  assert.ok(FUNCTIONS.every(f => f.name === f.name.toLowerCase()));
});

test('every function that a certain vector calls is in the catalogue', () => {
  const missing = new Set<string>();
  const called = new Set<string>();
  for (const { id, query, certain, error } of SQL_VECTORS) {
    if (!certain || error) continue;
    visit(parseQuery(query), node => {
      if (node.kind !== 'call') return undefined;
      const { name } = (node as Call).name;
      called.add(name.toLowerCase());
      if (!functionNamed(name)) missing.add(`${id}: ${name}`);
      return undefined;
    });
  }
  assert.deepEqual([...missing], []);
  assert.ok(called.size > 180, `${called.size} functions are called`);
});

test('meanings are sentences', () => {
  for (const { name, meaning, note } of FUNCTIONS) {
    assert.match(meaning, /^[A-Z0-9`-].*\.$/s, name);
    assert.ok(note === undefined || /[.`]$/.test(note), `${name}: ${note}`);
  }
});
