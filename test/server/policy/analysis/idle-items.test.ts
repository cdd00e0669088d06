import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable } from '../../../../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import type { IdleItem } from '../../../../server/policy/analysis/idle-items.ts';
import { policyReach } from '../../../../server/policy/analysis/reachability.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { failedSelector } from '../../../../server/policy/match-rule.ts';
import type { RuleSpec } from '../../../../server/policy/policy-spec.ts';
import { policyArbitrary, universe, universeSize } from './random-policies.ts';

const MOST = 20_000;
const small = policyArbitrary.filter(p => universeSize([p], MOST) < MOST);
const api = apiTable(NEWEST_KUBERNETES);

type Item = Omit<IdleItem, 'takenBy'>;

/** Every item of a list with several, as long as it does not stand in the list again, and the rule without it. */
function items(rule: RuleSpec): (Item & { readonly without: RuleSpec })[] {
  const found: (Item & { readonly without: RuleSpec })[] = [];
  const visit = (list: readonly unknown[], at: Omit<Item, 'index'>, without: (index: number) => RuleSpec) => {
    const texts = list.map(i => JSON.stringify(i));
    if (list.length > 1)
      for (const index of list.keys())
        if (!texts.slice(index + 1).includes(texts[index]!)) found.push({ ...at, index, without: without(index) });
  };
  const less = <T>(list: readonly T[], index: number) => list.filter((_, i) => i !== index);
  for (const field of ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs'] as const)
    visit(rule[field], { field, entry: undefined }, i => ({ ...rule, [field]: less(rule[field], i) }));
  visit(rule.resources, { field: 'entries', entry: undefined }, i => ({ ...rule, resources: less(rule.resources, i) }));
  for (const [entry, e] of rule.resources.entries()) {
    const withEntry = (changed: Partial<typeof e>): RuleSpec => ({
      ...rule,
      resources: rule.resources.map((o, k) => (k === entry ? { ...o, ...changed } : o)),
    });
    visit(e.resources, { field: 'resources', entry }, i => withEntry({ resources: less(e.resources, i) }));
    if (e.resources.length > 0)
      visit(e.resourceNames, { field: 'resourceNames', entry }, i => withEntry({ resourceNames: less(e.resourceNames, i) }));
  }
  return found;
}

test('items said to be without effect are exactly those, and the rules named take what they would add', () => {
  fc.assert(
    fc.property(small, policy => {
      const reach = runSteps(policyReach(policy, api));
      assert.ok('rules' in reach);
      const requests = [...universe([policy])];
      const takes = (rule: RuleSpec) => (r: (typeof requests)[number]) => failedSelector(rule, r) === undefined;
      for (const [i, said] of reach.rules.entries()) {
        if (!said.decides) {
          assert.deepEqual(said.idleItems, []);
          continue;
        }
        const rule = policy.rules[i]!;
        const earlier = policy.rules.slice(0, i);
        const own = requests.filter(takes(rule));
        const decided = own.filter(r => !earlier.some(e => takes(e)(r)));
        const idle = items(rule).filter(({ without }) => decided.every(takes(without)));
        const key = ({ field, entry, index }: Item) => JSON.stringify([field, entry, index]);
        assert.deepEqual(said.idleItems.map(key).sort(), idle.map(key).sort());
        for (const item of idle) {
          const { takenBy } = said.idleItems.find(s => key(s) === key(item))!;
          const added = own.filter(r => !takes(item.without)(r));
          const covered = (by: readonly number[]) => added.every(r => by.some(k => takes(policy.rules[k]!)(r)));
          assert.ok(takenBy.every(k => k < i) && covered(takenBy));
          for (const k of takenBy) assert.ok(!covered(takenBy.filter(o => o !== k)), `rule ${k} is to spare`);
        }
      }
    }),
    { numRuns: 100 },
  );
});
