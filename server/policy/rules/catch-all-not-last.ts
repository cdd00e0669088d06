import { unconditionalRules } from './catch-all.ts';
import { ruleLine } from './place-of-rule.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { removeRule } from './rule-edits.ts';
import { ruleFix } from './rule-fix.ts';

/** The editor offers to move the rule, with its comments, as it does for other rules in the wrong place. */
export const catchAllNotLast: WholePolicyLint = {
  id: 'catch-all-not-last',
  category: 'error-prone',
  level: 'warning',
  summary: 'A rule without selectors that is not the last: it decides everything, the rules after it nothing.',
  checkPolicy: policy => {
    const [rule, next] = unconditionalRules(policy);
    const last = policy.rules.at(-1);
    if (!rule || !last || rule === last) return [];
    const after = last.index - rule.index;
    const others = after === 1 ? 'the rule after it decides' : `the ${after} rules after it decide`;
    const remedy =
      next === undefined
        ? 'Move it to the end.'
        : next === last
          ? `Rule ${last.index + 1} at the end has none either: keep that one.`
          : `Rule ${next.index + 1} has none either: keep one of them, at the end.`;
    return [
      {
        range: ruleLine(rule),
        rule: rule.index,
        message: `Rule ${rule.index + 1} has no selectors, so it decides every request that reaches it, and ${others} nothing. ${remedy}`,
        fixes: next === last ? ruleFix(policy, rule, removeRule, `Remove rule ${rule.index + 1}`) : [],
      },
    ];
  },
};
