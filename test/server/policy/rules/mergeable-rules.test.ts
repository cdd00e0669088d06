import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { failedSelector } from '../../../../server/policy/match-rule.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import type { RuleSpec } from '../../../../server/policy/policy-spec.ts';
import { policyArbitrary, universe, universeSize } from '../analysis/random-policies.ts';

const checker = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });

const LISTS = ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs', 'resources'] as const;
type List = (typeof LISTS)[number];

const MOST = 30_000;
const single = policyArbitrary.map(p => p.rules[0]!);

/** Two rules that record the same and mostly differ in few lists. */
const neighbours = fc
  .tuple(single, single, fc.constantFrom<readonly List[]>(...LISTS.map(l => [l]), ['resources'], ['verbs'], ['verbs', 'resources'], []))
  .map(([a, other, changed]): [RuleSpec, RuleSpec] => [a, { ...a, ...Object.fromEntries(changed.map(list => [list, other[list]])) }])
  .filter(rules => rules.every(isAccepted) && universeSize([policyOf(rules)], MOST) < MOST);

/** What validation allows: a rule is for resources or for paths. */
const isAccepted = (r: RuleSpec) => r.nonResourceURLs.length === 0 || (r.resources.length === 0 && r.namespaces.length === 0);
const policyOf = (rules: readonly RuleSpec[]) => ({ rules, omitStages: [], omitManagedFields: false });

/** The list the lint rule says two neighbours could share, if any. */
function listToJoin(rules: readonly RuleSpec[]): string | undefined {
  const text = JSON.stringify({ apiVersion: 'audit.k8s.io/v1', kind: 'Policy', rules });
  const found = checker.check(parsePolicy(text)).find(f => f.code === 'mergeable-rules');
  return found && /differ in (\w+) only/.exec(found.message)![1];
}

const joinedIn = (list: List, a: RuleSpec, b: RuleSpec): RuleSpec => ({ ...a, [list]: [...a[list], ...b[list]] });
const sameList = (list: List, a: RuleSpec, b: RuleSpec) => JSON.stringify([...a[list]].sort()) === JSON.stringify([...b[list]].sort());

test('neighbours said to be one rule in two are matched alike by the joined rule; those not said differ in more', () => {
  const count = { said: 0, unsaid: 0 };
  fc.assert(
    fc.property(neighbours, ([a, b]) => {
      const said = listToJoin([a, b]);
      count[said ? 'said' : 'unsaid']++;
      const requests = [...universe([policyOf([a, b])])];
      const takes = (rule: RuleSpec) => (r: (typeof requests)[number]) => failedSelector(rule, r) === undefined;
      const [byA, byB] = [takes(a), takes(b)];
      if (said) {
        const joined = takes(joinedIn(said as List, a, b));
        for (const r of requests) assert.equal(joined(r), byA(r) || byB(r), JSON.stringify(r));
        return;
      }
      const contained = requests.every(r => !byA(r) || byB(r)) || requests.every(r => !byB(r) || byA(r));
      const different = LISTS.filter(list => !sameList(list, a, b));
      assert.ok(contained || different.length !== 1, `they could be joined in ${different}`);
    }),
    { numRuns: 600 },
  );
  assert.ok(count.said > 20 && count.unsaid > 20, JSON.stringify(count));
});
