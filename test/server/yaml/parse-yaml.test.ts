import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainValue } from '../../../server/yaml/node.ts';
import { parseJson } from '../../../server/yaml/parse-json.ts';
import { parseYaml } from '../../../server/yaml/parse-yaml.ts';

const value = (text: string) => {
  const { root } = parseYaml(text);
  return root && plainValue(root);
};
const problems = (text: string) => parseYaml(text).problems.map(p => [p.code, p.message]);

test('only the first document is read, and where the rest begins is told', () => {
  const text = 'a: 1\n---\nb: [\n';
  assert.deepEqual(value(text), { a: 1 });
  assert.deepEqual(problems(text), []);
  assert.equal(text.slice(parseYaml(text).ignoredFrom), '---\nb: [\n');
});

test('merge keys and repeated keys count in textual order, as go-yaml reads them', () => {
  assert.deepEqual(value('x: &x {level: None, users: [a]}\nrule: {level: Metadata, <<: *x}\n'), {
    x: { level: 'None', users: ['a'] },
    rule: { level: 'None', users: ['a'] },
  });
  assert.deepEqual(value('x: &x {level: None}\nrule: {<<: *x, level: Metadata}\n'), { x: { level: 'None' }, rule: { level: 'Metadata' } });
  assert.deepEqual(value('a: 1\nb: 2\na: 3\n'), { a: 3, b: 2 });
  const repeated = 'a: 1\nb: 2\na: 3\n';
  const [problem] = parseYaml(repeated).problems;
  assert.deepEqual(
    [problem!.range, problem!.earlier],
    [
      { start: 10, end: 11 },
      { start: 0, end: 1 },
    ],
  );
});

test('the first trouble of a text is the one that is told', () => {
  assert.deepEqual(problems('a: [1, 2\nb: 3\nc: {\n').length, 1);
  assert.deepEqual(problems('a: "b\n'), [['syntax', 'found unexpected end of stream']]);
  assert.equal(parseYaml('a: "b\n').unclosed, 'quote');
  assert.equal(parseYaml('a: [b\n').unclosed, 'flow');
  assert.equal(parseYaml('a: [b]\n').unclosed, undefined);
});

test('text nested beyond reason is refused, not a stack overflow', () => {
  const deep: readonly string[] = [
    `a: ${'['.repeat(30_000)}`,
    `a: ${'['.repeat(3_000)}${']'.repeat(3_000)}`,
    `a: ${'{b: '.repeat(20_000)}`,
    '- '.repeat(30_000),
  ];
  for (const text of deep)
    assert.ok(
      problems(text).some(([, message]) => message === 'exceeded max depth of 10000' || message?.startsWith('did not find')),
      text.slice(0, 20),
    );
  for (const text of ['['.repeat(100_000), `${'['.repeat(100_000)}${']'.repeat(100_000)}`, '{"a":'.repeat(100_000)])
    assert.equal(parseJson(text).problems.length, 1);
});

test('aliases that multiply are refused with the words of go-yaml, ordinary ones are not', () => {
  const bomb = Array.from(
    { length: 20 },
    (_, i) => `k${i}: &a${i} [${i === 0 ? 'x' : Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`,
  ).join('\n');
  assert.deepEqual(problems(bomb), [['alias', 'document contains excessive aliasing']]);
  assert.deepEqual(problems(`a: &a [x, y]\nb: [${Array.from({ length: 50 }, () => '*a').join(', ')}]\n`), []);
});

test('an alias of an anchor around it is told', () => {
  assert.deepEqual(problems('a: &a [*a]\n'), [['alias', "anchor 'a' value contains itself"]]);
  assert.deepEqual(problems('a: *b\n'), [['alias', "unknown anchor 'b' referenced"]]);
});

test('a quote inside a quoted text that nothing closes does not end it', () => {
  const troubles = (text: string) => parseYaml(text).problems.map(p => [text.slice(p.range.start, p.range.end), p.plain]);
  const never = 'This quote is never closed.';
  for (const open of [String.raw`"x\"`, String.raw`"x\\\"`, String.raw`"\"`, "'x''", "'''", "'''''", '" - x\n\\"']) {
    assert.deepEqual(troubles(`a: ${open}`), [[open.split('\n')[0], never]], open);
    assert.equal(parseYaml(`a: ${open}`).unclosed, 'quote');
    assert.equal(troubles(`a: [${open}`)[0]![1], never, open);
  }
  const long = [`"${'\\\\'.repeat(100_000)}"`, `'${"''".repeat(100_000)}'`];
  for (const closed of [String.raw`"x\""`, String.raw`"x\\"`, "'x'''", "''", "''''", '""', ...long])
    assert.deepEqual(troubles(`a: ${closed}`), [], closed.slice(0, 20));
});
