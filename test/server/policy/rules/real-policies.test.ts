import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { applyFixes } from '../../../../server/lint/apply-fixes.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';

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
    const { text: fixed, findings } = applyFixes(text, before, check);
    assert.deepEqual(
      findings.filter(f => f.fixes?.some(x => x.safe)),
      [],
      file,
    );
    assert.ok(findings.length <= before.length, file);
    assert.equal(parsePolicy(fixed).rules.length, parsePolicy(text).rules.length, file);
  }
});
