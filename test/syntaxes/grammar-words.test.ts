import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RESERVED } from '../../server/query/syntax/keywords.ts';

interface Rule {
  readonly include?: string;
  readonly match?: string;
  readonly name?: string;
  readonly patterns?: readonly Rule[];
  readonly repository?: Readonly<Record<string, Rule>>;
}

const read = (name: string): Rule => JSON.parse(readFileSync(new URL(`../../syntaxes/${name}`, import.meta.url), 'utf8')) as Rule;
const grammar = read('sls-query.tmLanguage.json');

test('every word that the parser reserves is a keyword, constant or function of the grammar', () => {
  const rules = ['literals', 'calls', 'keywords'].flatMap(name => grammar.repository![name]!.patterns!);
  const matches = (word: string) =>
    rules.some(({ match = '', name = '' }) => {
      const found = new RegExp(match.replace('(?i)', ''), 'i').exec(`${word} (`);
      return found?.[0] === word && /^(?:keyword|constant|support\.function)/.test(name);
    });
  // `grouping` is a function, and a keyword only before `sets`
  assert.deepEqual(
    [...RESERVED].filter(word => !matches(word) && word !== 'grouping'),
    [],
  );
  assert.equal(matches('verb'), true, 'a call');
  assert.equal(
    rules.some(({ match = '' }) => new RegExp(match.replace('(?i)', ''), 'i').test('verb')),
    false,
  );
});

test('every include of the grammars is there', () => {
  for (const name of ['sls-query.tmLanguage.json', 'sls-query-in-yaml.tmLanguage.json']) {
    const root = read(name);
    const includes = [...JSON.stringify(root).matchAll(/"include":"([^"]+)"/g)].map(m => m[1]!);
    assert.ok(includes.length > 0);
    for (const include of includes) {
      assert.ok(include === 'source.sls-query' || root.repository?.[include.slice(1)], `${name}: ${include}`);
    }
  }
});
