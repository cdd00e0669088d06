import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { applyEdits, applyFixes } from '../../../../server/lint/apply-fixes.ts';
import type { TextRange } from '../../../../server/lint/finding.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { compilePolicy } from '../../../../server/policy/evaluate.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { policySpec } from '../../../../server/policy/policy-spec.ts';
import { mutatedText, YAML_PIECES } from '../mutated-text.ts';
import { requestsFor } from './random-requests.ts';

const checker = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
const check = (text: string) => runSteps(checker.analyse(parsePolicy(text)));

/** The same values written once and used again: no fix may take a place that stands for several. */
const ANCHORS = `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  - level: Metadata
    verbs: &verbs [get, "get", GET]
    resources: &resources
      - group: &group core
        resources: &pods [pods, pods, po]
      - group: ""
        resourceNames: ["*", "*"]
        resources: *pods
  - &rule
    level: Request
    nonResourceURLs: &urls [/healthz*, /healthz*]
    verbs: *verbs
  - <<: *rule
    level: RequestResponse
  - level: Metadata
    users: &users ["*", a]
    userGroups: *users
    resources:
      - group: *group
        resources: *pods
  - level: Metadata
    resources: *resources
`;

const folder = new URL('../fixtures/real-policies/', import.meta.url);
const texts = [
  ANCHORS,
  ...readdirSync(folder)
    .filter(f => f.endsWith('.yaml'))
    .map(f => readFileSync(new URL(f, folder), 'utf8')),
];
const piece = fc.constantFrom(...YAML_PIECES, ' # auditscope-ignore x', '*', '*pods', 'GET', 'verbs: ["*"]');
const mutated = mutatedText(texts, piece);

test('checking a mutated policy never throws, and every place and edit lies in the text', () => {
  fc.assert(
    fc.property(mutated, text => {
      const inside = ({ start, end }: TextRange) =>
        assert.ok(0 <= start && start <= end && end <= text.length, JSON.stringify({ start, end, length: text.length }));
      for (const finding of check(text)) {
        inside(finding.range);
        for (const { range } of finding.related ?? []) inside(range);
        for (const fix of finding.fixes ?? []) {
          for (const { range } of fix.edits) inside(range);
          check(applyEdits(text, [fix]));
        }
      }
    }),
    { numRuns: 150, examples: [['apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: None\n- ']] },
  );
});

test('fixes of values that are written once and used again change no more than they say', () => {
  const { text } = applyFixes(ANCHORS, check);
  const spec = policySpec(parsePolicy(ANCHORS));
  const [old, now] = [compilePolicy(spec).decide, compilePolicy(policySpec(parsePolicy(text))).decide];
  fc.assert(
    fc.property(requestsFor(spec, true), request => {
      const before = old(request);
      // the one intended change: Request on paths becomes Metadata
      assert.deepEqual(now(request), { ...before, level: before.rule === 1 ? 'Metadata' : before.level }, text);
    }),
    { numRuns: 500 },
  );
  for (const finding of check(ANCHORS)) {
    for (const fix of finding.fixes ?? []) {
      const after = check(applyEdits(ANCHORS, [fix]));
      assert.ok(!after.some(f => f.code.startsWith('refused')), `${fix.title}\n${applyEdits(ANCHORS, [fix])}`);
    }
  }
});
