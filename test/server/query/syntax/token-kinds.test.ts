import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import { semanticTokens } from '../../../../server/query/syntax/token-kinds.ts';
import { ALL_QUERIES } from '../vectors.ts';
import { mutated } from './written-queries.ts';

/** `text/type` of each token, `!` where it is a declaration. */
const kinds = (text: string): string =>
  semanticTokens(parseQuery(text))
    .map(({ range, type, modifiers }) => `${text.slice(range.start, range.end)}/${type}${modifiers ? '!' : ''}`)
    .join(' ');

for (const [text, told] of [
  ['verb: get AND code >= 400', 'verb/property :/operator get/string AND/keyword code/property >=/operator 400/number'],
  ['* not "a b" or #"and"', '*/operator not/keyword "a b"/string or/keyword #"and"/string'],
  ['__tag__:__hostname__:n1 a:*', '__tag__:__hostname__/property :/operator n1/string a/property :/operator */operator'],
  ['code in [400 500)', 'code/property in/keyword 400/number 500/number'],
  ['in or limit', 'in/string or/keyword limit/string'],
  ['* | select verb', '*/operator |/operator select/keyword verb/property'],
  ['* | select user.username, "a", \'b\'', '*/operator |/operator select/keyword user.username/property "a"/property \'b\'/string'],
  [
    '* | select l.verb from log l',
    '*/operator |/operator select/keyword l/namespace verb/property from/keyword log/namespace l/namespace!',
  ],
  [
    '* | select count(*) as n order by n desc',
    '*/operator |/operator select/keyword count/function */operator as/keyword n/variable! order/keyword by/keyword n/variable desc/keyword',
  ],
  ['* | select lower(verb) as verb', '*/operator |/operator select/keyword lower/function verb/property as/keyword verb/variable!'],
  [
    '* | select filter(a, x -> x > 1), x',
    '*/operator |/operator select/keyword filter/function a/property x/parameter! ->/operator x/parameter >/operator 1/number x/property',
  ],
  [
    "* | select cast(a as map(varchar, bigint)), date '2026-01-01', date",
    "*/operator |/operator select/keyword cast/keyword a/property as/keyword map/type varchar/type bigint/type date/type '2026-01-01'/string date/property",
  ],
  [
    '* | with q(n) as (select 1) select n from q -- why',
    '*/operator |/operator with/keyword q/namespace! n/variable! as/keyword select/keyword 1/number select/keyword n/variable from/keyword q/namespace -- why/comment',
  ],
  [
    '* | where a = 1 | stats b = count(*)',
    '*/operator |/operator where/keyword =/operator 1/number |/operator stats/keyword =/operator */operator',
  ],
  ['* | select count(', '*/operator |/operator select/keyword count/function'],
] as const) {
  test(text, () => assert.equal(kinds(text), told));
}

test('a type that is missing has no token', () => {
  assert.equal(kinds('* | select cast(a as'), '*/operator |/operator select/keyword cast/keyword a/property as/keyword');
  assert.equal(kinds('* | select cast(a as )'), '*/operator |/operator select/keyword cast/keyword a/property as/keyword');
});

test('tokens follow one another in the text, whatever it is', () => {
  fc.assert(
    fc.property(mutated, text => {
      let end = 0;
      for (const { range } of semanticTokens(parseQuery(text))) {
        assert.ok(end <= range.start && range.start < range.end && range.end <= text.length, `${range.start}–${range.end}`);
        end = range.end;
      }
    }),
    { numRuns: 2000 },
  );
});

test('in right statements every word is told', () => {
  for (const text of ALL_QUERIES) {
    const query = parseQuery(text);
    if (query.problems.length > 0 || !query.pipe || query.sql?.settings.length !== 0) continue;
    let rest = '';
    let end = query.pipe.end;
    for (const { range } of semanticTokens(query).filter(t => t.range.start >= end)) {
      rest += text.slice(end, range.start);
      end = range.end;
    }
    assert.doesNotMatch(rest + text.slice(end), /\w/, text);
  }
});
