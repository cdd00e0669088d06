import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RequestAttributes } from '../../../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../../../server/kubernetes/request-info.ts';
import { compilePolicy } from '../../../server/policy/evaluate.ts';
import { failedSelector } from '../../../server/policy/match-rule.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { policySpec } from '../../../server/policy/policy-spec.ts';
import { vectors } from '../kubernetes/vectors.ts';

interface Evaluation {
  readonly policy: string;
  readonly cases: readonly {
    readonly request: { readonly method: string; readonly url: string; readonly user: string | null; readonly groups: readonly string[] };
    readonly expect: {
      readonly level: string;
      readonly rule: number | null;
      readonly omitStages: readonly string[];
      readonly omitManagedFields: boolean;
    };
  }[];
}

test('8,000 decisions of kube-apiserver, by the compiled policy and by the plain matcher', () => {
  let decisions = 0;
  for (const { policy, cases } of vectors<Evaluation>('conformance/policy-evaluation.jsonl.gz')) {
    const spec = policySpec(parsePolicy(policy));
    const { decide } = compilePolicy(spec);
    for (const { request, expect } of cases) {
      const user = request.user === null ? null : { name: request.user, groups: request.groups };
      const attributes = attributesOf({ ...request, user }) as RequestAttributes;
      const decision = decide(attributes);
      const found = { ...decision, omitStages: [...decision.omitStages].sort() };
      assert.deepEqual(found, {
        level: expect.level,
        rule: expect.rule,
        omitStages: [...expect.omitStages].sort(),
        omitManagedFields: expect.omitManagedFields,
      });
      const first = spec.rules.findIndex(rule => failedSelector(rule, attributes) === undefined);
      assert.equal(first < 0 ? null : first, decision.rule);
      decisions++;
    }
  }
  assert.equal(decisions, 8000);
});
