import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { runVector } from './run-vector.ts';
import { openTestLog, type TestLog } from './test-log.ts';

/** Whole statements beside those of the vectors: what Trino 476 and PrestoDB 0.287 both answer, or both refuse. */
let log: TestLog;
before(async () => {
  log = await openTestLog('query-log.jsonl');
});

async function answers(sql: string, rows: readonly (readonly unknown[])[]): Promise<void> {
  const outcome = await runVector(log, `* | ${sql}`, 'UTC');
  assert.deepEqual('refused' in outcome ? outcome.refused : outcome.rows, rows, sql);
}

async function refuses(sql: string, why: RegExp): Promise<void> {
  const outcome = await runVector(log, `* | ${sql}`, 'UTC');
  assert.match('refused' in outcome ? outcome.refused : `answered ${JSON.stringify(outcome.rows)}`, why, sql);
}

const LEFT = `(values (1, 'a'), (2, 'b')) t(k, x)`;
const RIGHT = `(values (2, 'c'), (3, 'd')) u(k, y)`;

test('a column that USING joins is one of both sides, in * too', async () => {
  const outer = `from ${LEFT} full join ${RIGHT} using (k)`;
  const rows = [
    [1, 'a', null],
    [2, 'b', 'c'],
    [3, null, 'd'],
  ];
  await answers(`select * ${outer} order by k`, rows);
  await answers(`select k, x, y ${outer} order by k`, rows);
  await answers(`select t.* ${outer} order by k`, [['a'], ['b'], [null]]);
  await answers(`select k, count(*) ${outer} group by k having k > 2`, [[3, 1]]);
  // the last join comes first, and each side is without what was joined
  await answers(
    `select * from (values (1, 'a', 7)) t(k, x, l) join (values (1, 'b')) u(k, y) using (k) join (values (7, 'c')) v(l, z) using (l)`,
    [[7, 1, 'a', 'b', 'c']],
  );
  await answers(`select * from (values (1, 'a')) a(p, q), (${LEFT} join ${RIGHT} using (k))`, [[1, 'a', 2, 'b', 'c']]);
  await answers(
    `select * from (values (1, 2)) a(k, v) full join (values (2, 3)) b(k, v) using (k) full join (values (2, 4)) c(k, v) using (k) order by k`,
    [
      [1, 2, null, null],
      [2, null, 3, 4],
    ],
  );
  await answers(`select k from (values 1) t(k) join (values 1e0) u(k) using (k)`, [[1]]);
});

test('USING takes a column once, of one source on each side, and no source has it any more', async () => {
  await refuses(`select t.k from ${LEFT} join ${RIGHT} using (k)`, /cannot be resolved/);
  await refuses(`select x from ${LEFT} join ${RIGHT} using (k) where u.k is null`, /cannot be resolved/);
  await refuses(`select k from ${LEFT} join ${RIGHT} using (k, k)`, /twice/);
  await refuses(`select x from ${LEFT} join ${RIGHT} on t.k = u.k join (values 1) v(k) using (k)`, /more than one source of the left side/);
});

test('two sources of one name: what both have is ambiguous', async () => {
  await refuses('select a.verb from log a, log a', /ambiguous/);
  await refuses('select 1 from log a join log a on a.verb = a.verb', /ambiguous/);
  await answers('select t.x, t.y from (values 1) t(x), (values 2) t(y)', [[1, 2]]);
  await answers('select t.* from (values 1) t(x), (values 2) t(y)', [[1, 2]]);
});

test('an expression without an alias has no name', async () => {
  await refuses('select _col0 from (select count(*) from log)', /'_col0' cannot be resolved/);
  await refuses('select _col0 from (values 1)', /'_col0' cannot be resolved/);
  await refuses('with t as (select count(*) from log) select "_col0" from t', /'_col0' cannot be resolved/);
  await refuses('select count(*) from log union all select 1 order by _col0', /'_col0' cannot be resolved/);
  await answers('select n from (select 1 from log limit 1) t(n)', [[1]]);
  await answers('select verb from (select (verb) from log limit 1)', [['patch']]);
});

test('a join in parentheses may begin with a query', async () => {
  const joined = [[1, 1]];
  await answers('select * from ((values 1) t(x) join (values 1, 2) u(y) on x = y)', joined);
  await answers('select * from ((select 1 as x) join (select 1 as y) on x = y)', joined);
  await answers('select * from (((values 1) t(x) cross join (values 1) u(y)))', joined);
  await answers('select * from ((select 1 as x) union (select 2) order by 1)', [[1], [2]]);
});

test('rows and groups in parentheses are what is in them', async () => {
  await answers('values ((1, 2)), (3, 4)', [
    [1, 2],
    [3, 4],
  ]);
  await answers('select x, y, count(*) from (values (1, 2), (1, 2)) t(x, y) group by (x, y)', [[1, 2, 2]]);
  await answers('select x, y from (values (1, 2)) t(x, y) group by (1, (y))', [[1, 2]]);
});

test('words at the wrong place are told', async () => {
  await refuses('select 1 from (values 1) t(x) cross join (values 1) u(y) on x = y', /`cross join` takes no condition/);
  await refuses('select current_date() from log', /current_date is written without/);
  await refuses('select localtime() from log', /expected a number of digits/);
  await refuses(`select position('a', 'ba') from log`, /position\(part in text\)/);
  await refuses('select x, y from (values (1, array[2])) t(x, a) join unnest(a) u(y) on x = y', /no condition but true/);
});

