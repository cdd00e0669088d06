import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable } from '../../../../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { leftToRule } from '../../../../server/policy/analysis/left-to-rule.ts';
import { overlappingRules } from '../../../../server/policy/analysis/overlapping-rules.ts';
import { policyReach, type RuleReach } from '../../../../server/policy/analysis/reachability.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { compilePolicy } from '../../../../server/policy/evaluate.ts';
import { failedSelector } from '../../../../server/policy/match-rule.ts';
import { policyArbitrary, universe, universeSize } from './random-policies.ts';

const MOST = 40_000;
const small = policyArbitrary.filter(p => universeSize([p], MOST) < MOST);
const api = apiTable(NEWEST_KUBERNETES);

test('rules that are left out match no request in common, tried one by one', () => {
  fc.assert(
    fc.property(small, policy => {
      const requests = [...universe([policy])];
      for (const [i, rule] of policy.rules.entries()) {
        const kept = overlappingRules(policy.rules, i);
        const own = requests.filter(r => failedSelector(rule, r) === undefined);
        for (let k = 0; k < i; k++)
          if (!kept.includes(k))
            assert.ok(
              own.every(r => failedSelector(policy.rules[k]!, r) !== undefined),
              `rule ${k} and ${i}`,
            );
      }
    }),
    { numRuns: 40 },
  );
});

test('what is left to one rule is what the analysis of the whole policy says, and what the evaluator does', () => {
  fc.assert(
    fc.property(small, policy => {
      const reach = runSteps(policyReach(policy, api));
      assert.ok('rules' in reach);
      const { decide } = compilePolicy(policy);
      const requests = [...universe([policy])];
      for (const [i, rule] of policy.rules.entries()) {
        const left = leftToRule(policy, i, api, [rule, { ...rule, verbs: ['no-request-has-this-verb'] }]);
        assert.ok(left);
        const whole: RuleReach = reach.rules[i]!;
        assert.equal(left.decides !== undefined, whole.decides !== undefined);
        assert.equal(left.inPractice, whole.inPractice);
        if (left.decides) assert.equal(decide(left.decides).rule, i);
        assert.deepEqual(left.takers, whole.decides ? whole.takenInPracticeBy : whole.takenBy);
        assert.deepEqual(left.probed, [left.inPractice, false]);
        const deciding = new Set(requests.filter(r => failedSelector(rule, r) === undefined).map(r => decide(r).rule));
        for (const taker of left.taken) assert.ok(taker < i && deciding.has(taker), `rule ${taker} takes a part of ${i}`);
      }
    }),
    { numRuns: 40 },
  );
});
