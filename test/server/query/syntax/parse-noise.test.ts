import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { ALL_QUERIES } from '../vectors.ts';
import { assertPlaced } from './tree-shape.ts';
import { mutated, noise, piece } from './written-queries.ts';

test('whatever becomes of a query, it is read, and all places lie in the text and in one another', () => {
  fc.assert(
    fc.property(mutated, text => void assertPlaced(parseQuery(text))),
    { numRuns: 2500 },
  );
});

test('noise is read, in either part and as SPL', () => {
  fc.assert(
    fc.property(fc.constantFrom('', '* | ', '* | select ', '* | with a as (', '* | where '), noise, (start, text) => {
      assertPlaced(parseQuery(start + text));
    }),
    { numRuns: 2000 },
  );
});

test('every beginning of every query is read', () => {
  for (const query of ALL_QUERIES.filter((_, at) => at % 13 === 0)) {
    for (let end = 0; end <= query.length; end += 1) assertPlaced(parseQuery(query.slice(0, end)));
  }
});

/** What is repeated, with what stands before it. */
const CHAINS: readonly (readonly [before: string, piece: string])[] = [
  ['', '('],
  ['', 'not '],
  ['a', ' not b'],
  ['', 'a or '],
  ['', '"'],
  ['', '\\"'],
  ['', ':'],
  ['a in [', '1,'],
  ['a: #"', 'b"#"'],
  ['* | ', 'select '],
  ['* | ', 'with a as ('],
  ['* | ', 'set session a=b;'],
  ['* | values ', '(1),'],
  ['* | select ', '('],
  ['* | select ', ','],
  ['* | select ', '(x, '],
  ['* | select ', 'not '],
  ['* | select ', 'case when '],
  ['* | select ', 'cast('],
  ['* | select ', 'x -> '],
  ['* | select cast(a as ', 'array('],
  ['* | select 1', '+1'],
  ['* | select 1', '=1'],
  ['* | select a', '.a'],
  ['* | select a', '[1]'],
  ['* | select a', " at time zone 'x'"],
  ['* | select a', ' is null'],
  ['* | select a', ' between 1 and'],
  ['* | select f()', ' over ('],
  ['* | select 1', ' union select 1'],
  ['* | select 1 from a', ' join b on 1 = 1'],
  ['* | select 1 from ', '(select 1 from '],
  ['* | select 1 from ', '('],
  ['* | select 1 group by grouping sets ', '('],
  ['* | select ', "'"],
  ['* | select ', '`'],
  ['* | select ', '/* '],
  ['* | where ', `"'|`],
];

test('long chains and deep nesting are read or given up, never deeper than a thousand levels', { timeout: 120_000 }, () => {
  for (const [before, piece] of CHAINS) {
    const text = before + piece.repeat(30_000 / piece.length);
    const query = parseQuery(text);
    assert.ok(query.problems.length <= 100, piece);
    const { nodes, depth } = assertPlaced(query);
    assert.ok(depth <= 1000, `${piece}: ${depth} levels`);
    assert.ok(nodes <= text.length * 3, `${piece}: ${nodes} nodes`);
  }
});

test('a megabyte of noise is read', { timeout: 120_000 }, () => {
  for (const seed of [1, 2, 3]) {
    const pieces = fc.sample(piece, { numRuns: 20_000, seed });
    for (const start of ['', '* | select ']) {
      const text =
        start +
        pieces
          .join(' ')
          .repeat(12)
          .slice(0, 1 << 20);
      assert.ok(text.length >= 1_000_000 / 2);
      assertPlaced(parseQuery(text));
    }
  }
});

test('what is given up is told once, and the other part is kept', () => {
  const sql = parseQuery(`verb: get | select ${'1 + '.repeat(2000)}1`);
  assert.deepEqual(
    sql.problems.map(p => p.code),
    ['too-long'],
  );
  assert.equal(sql.search.expression?.kind, 'field');
  assert.equal(sql.sql?.query.body.kind, 'missing');
  const search = parseQuery(`a${' not b'.repeat(2000)} | select verb`);
  assert.deepEqual(
    search.problems.map(p => [p.code, p.range]),
    [['too-long', { start: 0, end: 1 + 6 * 2000 }]],
  );
  assert.equal(search.search.expression, undefined);
  assert.equal(search.sql?.query.body.kind, 'select');
});

test('lists of any length are no chain', () => {
  const list = Array.from({ length: 20_000 }, () => "'a'").join(', ');
  const either = Array.from({ length: 20_000 }, () => 'verb: get').join(' or ');
  assert.deepEqual(parseQuery(`${either} | select verb in (${list}), array[${list}], concat(${list})`).problems, []);
});
