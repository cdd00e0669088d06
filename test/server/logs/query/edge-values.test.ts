import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { event, jsonLines, openHere, writeLog } from '../open-fixture.ts';
import { ask, rowsOf } from './ask-query.ts';

const engine = await openHere([writeLog(jsonLines([event()]))]);
after(() => engine.close());

const answerOf = async (expression: string): Promise<unknown> =>
  (await rowsOf(engine, `* | select ${expression} from (values 1) as t(x)`))[0]?.[0];
const same = async (expected: Readonly<Record<string, unknown>>): Promise<void> => {
  for (const [expression, value] of Object.entries(expected)) assert.deepEqual(await answerOf(expression), value, expression);
};
const rows = async (expected: Readonly<Record<string, readonly unknown[]>>): Promise<void> => {
  for (const [query, result] of Object.entries(expected)) assert.deepEqual(await rowsOf(engine, `* | select ${query}`), result, query);
};

/** What the reader is told of an expression that fails, before it runs with the text it is told of, or while it runs. */
async function troubleOf(expression: string): Promise<{ readonly at?: string; readonly message: string }> {
  const query = `* | select ${expression} from (values 1) as t(x)`;
  const result = await ask(engine, query).catch((error: Error) => ({ kind: 'failed' as const, message: error.message }));
  if (result.kind === 'failed') return { message: result.message };
  assert.ok(result.kind === 'refused', `${expression} gave ${'rows' in result ? JSON.stringify(result.rows) : ''}`);
  const [problem] = result.problems;
  return { at: query.slice(problem!.start, problem!.end), message: problem!.message };
}

test('try catches what fails, also where the same is computed twice', async () => {
  await rows({
    "try(cast(json_parse(x) as array(varchar))) from (values 'bad', '[1]', null, '{}') as t(x)": [[null], [['1']], [null], [null]],
    "try(cast(x as bigint) + cast(x as bigint)) from (values 'bad', '1') as t(x)": [[null], [2]],
    "try(cast(x as bigint)), try(cast(x as bigint) + 1) from (values 'bad', '1') as t(x)": [
      [null, null],
      [1, 2],
    ],
    'try(10 / x), coalesce(try(10 / x + 1), 0) from (values 0, 2) as t(x)': [
      [null, 0],
      [5, 6],
    ],
    "try(cast(x as bigint) * 2) as n, count(*) from (values 'bad', '1', '1') as t(x) group by n order by n": [
      [2, 2],
      [null, 1],
    ],
    "u from (values 'bad', '[\"a\"]') as t(x), unnest(try(cast(json_parse(x) as array(varchar)))) as v(u)": [['a']],
    "x from (values 'bad', '1') as t(x) where exists (select 1 from (values 2) as u(y) where try(cast(t.x as bigint) + 1) = y)": [['1']],
  });
});

test('try reads what is grouped by', () =>
  rows({
    "try(cast(upper(x) as bigint) + 1), count(*) as c from (values 'bad', '1', '1') as t(x) group by upper(x) order by c": [
      [null, 1],
      [2, 2],
    ],
    "try(cast(x as bigint)), try(cast(x as bigint) + 1), count(*) as c from (values 'bad', '1', '1') as t(x) group by x order by c": [
      [null, null, 1],
      [1, 2, 2],
    ],
    "try(cast(x as bigint) * 2) as n from (values 'bad', '1') as t(x) group by n having try(cast(x as bigint) * 2) > 1": [[2]],
    "x from (values 'bad', '1') as t(x) group by x having x <> '' and try(cast(x as bigint) + 1) > 1": [['1']],
    "x, sum(try(cast(y as bigint) + 1)) from (values ('a', 'bad'), ('a', '1')) as t(x, y) group by x": [['a', 2]],
    "x from (values '2', 'bad', '1') as t(x) group by x order by try(cast(x as bigint) + 1)": [['1'], ['2'], ['bad']],
    'x, count(*) from (values 0, 2, 2) as t(x) group by x having max(x) > 0 and 10 / max(x) > 1': [[2, 2]],
  }));

test('try takes aggregates', () =>
  rows({
    "try(json_parse(max(x))), try(is_subnet_of('10.0.0.0/8', max(x))) from (values 'bad', '10.0.0.1') as t(x)": [[null, null]],
    "x, try(6 / (count(*) - 1)) as y from (values 'a', 'b', 'b') as t(x) group by x order by x": [
      ['a', null],
      ['b', 6],
    ],
    "try_cast(array_agg(x) as array(bigint)), try(array_agg(x)[9]) from (values 'a') as t(x)": [[null, null]],
    "try(try(cast(max(x) as bigint)) + 1 / count(*)) from (values 'bad', '1') as t(x)": [[null]],
    "try(sum(cast(x as bigint))) from (values 'bad', '1') as t(x)": [[1]],
  }));

