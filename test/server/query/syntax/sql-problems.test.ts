import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';

/** What people write wrong, the place that is told, and what is said of it: one problem each. */
const WRONG: readonly (readonly [query: string, told: string, message: RegExp])[] = [
  ['selet verb', 'selet', /Did you mean `select`\?/],
  ['select verb count(*) group by verb', 'count', /A comma or an operator is missing before `count\(`/],
  [`select verb from read_json('x')`, '(', /Found `\(`, expected/],
  ['select verb from log gorup by verb', 'gorup', /Did you mean `group by`\?/],
  ['select verb from log odrer by verb', 'odrer', /Did you mean `order by`\?/],
  ["select verb where verb == 'get'", '==', /one `=`/],
  ['select top 10 verb from log', 'top', /`limit 10` stands at the end/],
  ['select count(*) as number of events group by verb', 'of', /several words stands in double quotes/],
  ['select verb from log | select 2', '|', /One `\|` only/],
  ["update log set verb = 'x'", 'update', /only reads/],
  ['delete from log', 'delete', /only reads/],
  ["select if(verb = 'get' then 1 else 0)", 'then', /expected `\)`/],
  ["select transform(split(verb, '/'), x => upper(x))", '=>', /A lambda is written with `->`/],
  ["select verb where requestURI = '/api's'", "'", /A quote inside a text is doubled/],
  ['select verb where verb like get%', 'get%', /in single quotes: 'get%'/],
  ['select verb where (verb like %get%) and stage is null', '%get%', /in single quotes: '%get%'/],
  ['select json_extract_scalar(requestObject, $.spec.x[0]) as x', '$.spec.x[0]', /in single quotes: '\$\.spec\.x\[0\]'/],
  ["select U&'\\00'", "U&'\\00'", /four hexadecimal digits/],
];

for (const [sql, told, message] of WRONG) {
  test(`one problem, at its place: ${sql}`, () => {
    const text = `* | ${sql}`;
    const { problems } = parseQuery(text);
    assert.deepEqual(
      problems.map(({ range }) => text.slice(range.start, range.end)),
      [told],
      problems.map(p => p.message).join('\n'),
    );
    assert.match(problems[0]!.message, message);
  });
}

test('what is right is not taken for what people write wrong', () => {
  for (const sql of [
    "select verb where verb like 'get' || '%' escape '!'",
    'select verb where verb like concat(verb, verb) and length(verb) % 2 = 0',
    'select 1 as top, 2 as "number of"',
    'select u, verb as v from (select verb as u, verb from log) group by u, verb',
  ])
    assert.deepEqual(parseQuery(`* | ${sql}`).problems, [], sql);
});
