import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { typeText } from '../../../../server/query/catalog/sls-type.ts';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import type { AnalysedQuery } from '../../../../server/query/check/analysed-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';

const schema = logSchema([], true);
const analyse = (sql: string): AnalysedQuery => analyseQuery(parseQuery(sql.includes(' | ') ? sql : `* | ${sql}`), schema);

/** Names and types of the columns of a right query. */
function columns(sql: string): string {
  const analysed = analyse(sql);
  assert.deepEqual(analysed.problems, [], sql);
  return analysed.outputs
    .get(analysed.query.sql!.query)!
    .map(c => `${c.name} ${typeText(c.type)}`)
    .join(', ');
}

/** What is wrong with a query: codes with the marked text. */
const troubles = (sql: string): readonly string[] => {
  const { problems, query } = analyse(sql);
  return problems.map(p => `${p.code}: ${query.text.slice(p.range.start, p.range.end)}`);
};

/** What the one reference of a text means. */
function meaning(sql: string, reference: string, nth = 0): string {
  const analysed = analyse(sql);
  const found = [...analysed.resolutions].filter(([r]) => analysed.query.text.slice(r.range.start, r.range.end) === reference)[nth]?.[1];
  assert.ok(found, `${reference} in ${sql}`);
  switch (found.kind) {
    case 'column':
      return `${found.column.name} of ${found.source}${found.outer > 0 ? ` out ${found.outer}` : ''}${found.column.merged ? ` with ${found.column.merged}` : ''}${found.path ? ` at ${found.path}` : ''}`;
    case 'alias':
      return `item ${found.item}`;
    case 'output':
      return `output ${found.output}`;
    case 'parameter':
      return `parameter ${found.name} ${typeText(found.type)}`;
  }
}

test('without FROM the outermost select reads the log, one inside reads nothing', () => {
  assert.equal(columns('select verb, "responseStatus.code" as code'), 'verb varchar, code bigint');
  assert.equal(columns('select verb union all select stage'), 'verb varchar');
  assert.deepEqual(troubles('select x from (select verb as x)'), ['sub-query-without-from: verb']);
  assert.equal(columns('select x from (select 1 as x)'), 'x bigint');
});

test('a sub-query without FROM does not read the row outside, nor count it', () => {
  assert.deepEqual(troubles(`select verb where auditID in (select auditID where verb = 'get')`), [
    'sub-query-without-from: auditID',
    'sub-query-without-from: verb',
  ]);
  assert.deepEqual(troubles('select verb, count(*) * 1.0 / (select count(*)) as share group by verb'), [
    'sub-query-without-from: count(*)',
  ]);
  assert.deepEqual(troubles(`select (select max(x) from unnest(split(verb, 'e')) as t(x)) as m`), []);
});

test('the condition of an outer join takes no sub-query', () => {
  const joined = (type: string) =>
    troubles(`select count(*) from log a ${type} log b on a.auditID = b.auditID and b.verb in (select stage from log)`);
  assert.deepEqual(joined('left join'), ['sub-query-not-allowed: select stage from log']);
  assert.deepEqual(joined('join'), []);
});

test('names are compared without regard to case and keep their spelling', () => {
  assert.equal(columns('select VERB, "OBJECTREF.NAME" as n from LOG'), 'VERB varchar, n varchar');
  assert.equal(columns('select count(*) as PV, stage group by stage order by pv'), 'PV bigint, stage varchar');
});

test('a field can be reached through its table, whatever its name contains', () => {
  assert.equal(
    columns('select log.verb, log."user.username" as u, l.stage from log, (select stage from log) as l'),
    'verb varchar, u varchar, stage varchar',
  );
  assert.equal(columns('select count(*) from "audit-c1234"'), '_col0 bigint');
});

test('dotted names without quotes say how they are written', () => {
  const [first, second] = analyse('select user.username, log.objectRef.name from log').problems;
  assert.equal(first?.message, 'Expression user is not of type ROW: a name that contains dots stands in double quotes: "user.username".');
  assert.equal(first?.fixes?.[0]?.edits[0]?.newText, '"user.username"');
  assert.match(second!.message, /Column 'log\.objectRef\.name' cannot be resolved.*"objectRef\.name"/);
  assert.deepEqual(second?.fixes?.[0]?.edits[0]?.newText, '"objectRef.name"');
});

