import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable } from '../../../../server/kubernetes/api-resources.ts';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { leftToRule } from '../../../../server/policy/analysis/left-to-rule.ts';
import { policyReach } from '../../../../server/policy/analysis/reachability.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { compilePolicy } from '../../../../server/policy/evaluate.ts';
import { failedSelector } from '../../../../server/policy/match-rule.ts';
import { policyArbitrary } from './random-policies.ts';
import { seenRequests } from './seen-requests.ts';

const api = apiTable(NEWEST_KUBERNETES);

test('a rule decides requests in practice exactly where a request that a server derives from a URL is decided by it', () => {
  let never = 0;
  fc.assert(
    fc.property(policyArbitrary, policy => {
      const reach = runSteps(policyReach(policy, api));
      assert.ok('rules' in reach);
      const { decide } = compilePolicy(policy);
      const seen = seenRequests(policy, api);
      const example = new Map(seen.map(r => [decide(r).rule, r]));
      assert.equal(reach.fallsThrough !== undefined, example.has(null), JSON.stringify(example.get(null) ?? reach.fallsThrough));
      for (const [i, said] of reach.rules.entries()) {
        assert.equal(said.inPractice, example.has(i), `rule ${i}: ${JSON.stringify(example.get(i) ?? said.decides)}`);
        if (said.inPractice || !said.decides) continue;
        never++;
        const own = seen.filter(r => failedSelector(policy.rules[i]!, r) === undefined);
        const covered = (by: readonly number[]) => own.every(r => by.some(k => failedSelector(policy.rules[k]!, r) === undefined));
        assert.ok(said.takenInPracticeBy.every(k => k < i) && covered(said.takenInPracticeBy));
        for (const k of said.takenInPracticeBy) assert.ok(!covered(said.takenInPracticeBy.filter(o => o !== k)), `rule ${k} is to spare`);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(never > 0);
});

test('the rules that take a part of another one are all that do of what a server sees', () => {
  fc.assert(
    fc.property(policyArbitrary, policy => {
      const { decide } = compilePolicy(policy);
      const seen = seenRequests(policy, api);
      for (const [i, rule] of policy.rules.entries()) {
        const taking = new Set(seen.filter(r => failedSelector(rule, r) === undefined).map(r => decide(r).rule));
        taking.delete(i);
        assert.deepEqual(
          leftToRule(policy, i, api)!.taken,
          [...taking].sort((a, b) => a! - b!),
        );
      }
    }),
    { numRuns: 30 },
  );
});
