import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { FUNCTIONS, functionNamed } from '../../../../server/query/catalog/functions.ts';

interface Vector {
  readonly id: string;
  readonly query: string;
  readonly certain: boolean;
  readonly error?: boolean;
}

const vectors = readFileSync(new URL('../fixtures/query-sql.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line) as Vector);

/** Words before a parenthesis that name no function: syntax, aliases with columns, common tables. */
const NO_FUNCTION = new Set(
  'all and any array as cast cube exists extract filter from in join not over rollup row select sets try_cast unnest using values varchar map'.split(
    ' ',
  ),
);

test('names are found without regard to case, and are there once', () => {
  assert.equal(functionNamed('ST_Point')?.name, 'st_point');
  assert.equal(functionNamed('no_such'), undefined);
  assert.equal(new Set(FUNCTIONS.map(f => f.name)).size, FUNCTIONS.length);
  assert.ok(FUNCTIONS.every(f => f.name === f.name.toLowerCase()));
});

test('every function that a certain vector calls is in the catalogue', () => {
  const missing = new Set<string>();
  for (const { id, query, certain, error } of vectors) {
    if (!certain || error) continue;
    const bare = query.replace(/'(?:[^']|'')*'/g, "''").replace(/"[^"]*"/g, '""');
    const named = new Set([...bare.matchAll(/(?:\b(?:as|with)\s|[,)])\s*(\w+)\s*(?:\(|as\b)/gi)].map(m => m[1]!.toLowerCase()));
    for (const [, name] of bare.matchAll(/\b([a-z_]\w*)\s*\(/gi)) {
      const lower = name!.toLowerCase();
      if (!NO_FUNCTION.has(lower) && !functionNamed(lower) && !named.has(lower)) missing.add(`${id}: ${lower}`);
    }
  }
  assert.deepEqual([...missing], []);
});

test('meanings are sentences', () => {
  for (const { name, meaning, note } of FUNCTIONS) {
    assert.match(meaning, /^[A-Z0-9`-].*\.$/s, name);
    assert.ok(note === undefined || /[.`]$/.test(note), `${name}: ${note}`);
  }
});