test('a dotted name with a slash is one name, where there is such a field', () => {
  assert.deepEqual(troubles('select annotations.authorization.k8s.io/reason from log'), [
    'dotted-name: annotations.authorization.k8s.io/reason',
  ]);
  assert.deepEqual(troubles('select a.__time__/b.__time__ from log a, log b'), []);
});

test('unknown names come with what was probably meant', () => {
  assert.match(
    analyse('select "user.usernam"').problems[0]!.message,
    /Column 'user\.usernam' cannot be resolved.*Did you mean "user\.username"\?/,
  );
  assert.deepEqual(troubles('select count(*) where verb = "delete"'), ['string-in-double-quotes: "delete"']);
  assert.deepEqual(troubles('select count(*) from logs'), ['unknown-table: logs']);
  assert.deepEqual(troubles('select lenght(verb)'), ['unknown-function: lenght']);
  assert.match(analyse('verbb: get | select 1').problems[0]!.message, /Did you mean verb\?/);
});

test('without an opened log an unknown field is a warning, and maps may hold any name', () => {
  const open = (text: string) => analyseQuery(parseQuery(text), logSchema()).problems.map(p => `${p.severity} ${p.code}`);
  assert.deepEqual(open('* | select nothing'), ['warning unknown-column']);
  assert.deepEqual(open('* | select "annotations.example.com/team" from (select * from log)'), []);
  assert.deepEqual(open('* | select nothing from (select verb from log)'), ['error unknown-column']);
});

test('aliases: where they are known, and which of alias and column counts', () => {
  const sql = `select upper(verb) as verb, count(*) as c group by verb having verb = 'GET' and max(verb) > 'a' order by verb, max(verb)`;
  assert.equal(meaning(sql, 'verb', 0), 'verb of 0');
  for (const nth of [1, 2, 4]) assert.equal(meaning(sql, 'verb', nth), 'item 0');
  for (const nth of [3, 5]) assert.equal(meaning(sql, 'verb', nth), 'verb of 0');
  // an alias of an aggregate makes no groups
  assert.equal(meaning('select verb, count(*) as verb group by verb', 'verb', 1), 'verb of 0');
  assert.deepEqual(troubles('select length(verb) as n where n > 1'), ['alias-not-allowed: n']);
  assert.deepEqual(troubles('select length(verb) as n, n + 1'), ['alias-not-allowed: n']);
});

test('common tables see those before them, not themselves, and one may be called log', () => {
  assert.equal(columns('with a as (select 1 as x), b as (select x + 1 as y from a) select a.x, b.y from a, b'), 'x bigint, y bigint');
  assert.equal(columns(`with log as (select * from log where verb = 'get') select count(*) as n`), 'n bigint');
  const { sources } = analyse(`with log as (select verb from log) select verb`);
  assert.deepEqual(
    [...sources.values()].map(s => s.map(x => x.kind)),
    [['log'], ['common']],
  );
  assert.deepEqual(troubles('with a as (select * from b), b as (select 1) select * from a'), ['unknown-table: b']);
  assert.equal(columns('with t(k, n) as (select verb, count(*) from log group by verb) select k, n from t'), 'k varchar, n bigint');
  assert.deepEqual(troubles('with t(k) as (select verb, stage from log) select k from t'), ['column-count: k']);
});

test('sub-queries know the selects around them', () => {
  assert.equal(meaning('select (select count(*) from log b where b.verb = a.verb) as n from log a', 'a.verb'), 'verb of 0 out 1');
  // a source of FROM does not see its neighbours
  assert.deepEqual(troubles('select 1 from log a, (select a.verb from log b) c'), ['unknown-column: a.verb']);
});

