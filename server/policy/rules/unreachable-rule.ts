import { relatedRules, ruleNumbers, wholeRule } from './place-of-rule.ts';
import type { ReachLint } from './policy-lint-rule.ts';
import { removeRule } from './rule-edits.ts';
import { ruleFix } from './rule-fix.ts';

export const unreachableRule: ReachLint = {
  id: 'unreachable-rule',
  category: 'error-prone',
  level: 'warning',
  summary: 'A rule that decides no request whatever, because earlier rules take all it matches.',
  checkReach: (policy, reach) =>
    policy.rules.flatMap(rule => {
      const { decides, takenBy } = reach.rules[rule.index]!;
      if (decides) return [];
      const number = rule.index + 1;
      const by = ruleNumbers(takenBy);
      const why =
        takenBy.length === 0
          ? 'its selectors match no request whatever. Correct or remove them.'
          : takenBy.length === 1
            ? `the first rule that matches decides, and ${by} takes every request it matches. Move it before ${by} or remove it.`
            : `the first rule that matches decides, and ${by} together take every request it matches. Move it before them or remove it.`;
      return [
        {
          range: wholeRule(policy, rule),
          rule: rule.index,
          message: `Rule ${number} never decides a request: ${why}`,
          tag: 'unnecessary' as const,
          related: relatedRules(
            policy,
            takenBy,
            n => `Rule ${n} takes ${takenBy.length === 1 ? 'all' : 'some'} of what rule ${number} matches.`,
          ),
          fixes: ruleFix(policy, rule, removeRule, `Remove rule ${number}`),
        },
      ];
    }),
};
