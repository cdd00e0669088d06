import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SlsType } from '../../../../server/query/catalog/sls-type.ts';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { SEARCH_VECTORS, SQL_VECTORS } from '../vectors.ts';
import { viewSchema } from './view-schema.ts';

/** The queries with the answers of the engines: those that have rows are right, and their columns are of the types that the engines tell. */

const schema = viewSchema();

/** As a result names a type: JSON and colours are texts, a time with a zone is a timestamp, and NULL alone has no type. */
function shownAs({ kind }: SlsType): string {
  if (kind === 'timestamp with time zone') return 'timestamp';
  return kind === 'json' || kind === 'unknown' || kind === 'color' ? 'varchar' : kind;
}

/** Errors that only running the query shows. */
const AT_RUN_TIME: ReadonlySet<string> = new Set(['sql-807', 'sql-812', 'sql-816']);

test('what the engines answered has no problems and columns of their types', () => {
  const right = SQL_VECTORS.filter(v => !v.error);
  assert.ok(right.length > 750);
  for (const { id, query, columns } of right) {
    const analysed = analyseQuery(parseQuery(query), schema);
    assert.deepEqual(
      // right on the engine that answered, though not executed here
      analysed.problems.filter(p => p.code !== 'function-not-executed').map(p => p.message),
      [],
      `${id}: ${query}`,
    );
    const types = analysed.outputs.get(analysed.query.sql!.query)!.map(c => shownAs(c.type));
    assert.deepEqual(
      types,
      columns.map(c => c.type),
      `${id}: ${query}`,
    );
  }
});

test('every expression of a right query has a type, and every column a meaning', () => {
  for (const { id, query, error } of SQL_VECTORS) {
    if (error) continue;
    const { types, resolutions } = analyseQuery(parseQuery(query), schema);
    for (const [expression, type] of types) {
      if (expression.kind === 'column') assert.ok(resolutions.has(expression), `${id}: ${query}`);
      if (type.kind === 'unknown') assert.match(query, /null|array\[\]/i, `${id}: ${query}`);
    }
  }
});

test('what the engines refused is refused, but for what only running it shows', () => {
  const wrong = SQL_VECTORS.filter(v => v.error && v.certain);
  assert.ok(wrong.length > 50);
  const missed = wrong.filter(v => analyseQuery(parseQuery(v.query), schema).problems.length === 0).map(v => v.id);
  assert.deepEqual(new Set(missed), AT_RUN_TIME);
});

test('searches with answers have no problems, and every field in them is known', () => {
  for (const { id, query, error } of SEARCH_VECTORS) {
    const analysed = analyseQuery(parseQuery(query), schema);
    assert.equal(analysed.problems.length > 0, error !== undefined, `${id}: ${query}`);
  }
});