test('try_cast is NULL where the whole cannot be cast', () =>
  same({
    'try_cast(json_parse(\'{"a":1}\') as array(bigint))': null,
    "try_cast(json_parse('[1]') as map(varchar, bigint))": null,
    'try_cast(json_parse(\'[1,"x"]\') as array(bigint))': null,
    "try_cast(array['1', 'x'] as array(bigint))": null,
    "try_cast(array['1', '2'] as array(bigint))": [1, 2],
    'try_cast(2147483648 as integer)': null,
    "try_cast('2147483648' as integer)": null,
    'try_cast(300 as tinyint)': null,
    'try_cast(123456 as decimal(3, 0))': null,
    "cast(' 7' as bigint)": 7,
  }));

test('an array without elements is one of whatever is asked for', () =>
  same({
    'array[] || array[1]': [1],
    'contains(array[], 1)': false,
    'array_union(array[], array[1])': [1],
    'array_except(array[1], array[])': [1],
    'array[array[], array[1]]': [[], [1]],
    'if(x = 1, array[], array[1])': [],
    'transform(array[], e -> e + 1)': [],
    'reduce(array[], 0, (s, e) -> s + e, s -> s)': 0,
    "map_concat(map(), map(array['a'], array[1]))": { a: 1 },
  }));

test('fields of rows are found by their number', () =>
  same({
    "zip(array[1], array['x'])[1][2]": 'x',
    'reduce(array[1, 2], cast(row(0, 0) as row(a bigint, b bigint)), (s, e) -> cast(row(s[1] + e, s[2] + 1) as row(a bigint, b bigint)), s -> s[1])': 3,
  }));

test('arrays at their ends', () =>
  same({
    'array_remove(array[1, 2], null)': null,
    'slice(array[1, 2, 3, 4], -2, 2)': [3, 4],
    "sequence(date '2026-01-03', date '2026-01-01')": ['2026-01-03', '2026-01-02', '2026-01-01'],
    "sequence(date '2026-03-01', date '2026-01-01', interval '-1' month)": ['2026-03-01', '2026-02-01', '2026-01-01'],
  }));

test('texts at their ends', () =>
  same({
    "replace('abc', '', 'x')": 'xaxbxcx',
    "replace('', '', '-')": '-',
    "split_part('a,b', ',', 5000000000)": null,
    "substr('hello', 2, 9223372036854775807)": 'ello',
    "substr('hello', 9223372036854775807)": '',
    "from_utf8(from_hex('ff41'), 63)": '?A',
    'json_format(json_parse(\'"🚀é"\'))': '"\\uD83D\\uDE80é"',
    "codepoint(cast('AB' as varchar(1)))": 65,
    'codepoint(chr(x + 64))': 65,
  }));

test('times at their ends', () =>
  same({
    "date_format(from_unixtime(0), '%%U')": '%U',
    "date_parse('10', '%H')": '1970-01-01 10:00:00.000',
    "date_parse('February 29', '%M %e')": '2000-02-29 00:00:00.000',
    'from_unixtime(1767254400, -5, -30)': '2026-01-01 02:30:00.000',
    "date '2026-01-01' + interval '24' hour": '2026-01-02',
    "date '2026-01-01' + interval '-1' day": '2025-12-31',
  }));

test('a zone of a column is a name or an offset', () =>
  rows({
    "from_unixtime(0, x) from (values '+08:00', '-05:30', 'Asia/Tokyo', null) as t(x)": [
      ['1970-01-01 08:00:00.000'],
      ['1969-12-31 18:30:00.000'],
      ['1970-01-01 09:00:00.000'],
      [null],
    ],
  }));

test('numbers at their ends', () =>
  same({
    'log(0, 2)': '-Infinity',
    'sin(infinity())': 'NaN',
    'sign(nan())': 'NaN',
    'sign(-2.5)': -1,
  }));

test('aggregates at their ends', () =>
  rows({
    "max_by(x, y, 2), min_by(x, y, 2) from (values ('a', 1), (null, 5), ('c', 3)) as t(x, y)": [
      [
        [null, 'c'],
        ['a', 'c'],
      ],
    ],
    'corr(x, y), regr_slope(y, x), covar_pop(x, y) from (values (1, 1)) as t(x, y)': [[null, null, 0]],
  }));

