import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LintRule } from '../../../server/lint/lint-rule.ts';
import { ruleLevels, severityOf } from '../../../server/lint/rule-levels.ts';

const rule = (id: string, level: LintRule['level']): LintRule => ({ id, level, category: 'style', summary: 'A test.' });
const rules = [rule('some-rule', 'warning'), rule('other-rule', 'hint')];

test('settings change levels; the rest keeps its own', () => {
  const { levels, problems } = ruleLevels(rules, { 'other-rule': 'error' });
  assert.deepEqual(
    [...levels],
    [
      ['some-rule', 'warning'],
      ['other-rule', 'error'],
    ],
  );
  assert.deepEqual(problems, []);
  assert.equal(severityOf(levels, rules[1]!), 'error');
});

test('a rule that is off has no severity', () => {
  assert.equal(severityOf(ruleLevels(rules, { 'some-rule': 'off' }).levels, rules[0]!), undefined);
});

test('unknown ids and levels are told and change nothing', () => {
  const { levels, problems } = ruleLevels(rules, { 'no-such-rule': 'off', 'some-rule': 'loud', constructor: 'off' });
  assert.equal(levels.get('some-rule'), 'warning');
  assert.deepEqual(problems, [
    'There is no lint rule "no-such-rule".',
    '"loud" is no level for the rule some-rule; levels are off, hint, information, warning, error.',
    'There is no lint rule "constructor".',
  ]);
});
