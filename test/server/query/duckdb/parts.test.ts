import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { formatPieces } from '../../../../server/query/duckdb/date-format.ts';
import { groupCount } from '../../../../server/query/duckdb/group-count.ts';
import { runTimeError } from '../../../../server/query/duckdb/run-time-error.ts';
import { searchedValue, tokenPatterns, tokensOf, tokenTest } from '../../../../server/query/duckdb/search-tokens.ts';
import { literal } from '../../../../server/query/duckdb/sql-text.ts';
import { zoneClock } from '../../../../server/query/duckdb/zone-clock.ts';

const open = async () => (await DuckDBInstance.create(':memory:')).connect();

test('a literal is the text, whatever stands in it', async () => {
  const connection = await open();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary' }), async text => {
      const rows = (await connection.runAndReadAll(`SELECT ${literal(text)}`)).getRows();
      assert.deepEqual(rows, [[text]]);
    }),
    { numRuns: 300, examples: [['\u{10FFFD}\0'], ["'\0'"]] },
  );
});

test('the patterns of a token find what its plain reading finds', async () => {
  const connection = await open();
  const piece = fc.constantFrom('node', 'Node', 'cn-a.10', ':', '/', ' ', '"', '*', 'x', 'nodes', '?', '(', '.', 'ü');
  const text = fc.array(piece, { maxLength: 8 }).map(parts => parts.join(''));
  await fc.assert(
    fc.asyncProperty(text, text, fc.boolean(), async (value, wanted, quoted) => {
      for (const token of tokensOf(wanted, quoted)) {
        const { quick, exact } = tokenPatterns(token);
        const [row] = (
          await connection.runAndReadAll(
            `SELECT regexp_matches(${literal(value)}, ${literal(quick)}) AND regexp_matches(${literal(value)}, ${literal(exact)})`,
          )
        ).getRows();
        assert.equal(row?.[0], tokenTest(token)(searchedValue(value)), JSON.stringify([value, token]));
      }
    }),
    { numRuns: 300 },
  );
});

test('the clock of a zone shows what ICU shows, summer time included', async () => {
  const connection = await open();
  for (const zone of ['UTC', 'Asia/Shanghai', 'America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Etc/GMT+5']) {
    const clock = zoneClock(zone);
    const seconds = `SELECT CAST(x AS BIGINT) AS x FROM generate_series(-2000000000, 4000000000, 40000019) AS t(x)`;
    const sql = `SELECT count(*) FROM (${seconds}) WHERE ${clock.wallOfSeconds('x', true)} IS DISTINCT FROM timezone('${zone}', to_timestamp(x)) OR ${clock.wall('make_timestamp(x * 1000000)')} IS DISTINCT FROM timezone('${zone}', to_timestamp(x))`;
    assert.deepEqual((await connection.runAndReadAll(sql)).getRows(), [[0n]], zone);
  }
});

test('tokens of dates become those of DuckDB; what is none stands for itself', () => {
  assert.deepEqual(formatPieces('%Y-%c %i%% %q 日'), [{ format: '%Y-%-m %M%% q 日' }]);
  assert.deepEqual(formatPieces('on %D, %M'), [{ format: 'on ' }, { ordinalDay: true }, { format: ', %B' }]);
});

test('groups are counted as RE2 counts them', () => {
  for (const [pattern, groups] of [
    ['(a)(b(c))', 3],
    ['(?:a)(?<n>b)(?P<m>c)', 2],
    ['\\((a)[(\\]]', 1],
    ['[^](]x', 0],
    ['(?i)a', 0],
  ] as const)
    assert.equal(groupCount(pattern), groups, pattern);
  assert.equal(groupCount('\\Q(\\E'), undefined);
});

test('failures are told without the words of the database', () => {
  assert.equal(
    runTimeError('Invalid Input Error: Division by zero; nullif(x, 0) as the divisor gives NULL instead.'),
    'Division by zero; nullif(x, 0) as the divisor gives NULL instead.',
  );
  for (const message of [
    'Out of Range Error: Overflow in addition of INT64 (1 + 9223372036854775807)!',
    "Conversion Error: Type INT128 with value 9223372036854775808 can't be cast because the value is out of range for the destination type INT64\n\nLINE 1: select cast(",
    'Invalid Input Error: Could not parse string "x" according to format specifier "%Y-%m-%d"\nx\n^\nError: Expected a number',
    'Invalid Input Error: More than one row returned by a subquery used as an expression - scalar subqueries can only return a single row.\n\nUse "SET scalar_subquery_error_on_multiple_rows=false" to revert',
  ])
    assert.doesNotMatch(runTimeError(message), /INT|Error|LINE|SET|specifier/);
  assert.match(
    runTimeError(
      "Conversion Error: Type INT64 with value 300 can't be cast because the value is out of range for the destination type INT8",
    ),
    /^300 is beyond the type that it is cast to/,
  );
  assert.match(runTimeError('Out of Range Error: Overflow on abs(-9223372036854775808)'), /beyond bigint/);
});