test('what can never be right is told where it stands', async () => {
  for (const [expression, at] of [
    ["codepoint('AB')", "codepoint('AB')"],
    ["try(codepoint(''))", "codepoint('')"],
    ["codepoint(cast('A' as varchar))", "codepoint(cast('A' as varchar))"],
    ["date_trunc('hour', date '2026-01-15')", "'hour'"],
    ["date_add('minute', 5, date '2026-01-01')", "'minute'"],
    ["date_diff('second', date '2026-01-01', date '2026-01-02')", "'second'"],
    ["date '2026-01-01' + interval '1' hour", "interval '1' hour"],
    ["date_format(from_unixtime(x), '%U')", "'%U'"],
    ['approx_percentile(x, 1.5)', '1.5'],
    ['approx_percentile(x, -0.5)', '-0.5'],
    ['approx_percentile(x, array[0.5, 2.0])', '2.0'],
    ['lag(x, -1) over (order by x)', '-1'],
    ['nth_value(x, 0) over (order by x)', '0'],
    ["regexp_replace('ab', '(a)(b)', '$3')", "'$3'"],
    ["'abc' like 'a!bc' escape '!'", "'a!bc'"],
  ] as const)
    assert.equal((await troubleOf(expression)).at, at, expression);
});

test('the codepoint of a field is asked for of a single character', async () => {
  const refused = await ask(engine, '* | select codepoint(verb) from log');
  assert.ok(refused.kind === 'refused');
  assert.match(refused.problems[0]!.message, /cast\(verb as varchar\(1\)\)/);
  assert.deepEqual(await rowsOf(engine, '* | select codepoint(cast(verb as varchar(1))) from log'), [[108]]);
});

test('what fails while it runs is told in words of the language', async () => {
  for (const [expression, message] of [
    ['element_at(array[1], x - 1)', /counted from 1/],
    ['slice(array[1, 2], 1, x - 2)', /length of slice/],
    ['sequence(5, 1, x)', /step of a sequence/],
    ["split('abc', substr('a', x + 1))", /delimiter of split/],
    ['chr(55295 + x)', /no such character/],
    ["from_hex('abc')", /two digits/],
    ['cast(300 * x as tinyint)', /300 is beyond/],
    ['cast(123456 * x as decimal(3, 0))', /more digits/],
    ["cast(json_parse('{}') as array(varchar))", /no array/],
    ["cast(json_parse('[]') as map(varchar, varchar))", /no object/],
    ["date_parse('2026-02-30', '%Y-%m-%d')", /no date 2026-2-30/],
    ['approx_percentile(x, x - 0.5)', /constant from 0 to 1/],
    ['(-9223372036854775807 - x) / -x', /beyond bigint/],
  ] as const)
    assert.match((await troubleOf(expression)).message, message, expression);
});

const ADDRESSES = `(values '["10.0.0.1","10.0.0.2"]', '10.0.0.1', '8.8.8.8') as t(ip)`;

test('a condition is not asked of rows that those before it leave out', async () => {
  const inside = "is_subnet_of('10.0.0.0/8', ip)";
  await rows({
    [`ip from ${ADDRESSES} where ip not like '%,%' and ${inside}`]: [['10.0.0.1']],
    [`ip from ${ADDRESSES} where ip_to_domain(ip) is not null and ${inside}`]: [['10.0.0.1']],
    [`ip from ${ADDRESSES} where ip in (select x from (values '10.0.0.1', '8.8.8.8') as u(x)) and ${inside}`]: [['10.0.0.1']],
    [`ip from (select ip from ${ADDRESSES} where regexp_like(ip, '^[0-9.]+$')) where ${inside}`]: [['10.0.0.1']],
    [`ip, c from (select ip, count(*) as c from ${ADDRESSES} group by ip) where ip not like '%,%' and ${inside}`]: [['10.0.0.1', 1]],
    [`ip, count(*) from ${ADDRESSES} group by ip having ip not like '%,%' and ${inside}`]: [['10.0.0.1', 1]],
    [`ip as a from ${ADDRESSES} having a not like '%,%' and is_subnet_of('10.0.0.0/8', a)`]: [['10.0.0.1']],
  });
});

test('and and or are decided from the left, also as values', () =>
  rows({
    'x <> 0 and 10 / x > 1 as r from (values 0, 2, null) as t(x) order by r': [[false], [true], [null]],
    'x = 0 or 10 / x > 1 as r from (values 0, 2, 20) as t(x) order by r': [[false], [true], [true]],
    "count_if(regexp_like(x, '^\\d+$') and cast(x as bigint) > 1) from (values 'a', '2') as t(x)": [[1]],
    "filter(split(x, ','), e -> regexp_like(e, '^\\d+$') and cast(e as bigint) > 1) from (values 'a,2') as t(x)": [[['2']]],
  }));
