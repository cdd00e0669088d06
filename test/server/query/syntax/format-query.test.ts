import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatQuery } from '../../../../server/query/syntax/format-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { Problems } from '../../../../server/query/syntax/problems.ts';
import { sqlTokens } from '../../../../server/query/syntax/sql-lexer.ts';
import { ALL_QUERIES } from '../vectors.ts';
import { meaning } from './tree-shape.ts';
import { mutated } from './written-queries.ts';

const format = (text: string): string => formatQuery(parseQuery(text));

const commentsOf = (text: string): readonly string[] => parseQuery(text).comments.map(c => text.slice(c.start, c.end).trim());

/** Asserts what holds for the layout of every query; tells whether it has one. */
function assertKept(text: string): boolean {
  const query = parseQuery(text);
  const formatted = formatQuery(query);
  if (query.problems.length > 0) {
    assert.equal(formatted, text);
    return false;
  }
  const again = parseQuery(formatted);
  assert.deepEqual(again.problems, [], `${text}\n→\n${formatted}`);
  assert.deepEqual(meaning(again), meaning(query), `${text}\n→\n${formatted}`);
  assert.deepEqual(commentsOf(formatted), commentsOf(text), `${text}\n→\n${formatted}`);
  assert.equal(formatQuery(again), formatted, text);
  if (!query.spl) assert.doesNotMatch(withoutTexts(formatted), /[ \t]+$/m);
  return true;
}

/** Without texts, quoted names and comments, in which blanks may end a line. */
const withoutTexts = (text: string): string => text.replaceAll(/'[^']*'|"[^"]*"|--.*|\/\*[\s\S]*?\*\//g, 'x');

test('every vector keeps its meaning, and formatting again changes nothing', () => {
  assert.ok(ALL_QUERIES.filter(assertKept).length > 1050);
});

test('so does whatever else has no problems', () => {
  let formatted = 0;
  fc.assert(
    fc.property(mutated, text => {
      if (assertKept(text)) formatted += 1;
    }),
    { numRuns: 1500 },
  );
  assert.ok(formatted > 150, `only ${formatted} of the queries had a layout`);
});

test('of nothing but blanks nothing is left', () => {
  for (const text of ['', ' ', '\n\n \t']) assert.equal(format(text), '');
});

const FILLINGS = [
  '\n',
  '  ',
  '\r\n',
  ' -- a comment\n',
  '\n-- own line\n',
  ' /* in a line */ ',
  '\n  /* over\n lines */\n',
  '\n/* before */ ',
  ' /* a */ /* b */ -- c\n',
];

test('blanks, line breaks and comments anywhere between tokens change nothing but their place', () => {
  const right = ALL_QUERIES.filter(text => parseQuery(text).problems.length === 0 && parseQuery(text).sql && !/set\s+session/i.test(text));
  fc.assert(
    fc.property(
      fc.constantFrom(...right),
      fc.array(fc.tuple(fc.nat(), fc.constantFrom(...FILLINGS)), { maxLength: 5 }),
      (text, fillings) => {
        const { tokens } = sqlTokens(text, parseQuery(text).pipe!.end, new Problems());
        const places = new Map(fillings.map(([at, filling]) => [tokens[at % tokens.length]!.start, filling]));
        let filled = text;
        for (const [start, filling] of [...places].toSorted(([a], [b]) => b - a))
          filled = filled.slice(0, start) + filling + filled.slice(start);
        assertKept(filled);
        const blank = fillings.every(([, filling]) => /^\s+$/.test(filling));
        if (blank) assert.equal(format(filled).trim(), format(text).trim());
      },
    ),
    { numRuns: 1500 },
  );
});

test('texts of any content between quotes stay as they are', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), text => {
      const quoted = `'${text.replaceAll("'", "''")}'`;
      assert.ok(format(`* | SELECT  ${quoted} AS a`).includes(quoted));
    }),
  );
});

for (const [written, formatted] of [
  ['', ''],
  ['verb:get', 'verb: get'],
  ['VERB : get AND NOT( a OR b ) c', 'VERB: get and not (a or b) c'],
  ['__tag__:__hostname__:node-1 code>=400', '__tag__:__hostname__: node-1 code >= 400'],
  ['code in [400,500)', 'code in [400 500)'],
  ['verb:create|SELECT count(*)FROM log', 'verb: create | select count(*) from log'],
  ['* | select\n  1\n', '* | select 1\n'],
  ['* | select COUNT( DISTINCT verb )AS "n",- 1,- - 1 ,a[ 1 ]', '* | select COUNT(distinct verb) as "n", -1, - -1, a[1]'],
  [
    "* | select CAST( a AS Array( VARCHAR( 1 ) ) ), X'65', DATE'2026-01-01'",
    "* | select cast(a as array(varchar(1))), X'65', date '2026-01-01'",
  ],
  ['* | set  session a = b ;select verb limit 20 ,10 ;', '* | set session a=b; select verb limit 20, 10;'],
  ['* | where verb = 1   | limit 5', '* | where verb = 1   | limit 5'],
  ['* | select verb,  from log', '* | select verb,  from log'],
  ['* | select a -- why\n, b', '* |\nselect\n  a -- why\n  ,\n  b'],
] as const) {
  test(`${JSON.stringify(written)} is written ${JSON.stringify(formatted)}`, () => assert.equal(format(written), formatted));
}
