import { shift } from '../../yaml/node.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { type RuleSpec, ruleSpec } from '../policy-spec.ts';
import { kept } from './kept.ts';
import { relatedRules, ruleLine } from './place-of-rule.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

const LISTS = ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs', 'resources'] as const;
type List = (typeof LISTS)[number];

export const mergeableRules: WholePolicyLint = {
  id: 'mergeable-rules',
  category: 'style',
  level: 'hint',
  summary: 'Two neighbouring rules that differ in one list only and could be one rule.',
  checkPolicy: policy =>
    policy.rules.slice(1).flatMap((rule, i) => {
      const before = policy.rules[i]!;
      const list = differsIn(before, rule);
      if (!list || hasOwnComment(policy.text, before, rule)) return [];
      return [
        {
          range: ruleLine(rule),
          rule: rule.index,
          message: `Rules ${before.index + 1} and ${rule.index + 1} differ in ${list} only, so they decide the same as one rule with both lists of ${list}. Join them.`,
          related: relatedRules(policy, [before.index], n => `Rule ${n}, with which it could be one.`),
        },
      ];
    }),
};

/** A rule's lists as sets, and what it records. */
const form = kept((rule: PolicyRule['body']) => {
  const spec: RuleSpec = ruleSpec(rule);
  const set = (items: readonly unknown[]) => JSON.stringify([...new Set(items.map(i => JSON.stringify(i)))].sort());
  return {
    spec,
    lists: Object.fromEntries(LISTS.map(l => [l, set(spec[l])])) as Record<List, string>,
    records: JSON.stringify([spec.level, [...new Set(spec.omitStages)].sort(), spec.omitManagedFields ?? null]),
  };
});

/** The one list in which two rules differ that record the same; the items of a list are alternatives, so the lists could be one. */
function differsIn(a: PolicyRule, b: PolicyRule): List | undefined {
  const [left, right] = [form(a.body), form(b.body)];
  if (left.records !== right.records) return undefined;
  const different = LISTS.filter(l => left.lists[l] !== right.lists[l]);
  const [only] = different;
  // an empty list is no list of alternatives: it asks nothing
  if (different.length !== 1 || left.spec[only!].length === 0 || right.spec[only!].length === 0) return undefined;
  return only;
}

/** A comment between two rules gives each a reason of its own. */
function hasOwnComment(text: string, before: PolicyRule, rule: PolicyRule): boolean {
  const between = { start: shift(before.body.range, before.offset).start, end: shift(rule.body.range, rule.offset).start };
  return /^[ \t]*#/m.test(text.slice(between.start, between.end));
}
