import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';

/** Wrong searches: where the first problem stands, as its text, and what it says. */
const WRONG: readonly (readonly [search: string, told: string, message: RegExp])[] = [
  ['verb:', ':', /Found the end of the search, but a value is expected after `:`/],
  ['verb: not', 'not', /a value is expected after `:`; the word itself is written in double quotes/],
  ['verb: (get or list)', '(', /a field takes one value/],
  ['verb: get:', 'get:', /written in double quotes/],
  ['user.username: system:node', 'system:node', /written in double quotes: "system:node"/],
  ['and verb: get', 'and', /a word, a field or `\(` is expected/],
  ['verb: get or', 'or', /Found the end/],
  ['verb: get and or verb: list', 'or', /a word, a field or `\(` is expected/],
  ['not', 'not', /Found the end/],
  ['not not verb: get', 'not', /a word, a field or `\(` is expected/],
  ['()', ')', /a word, a field or `\(` is expected/],
  ['(verb: get', '(', /This `\(` has no `\)`/],
  ['verb: get)', ')', /there is no `\(` for it/],
  ['verb: "get', '"get', /not closed/],
  ['requestURI: *-0', '*-0', /A wildcard may not be the first character/],
  ['?et', '?et', /A wildcard may not be the first character/],
  ['responseStatus.code > abc', 'abc', /compares numbers/],
  ['responseStatus.code != 200', '!=', /no such operator: write `not responseStatus.code: …`/],
  ['verb == get', '==', /one `=`, or with `:`/],
  ['responseStatus.code IN [400 500]', 'IN', /lower case/],
  ['responseStatus.code in [400 500', '500', /malformed/],
  ['responseStatus.code in [400 500 600]', '600', /Malformed range/],
  ['responseStatus.code in [400 abc]', 'abc', /Malformed range/],
  ['[400 500]', '[', /a word or a field must stand before it/],
  ['__tag__:__client_ip__', '__client_ip__', /`:` and a value are expected after the tag __client_ip__/],
  ['| select 1', '|', /Nothing stands before `\|`/],
];

for (const [search, told, message] of WRONG)
  test(`a wrong search is told at its place: ${search}`, () => {
    const [problem] = parseQuery(search).problems;
    assert.ok(problem);
    assert.match(problem.message, message);
    const place = search.slice(problem.range.start, problem.range.end);
    assert.ok(place.startsWith(told) || told.startsWith(place), place);
  });

test('parentheses nested too deep are the only problem that is told', () => {
  const search = `${'('.repeat(101)}verb: get${')'.repeat(101)}`;
  assert.deepEqual(
    parseQuery(search).problems.map(p => p.message),
    ['Parentheses nested deeper than 100 are not read.'],
  );
  assert.deepEqual(parseQuery(search.slice(1, -1)).problems, []);
});

test('the name of a tag is one with __tag__, whatever its case', () => {
  for (const name of ['__tag__', '__TAG__']) {
    const { problems, search } = parseQuery(`${name}:__client_ip__:192.0.2.1`);
    assert.deepEqual(problems, []);
    assert.equal(search.expression?.kind === 'field' && search.expression.field.name, '__tag__:__client_ip__');
  }
});
