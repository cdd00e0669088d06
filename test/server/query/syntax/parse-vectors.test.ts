import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { SEARCH_VECTORS, SQL_VECTORS } from '../vectors.ts';

test('every statement that an engine answered is read without a problem', () => {
  const right = SQL_VECTORS.filter(v => !v.error);
  assert.ok(right.length > 750);
  for (const { id, query } of right) assert.deepEqual(parseQuery(query).problems, [], `${id}: ${query}`);
});

/** The statements whose writing is wrong, with the text of the place that is told; what the others mean is wrong, which is not told here. */
const WRONG: ReadonlyMap<string, string> = new Map([
  ['sql-792', "'get"],
  ['sql-793', '"verb'],
  ['sql-794', 'where'],
  ['sql-795', 'from'],
  ['sql-796', 'from'],
  ['sql-797', 'selct'],
  ['sql-798', 'case'],
  ['sql-799', 'where'],
  ['sql-800', '1a'],
  ['sql-801', '-'],
  ['sql-802', 'offset 5'],
  ['sql-803', 'select'],
  ['sql-804', '*error'],
  ['sql-805', 'and'],
]);

test('statements that are written wrong have their first problem at the right place, others none', () => {
  for (const { id, query, error } of SQL_VECTORS) {
    if (!error) continue;
    const [first] = parseQuery(query).problems;
    assert.equal(first && query.slice(first.range.start, first.range.end), WRONG.get(id), `${id}: ${query}`);
  }
});

/** The refused searches with the text of the place that is told. */
const REFUSED: ReadonlyMap<string, string> = new Map([
  ['user.username: not', 'not'],
  ['verb:', ':'],
  ['and verb: get', 'and'],
  ['verb: get or', 'or'],
  ['(verb: get', '('],
  ['verb: get)', ')'],
  ['verb: get and or verb: list', 'or'],
  ['"unterminated', '"unterminated'],
  ['requestURI: *-0', '*-0'],
  ['?et', '?et'],
  ['user.username: system:node', 'system:node'],
  ['responseStatus.code > abc', 'abc'],
  ['responseStatus.code in [400 500', '500'],
  ['not', 'not'],
]);

test('refused searches have one problem, at the right place; the others none', () => {
  let refused = 0;
  for (const { id, query, error } of SEARCH_VECTORS) {
    const places = parseQuery(query).problems.map(p => query.slice(p.range.start, p.range.end));
    assert.deepEqual(places, error === undefined ? [] : [REFUSED.get(query)], `${id}: ${query}`);
    if (error !== undefined) refused += 1;
  }
  assert.equal(refused, REFUSED.size);
});
