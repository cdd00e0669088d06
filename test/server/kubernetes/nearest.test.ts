import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance, nearest } from '../../../server/kubernetes/nearest.ts';

const fields = ['level', 'users', 'userGroups', 'verbs', 'resources', 'namespaces', 'nonResourceURLs', 'omitStages'];

test('a slip of the fingers is recognised', () => {
  const cases: [string, string | undefined][] = [
    ['resource', 'resources'],
    ['resorces', 'resources'],
    ['usergroups', 'userGroups'],
    ['nonResourceUrls', 'nonResourceURLs'],
    ['vebrs', 'verbs'],
    ['namspace', 'namespaces'],
    ['level', 'level'],
    ['verb', 'verbs'],
    ['comment', undefined],
    ['', undefined],
    ['xyz', undefined],
  ];
  for (const [text, expected] of cases) assert.equal(nearest(text, fields), expected, text);
});

test('short words need one edit, a tie goes to the earlier candidate', () => {
  assert.equal(nearest('git', ['get', 'list']), 'get');
  assert.equal(nearest('pot', ['get', 'put', 'pod']), 'put');
  assert.equal(nearest('ab', ['cd']), undefined);
});

test('edit distance counts insertions, deletions, substitutions and swaps', () => {
  assert.equal(editDistance('kitten', 'sitting'), 3);
  assert.equal(editDistance('vebrs', 'verbs'), 1);
  assert.equal(editDistance('', 'abc'), 3);
  assert.equal(editDistance('abc', ''), 3);
  assert.equal(editDistance('same', 'same'), 0);
  assert.equal(editDistance('abcdef', 'uvwxyz', 3), 3);
});