test('joins: which source a column is of, and what USING joins', () => {
  const using = `select k, v, w from (values (1, 'a')) as l(k, v) full join (values (1, 'x')) as r(k, w) using (k)`;
  assert.equal(meaning(using, 'k'), 'k of 0 with 0,1');
  assert.equal(columns(using.replace('k, v, w', '*')), 'k bigint, v varchar, w varchar');
  assert.deepEqual(troubles('select verb from log a, log b'), ['ambiguous-column: verb']);
  assert.equal(meaning('select b.verb from log a join log b on a.auditID = b.auditID', 'b.verb'), 'verb of 1');
});

test('unnesting arrays, maps and rows', () => {
  assert.equal(columns(`select x, n from unnest(array['a']) with ordinality as t(x, n)`), 'x varchar, n bigint');
  assert.equal(columns(`select k, v from unnest(map(array['a'], array[1])) as t(k, v)`), 'k varchar, v bigint');
  assert.equal(columns(`select a, b from unnest(array[(1, 'x')]) as t(a, b)`), 'a bigint, b varchar');
  assert.equal(columns(`select r[2] as second from unnest(array[(1, 'x')]) as t(r)`), 'second varchar');
  assert.deepEqual(troubles('select x from log, unnest(sourceIPs) as t(x)'), ['type-mismatch: sourceIPs']);
});

test('rows are read by the names of their fields', () => {
  const sql = 'select r.b from (select cast(row(1, 2.5) as row(a bigint, b double)) as r from log)';
  assert.equal(columns(sql), 'b double');
  assert.equal(meaning(sql, 'r.b'), 'r of 0 at 1');
});

test('lambdas: their parameters are of the types that the other arguments tell', () => {
  const sql = `select reduce(array['a'], 0, (s, e) -> s + length(e), s -> s * 1.0) as r`;
  assert.equal(columns(sql), 'r double');
  assert.equal(meaning(sql, 'e'), 'parameter e varchar');
  assert.equal(columns(`select map_filter(map(array['a'], array[1]), (k, v) -> v > 1 and k <> '') as m`), 'm map(varchar, bigint)');
  assert.deepEqual(troubles(`select filter(array[1], e -> e > 'a')`), [`type-mismatch: e > 'a'`]);
  assert.deepEqual(troubles('select x -> 1'), ['type-mismatch: x -> 1']);
});

test('types of operators', () => {
  const typed: Readonly<Record<string, string>> = {
    '7 / 2': 'bigint',
    '7 / 2.0': 'double',
    '1.5': 'double',
    '- 3': 'bigint',
    'null + 1': 'bigint',
    "date '2026-01-31' + interval '1' month": 'date',
    'now() - from_unixtime(__time__)': 'interval day to second',
    "interval '2' day * 3": 'interval day to second',
    'array[1] || array[2.5]': 'array(double)',
    'array[array[1]] || array[2]': 'array(array(bigint))',
    '(1, verb) = (2, stage)': 'boolean',
    "cast(json_parse('[]') as array(map(varchar, decimal(10, 2))))": 'array(map(varchar, double))',
    'case when verb is null then 1 else 2.5 end': 'double',
    "date_trunc('day', __time__)": 'timestamp',
    'coalesce(null, 1, 2.5)': 'double',
  };
  for (const [expression, type] of Object.entries(typed)) assert.equal(columns(`select ${expression} as x`), `x ${type}`, expression);
});

test('what does not go together is told at its place, with what would', () => {
  assert.deepEqual(troubles(`select count(*) where "responseStatus.code" in (200, '403')`), [`type-mismatch: '403'`]);
  const [wrong] = analyse(`select count(*) where "responseStatus.code" = '403'`).problems;
  assert.equal(wrong?.message, 'Cannot apply operator: bigint = varchar. Write a number without quotes: 403.');
  assert.equal(wrong?.fixes?.[0]?.edits[0]?.newText, '403');
  assert.match(analyse('select verb || 1').problems[0]!.message, /cast\(1 as varchar\)/);
  assert.match(analyse(`select json_extract(requestObject, '$.kind') = 'Pod'`).problems[0]!.message, /json_extract_scalar/);
  assert.match(analyse('select cast(verb as string)').problems[0]!.message, /There is no type string\. Did you mean varchar\?/);
  assert.match(analyse('select cast(sourceIPs as array(varchar))').problems[0]!.message, /json_parse/);
  assert.deepEqual(troubles(`select if(verb, 1, 2)`), ['type-mismatch: if(verb, 1, 2)']);
  assert.deepEqual(troubles('select count(distinct verb, stage)'), ['argument-count: verb, stage']);
  assert.deepEqual(troubles(`select is_subnet_of('10.0.0.0/8')`), [`argument-count: is_subnet_of('10.0.0.0/8')`]);
});

