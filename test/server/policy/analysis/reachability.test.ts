import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable } from '../../../../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { policyReach } from '../../../../server/policy/analysis/reachability.ts';
import { recordedShapes } from '../../../../server/policy/analysis/recorded-shape.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { compilePolicy } from '../../../../server/policy/evaluate.ts';
import { failedSelector } from '../../../../server/policy/match-rule.ts';
import type { PolicySpec } from '../../../../server/policy/policy-spec.ts';
import { policyArbitrary, universe, universeSize } from './random-policies.ts';

const MOST = 40_000;
const small = policyArbitrary.filter(p => universeSize([p], MOST) < MOST);
const api = apiTable(NEWEST_KUBERNETES);

/** Level, stages and managed fields as far as they show in what is recorded, by the evaluator. */
function recordedBy(policy: PolicySpec) {
  const { decide } = compilePolicy(policy);
  const shapes = recordedShapes(policy);
  return (request: Parameters<typeof decide>[0]) => shapes[decide(request).rule ?? policy.rules.length]!.key;
}

test('which rules decide, and which could go, agrees with every request tried one by one', () => {
  fc.assert(
    fc.property(small, policy => {
      const reach = runSteps(policyReach(policy, api));
      assert.ok('rules' in reach);
      const requests = [...universe([policy])];
      const { decide } = compilePolicy(policy);
      const deciding = new Set(requests.map(r => decide(r).rule));
      const recorded = recordedBy(policy);
      const last = policy.rules.length - 1;
      reach.rules.forEach((said, i) => {
        assert.equal(said.decides !== undefined, deciding.has(i), `rule ${i}`);
        if (said.decides) assert.equal(decide(said.decides).rule, i, 'the witness is decided by the rule');
        const without = recordedBy({ ...policy, rules: policy.rules.filter((_, k) => k !== i) });
        const rule = policy.rules[i]!;
        const anything = [rule.users, rule.userGroups, rule.verbs, rule.resources, rule.namespaces, rule.nonResourceURLs].every(
          l => l.length === 0,
        );
        const onPurpose = i === last && anything && rule.level === 'None';
        const spare = deciding.has(i) && !onPurpose && requests.every(r => recorded(r) === without(r));
        assert.equal(said.redundant, spare, `rule ${i} can go`);
        const left = compilePolicy({ ...policy, rules: policy.rules.with(i, { ...rule, verbs: ['no-request-has-this-verb'] }) }).decide;
        const instead = new Set(requests.filter(r => decide(r).rule === i).map(r => left(r).rule));
        instead.delete(null);
        assert.deepEqual(said.insteadBy, spare ? [...instead].sort((a, b) => a! - b!) : []);
      });
      if (reach.fallsThrough) assert.ok(deciding.has(null) && decide(reach.fallsThrough).rule === null);
    }),
    { numRuns: 150 },
  );
});

test('the rules to blame take everything, and none of them is to spare', () => {
  fc.assert(
    fc.property(small, policy => {
      const reach = runSteps(policyReach(policy, api));
      assert.ok('rules' in reach);
      const requests = [...universe([policy])];
      for (const [i, said] of reach.rules.entries()) {
        if (said.decides) {
          assert.deepEqual(said.takenBy, []);
          continue;
        }
        const own = requests.filter(r => failedSelector(policy.rules[i]!, r) === undefined);
        const covered = (by: readonly number[]) => own.every(r => by.some(k => failedSelector(policy.rules[k]!, r) === undefined));
        assert.ok(covered(said.takenBy));
        for (const k of said.takenBy) assert.ok(k < i && !covered(said.takenBy.filter(o => o !== k)), `rule ${k} is to spare`);
      }
    }),
    { numRuns: 100 },
  );
});