test('frames count rows that are there', async () => {
  const over = (frame: string) => `select x, count(*) over (order by x ${frame}) from (values 1, 2, 3) t(x) order by x`;
  await answers(over('rows between 0 preceding and 2 preceding'), [
    [1, 0],
    [2, 0],
    [3, 0],
  ]);
  await refuses(over('rows -1 preceding'), /never by less than 0/);
  await refuses(over('rows null preceding'), /this is NULL/);
  await refuses(over('groups between current row and 1.5 following'), /A number of groups is an integer/);
  await refuses('select count(*) over (groups 1 preceding) from log', /order by before it/);
});

test('aggregates: order, filter and nulls stand where they mean something', async () => {
  const from = 'from (values 2, 8, 1) t(x)';
  await answers(`select array_agg(x order by null, x) ${from}`, [[[1, 2, 8]]]);
  await answers(`select count_if(x > 1 order by x), geometric_mean(x) filter (where x > 1) ${from}`, [[2, 4]]);
  await answers(`select x, geometric_mean(x) over (order by x) from (values 2, 8, 0) t(x) order by x`, [
    [0, 0],
    [2, 0],
    [8, 0],
  ]);
  await refuses(`select array_agg(x order by map(array[x], array[x])) ${from}`, /have no order/);
  await refuses(`select array_agg(distinct x order by x + 1) ${from}`, /With DISTINCT/);
  await refuses(`select count(*) filter (where x > 1) over () ${from}`, /With OVER, count takes no FILTER/);
  await refuses(`select array_agg(x) respect nulls over () ${from}`, /takes no RESPECT NULLS/);
  await refuses(`select count(*) from log, unnest(null) t(x)`, /Only arrays and maps/);
});

test('sets of groups are of columns; of those that are alike DISTINCT takes one', async () => {
  const from = 'from (values (1, 2), (1, 3)) t(x, y)';
  const once = [
    [1, 2, 1],
    [1, 3, 1],
  ];
  await answers(`select x, y, count(*) ${from} group by distinct grouping sets ((x, y), (y, x)) order by 1, 2`, once);
  await answers(`select x, y, count(*) ${from} group by distinct rollup(x, y), cube(x) order by 1, 2`, [
    ...once,
    [1, null, 2],
    [null, null, 2],
  ]);
  await answers(`select x as z, count(*) ${from} group by rollup(z) order by 1`, [
    [1, 2],
    [null, 2],
  ]);
  await refuses(`select x, count(*) ${from} group by rollup(1)`, /ROLLUP groups by columns/);
  await refuses(`select x + 1, count(*) ${from} group by grouping sets (x + 1)`, /GROUPING SETS groups by columns/);
  await refuses(`select x, count(*) ${from} group by rollup(x) order by grouping(x)`, /under an alias/);
  await answers(`select x as z, count(*) ${from} group by rollup(x) order by grouping(x)`, [
    [1, 2],
    [null, 2],
  ]);
});

test('rows are equal as their fields are, and NULL is equal to nothing', async () => {
  await answers('select (1, null) = (1, 2), (1, null) = (2, 2), (1, null) <> (2, 2) from (values 0)', [[null, false, true]]);
  await answers('select (1, null) in ((1, 2)), (1, null) not in ((2, 2)) from (values 0)', [[null, true]]);
  await answers('select x = y from (values (row(1, null), row(1, 2)), (row(1, 2), row(1, 2))) t(x, y) order by 1', [[true], [null]]);
  await answers(
    `select count(*) from (values (1, null), (1, 2)) t(x, y) where (x, y) in (select a, b from (values (1, null), (1, 2)) u(a, b))`,
    [[1]],
  );
  await answers('select (x, y) = (1, 2), count(*) from (values (1, 2), (1, 2)) t(x, y) group by (x, y) = (1, 2)', [[true, 2]]);
});

test('a lateral sub-query reads the sources before it', async () => {
  await answers(
    'select x, y from (values 1, 2) t(x) cross join lateral (select y from (values 1, 2, 3) u(y) where y > x) v order by 1, 2',
    [
      [1, 2],
      [1, 3],
      [2, 3],
    ],
  );
  await answers('select x, n from (values 1, 3) t(x), lateral (select count(*) as n from (values 2) u(y) where y > t.x) order by 1', [
    [1, 1],
    [3, 0],
  ]);
  await answers('select s from (values array[1, 2]) t(a) cross join lateral (select sum(x) as s from unnest(a) u(x))', [[3]]);
  await refuses('select 1 from (values 1) t(x), (select t.x from (values 1) u(y)) v', /'t.x' cannot be resolved/);
  await answers('select lateral.x from (values 1) lateral(x)', [[1]]);
});

test('NULL without a type is refused where the type decides', async () => {
  for (const expression of [
    'verb || null',
    'concat(null, verb)',
    'sum(null)',
    'null * 1.5',
    'null + null',
    '- null',
    `date_trunc('day', null)`,
  ])
    await refuses(`select ${expression} from log`, /NULL has none: write cast\(null as \w+\)/);
  await answers(`select null + 1, 1 - null, concat('a', null, 'b'), 'a' || cast(null as varchar), count(null) from (values 1)`, [
    [null, null, null, null, 0],
  ]);
  await answers(`select map_agg('a', x) from (values 1) t(x)`, [[{ a: 1 }]]);
});
