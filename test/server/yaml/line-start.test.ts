import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineAt } from '../../../server/lint/suppression.ts';
import { lineStart } from '../../../server/policy/rules/source-text.ts';
import { columnOf, lineStartOf } from '../../../server/yaml/line-start.ts';

test('the first line begins where the text does, also where it is empty', () => {
  const text = '\nab\n';
  const starts = [0, 1, 2, 3, 4].map(offset => lineStartOf(text, offset));
  assert.deepEqual(starts, [0, 1, 1, 1, 4]);
  assert.equal(columnOf(text, 0), 0);
  assert.deepEqual(lineAt(text, 0), { start: 0, end: 1 });
  assert.equal(lineStart({ text, offset: 0 }, 0), 0);
  assert.equal(lineStart({ text, offset: 2 }, 0), -1);
});
