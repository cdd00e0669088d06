import { relatedRules, ruleNumbers, wholeRule } from './place-of-rule.ts';
import type { ReachLint } from './policy-lint-rule.ts';
import { removeRule } from './rule-edits.ts';
import { ruleFix } from './rule-fix.ts';

/** More rules than this that would decide instead are not listed. */
const LISTED = 4;

export const redundantRule: ReachLint = {
  id: 'redundant-rule',
  category: 'style',
  level: 'information',
  summary: 'A rule without which every request would be recorded the same.',
  checkReach: (policy, reach) =>
    policy.rules.flatMap(rule => {
      const { redundant, insteadBy } = reach.rules[rule.index]!;
      if (!redundant) return [];
      const number = rule.index + 1;
      const instead =
        insteadBy.length === 0
          ? 'no rule decides its requests, and what no rule decides is not recorded either'
          : `${insteadBy.length > LISTED ? 'later rules record' : `${ruleNumbers(insteadBy)} ${insteadBy.length === 1 ? 'records' : 'record'}`} its requests the same`;
      return [
        {
          range: wholeRule(policy, rule),
          rule: rule.index,
          message: `Rule ${number} changes nothing: without it ${instead}. Remove it, or silence this where it is said on purpose.`,
          tag: 'unnecessary' as const,
          related: relatedRules(policy, insteadBy.slice(0, LISTED), n => `Rule ${n} records the same.`),
          fixes: ruleFix(policy, rule, removeRule, `Remove rule ${number}`),
        },
      ];
    }),
};
