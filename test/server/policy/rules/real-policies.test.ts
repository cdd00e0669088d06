import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { applyFixes } from '../../../../server/lint/apply-fixes.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { compilePolicy } from '../../../../server/policy/evaluate.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { type PolicySpec, policySpec } from '../../../../server/policy/policy-spec.ts';
import { requestsFor } from './random-requests.ts';
import { recordedOf } from './recorded-of.ts';

type Decide = ReturnType<typeof compilePolicy>['decide'];

const FOLDER = new URL('../fixtures/real-policies/', import.meta.url);
const SNAPSHOT = new URL('findings.txt', FOLDER);
const files = readdirSync(FOLDER)
  .filter(f => f.endsWith('.yaml'))
  .sort();
const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8');
const checker = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
const check = (text: string) => runSteps(checker.analyse(parsePolicy(text)));

/** The lint rules' findings in full; of what loading says only the codes, which tests of their own cover. */
function findingsOf(file: string): string {
  const text = textOf(file);
  const findings = check(text);
  const loading = [...new Set(findings.filter(f => f.page === undefined).map(f => `  ${f.severity} ${f.code}`))];
  const lints = findings.filter(f => f.page !== undefined);
  const lines = lints.map(({ range, severity, code, message }) => {
    const before = text.slice(0, range.start).split('\n');
    const marked = text.slice(range.start, range.end).split('\n')[0]!;
    return `  ${before.length}:${before.at(-1)!.length + 1} ${severity} ${code} at ${marked}\n    ${message}`;
  });
  return `${file}\n${[...loading, ...lines].join('\n') || '  nothing'}\n`;
}

test('what is found in real policies is what was reviewed', () => {
  const found = files.map(findingsOf).join('\n');
  if (process.env.UPDATE_FINDINGS !== undefined) writeFileSync(SNAPSHOT, found);
  assert.equal(found, readFileSync(SNAPSHOT, 'utf8'));
  assert.ok(files.length >= 40);
});

test('fix-all on a real policy ends, adds nothing and leaves a policy as readable as before', () => {
  for (const file of files) {
    const text = textOf(file);
    const before = check(text);
    const { text: fixed, findings } = applyFixes(text, check);
    assert.deepEqual(
      findings.filter(f => f.fixes?.some(x => x.safe)),
      [],
      file,
    );
    assert.ok(findings.length <= before.length, file);
    assert.equal(parsePolicy(fixed).rules.length, parsePolicy(text).rules.length, file);
  }
});

test('fix-all on a real policy changes nothing that is recorded', () => {
  let fixed = 0;
  for (const file of files) {
    const text = textOf(file);
    const { text: after, applied } = applyFixes(text, check);
    if (applied === 0) continue;
    fixed++;
    const specs = [text, after].map(t => policySpec(parsePolicy(t))) as [PolicySpec, PolicySpec];
    const [old, now] = specs.map(spec => compilePolicy(spec).decide) as [Decide, Decide];
    const request = fc.oneof(requestsFor(specs[0], true), requestsFor(specs[1], true));
    fc.assert(
      fc.property(request, r => {
        assert.deepEqual(recordedOf(now(r), r), recordedOf(old(r), r), file);
      }),
      { numRuns: 300 },
    );
  }
  assert.ok(fixed >= 10, String(fixed));
});
