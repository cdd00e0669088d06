import { requestTitle, userWords } from '../describe-simulation.ts';
import { relatedRules, ruleNumbers, wholeRule } from './place-of-rule.ts';
import type { ReachLint } from './policy-lint-rule.ts';
import { removeRule } from './rule-edits.ts';
import { ruleFix } from './rule-fix.ts';

/** Rules that say by themselves why a rule, or the item that matters, matches nothing a server sees. */
const SAYS_WHY: ReadonlySet<string> = new Set([
  'exec-verbs',
  'literal-wildcard',
  'namespace-on-cluster-scoped',
  'null-item',
  'pattern-matches-nothing',
  'resource-names-with-create',
  'unknown-verb',
  'verb-case',
]);

export const unreachableInPractice: ReachLint = {
  id: 'unreachable-in-practice',
  category: 'error-prone',
  level: 'warning',
  summary: 'A rule that decides only requests no API server ever sees.',
  checkReach: (policy, reach, { told }) =>
    policy.rules.flatMap(rule => {
      const { decides, inPractice, takenInPracticeBy } = reach.rules[rule.index]!;
      if (!decides || inPractice) return [];
      if (takenInPracticeBy.length === 0 && told(rule.index).some(f => SAYS_WHY.has(f.code) || f.code.startsWith('refused'))) return [];
      const by = ruleNumbers(takenInPracticeBy);
      const number = rule.index + 1;
      const left = `only requests such as ${requestTitle(decides)}, by ${userWords(decides.user)}, are left, which no API server ever sees`;
      const message =
        takenInPracticeBy.length === 0
          ? `Rule ${number} decides nothing in practice: no API server sees the requests it matches, such as ${requestTitle(decides)}, by ${userWords(decides.user)}. Correct its selectors or remove it.`
          : `Rule ${number} decides nothing in practice: ${by} ${takenInPracticeBy.length === 1 ? 'takes' : 'together take'} every real request it matches; ${left}. Move it before ${takenInPracticeBy.length === 1 ? by : 'them'} or remove it.`;
      return [
        {
          range: wholeRule(policy, rule),
          rule: rule.index,
          message,
          tag: 'unnecessary' as const,
          related: relatedRules(policy, takenInPracticeBy, n => `Rule ${n} takes real requests that rule ${number} matches.`),
          fixes: ruleFix(policy, rule, removeRule, `Remove rule ${number}`),
        },
      ];
    }),
};