test('groups: what is neither grouped nor aggregated is told once', () => {
  assert.deepEqual(troubles('select verb, verb, count(*)'), ['not-in-group-by: verb']);
  assert.equal(columns('select upper(verb) as v, count(*) as n group by upper(verb)'), 'v varchar, n bigint');
  assert.equal(columns('select upper(verb) || stage as v, count(*) as n group by upper(verb), stage'), 'v varchar, n bigint');
  assert.deepEqual(troubles('select verb, rank() over (order by stage) as r group by verb'), ['not-in-group-by: stage']);
  assert.equal(columns('select verb, rank() over (order by count(*)) as r group by verb'), 'verb varchar, r bigint');
  assert.deepEqual(troubles('select *, count(*) from (select verb, stage from log) group by verb'), ['not-in-group-by: *']);
  assert.deepEqual(troubles('select verb group by 2'), ['position-out-of-range: 2']);
  assert.deepEqual(troubles('select count(*) as n group by n'), ['aggregate-not-allowed: n']);
  assert.equal(columns("select verb as v having v = 'get'"), 'v varchar');
});

test('aggregates and windows only where they can be computed', () => {
  assert.deepEqual(troubles('select sum(count(*))'), ['nested-aggregate: count(*)']);
  assert.deepEqual(troubles('select verb where count(*) > 1'), ['aggregate-not-allowed: count(*)']);
  assert.deepEqual(troubles('select rank()'), ['window-without-over: rank()']);
  assert.deepEqual(troubles('select lower(verb) over ()'), ['window-of-scalar: lower(verb) over ()']);
  assert.deepEqual(troubles('select lower(distinct verb)'), ['not-an-aggregate: lower(distinct verb)']);
});

test('DISTINCT and set operations', () => {
  assert.deepEqual(troubles('select distinct verb order by stage'), ['not-selected: stage']);
  assert.deepEqual(troubles('select verb from log union select 1 from log'), ['type-mismatch: select 1 from log']);
  assert.equal(meaning('select verb as v from log union select stage from log order by v', 'v'), 'output 0');
  assert.equal(columns('select 1 as x union all select 2.5'), 'x double');
});

test('what certainly fails is refused, what may not be computed is left alone', () => {
  assert.deepEqual(troubles('select 1 / 0'), ['division-by-zero: 1 / 0']);
  assert.deepEqual(troubles('select 1 / 0.0, try(1 / 0), if(verb is null, 1 % 0, 2), case when false then 1 / 0 end'), []);
  assert.deepEqual(troubles(`select cast('1.5' as bigint)`), [`invalid-argument: cast('1.5' as bigint)`]);
  assert.deepEqual(troubles(`select try_cast('1.5' as bigint), try(cast('x' as date))`), []);
  assert.deepEqual(troubles(`select date '2026-02-30'`), [`invalid-argument: date '2026-02-30'`]);
  assert.deepEqual(troubles(`select regexp_like(verb, 'a(')`), [`invalid-argument: 'a('`]);
  assert.deepEqual(troubles(`select regexp_like(verb, '(?i)[^\\]]*(a|b)+?')`), []);
  assert.deepEqual(troubles('select 99999999999999999999'), ['invalid-argument: 99999999999999999999']);
});

test('SPL is told not to be executed', () => {
  assert.deepEqual(
    troubles('* | where verb = 1').map(t => t.split(':')[0]),
    ['spl-not-executed'],
  );
});
