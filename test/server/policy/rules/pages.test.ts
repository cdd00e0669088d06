import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { type FixKind, factsOf, README, RULE_LIST, silenceOf, withReadmeList, withRuleList } from '../../../../scripts/rule-list.ts';
import { NEWEST_KUBERNETES, parseKubernetesVersion } from '../../../../server/kubernetes/kubernetes-version.ts';
import { applyEdits } from '../../../../server/lint/apply-fixes.ts';
import type { Finding } from '../../../../server/lint/finding.ts';
import { SUPPRESSION_RULES } from '../../../../server/lint/suppression-rules.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { compilePolicy, type Decision } from '../../../../server/policy/evaluate.ts';
import { ruleActions } from '../../../../server/policy/features/rule-actions.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { policySpec } from '../../../../server/policy/policy-spec.ts';
import { LINT_RULES } from '../../../../server/policy/rules/policy-rules.ts';
import { QUERY_RULES } from '../../../../server/query/check/query-rules.ts';
import { requestsFor } from './random-requests.ts';
import { pageIds, pageUrl, readPage, rewritePage } from './rule-page.ts';

/** With UPDATE_PAGES set, what pages say of findings is written anew instead of checked; read the difference. */
const updating = process.env.UPDATE_PAGES !== undefined;

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';
const checker = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
const check = (policy: string) => runSteps(checkerOf(policy).analyse(parsePolicy(policy)));

/** An example may begin with the release that it is about: `# Kubernetes 1.36`. */
function checkerOf(policy: string) {
  const release = /^# Kubernetes (1\.\d+)$/m.exec(policy)?.[1];
  if (release === undefined) return checker;
  const read = parseKubernetesVersion(release);
  assert.ok('minor' in read);
  return createPolicyChecker({ kubernetes: read.minor, levels: {} });
}
const whole = (example: string) => HEAD + example;
/** An example is shorter than a policy, so that some of its rules could go or be joined: only the pages about that are asked about it. */
const OF_SHORT_POLICIES: ReadonlySet<string> = new Set(['redundant-rule', 'mergeable-rules']);
const beside = (id: string, findings: readonly Finding[]) => findings.filter(f => f.code === id || !OF_SHORT_POLICIES.has(f.code));
/** Two rules that tell one mistake from its two ends. */
const TOGETHER: Readonly<Record<string, readonly string[]>> = { 'catch-all-not-last': ['unreachable-rule'] };

/** Rules whose safe fixes change a decision without changing what is recorded, and how decisions are to be read. */
const INTENDED: Readonly<Record<string, (decision: Decision) => Decision>> = {
  'body-level-on-paths': before => (before.level === 'Request' ? { ...before, level: 'Metadata' } : before),
  'body-level-on-streams': before => (before.level === 'Request' ? { ...before, level: 'Metadata' } : before),
  'field-without-effect': d =>
    d.level === 'None'
      ? { ...d, omitStages: [], omitManagedFields: false }
      : d.level === 'Metadata'
        ? { ...d, omitManagedFields: false }
        : d,
  'request-level-on-reads': before => (before.level === 'Request' ? { ...before, level: 'Metadata' } : before),
};

/** A finding as a page tells it: the line in the example, the marked text, the message. */
function told(policy: string, { range, message }: Finding): string {
  const line = policy.slice(HEAD.length, range.start).split('\n').length;
  return `line ${line}, ${policy.slice(range.start, range.end).split('\n')[0]}: ${message}\n`;
}

function fixKind(examples: readonly { readonly text: string; readonly found: readonly Finding[] }[]): FixKind {
  const fixes = examples.flatMap(({ found }) => found.flatMap(f => f.fixes ?? []));
  if (fixes.length > 0) return fixes.some(f => f.safe) ? 'safe' : 'offered';
  const actions = examples.flatMap(({ text, found }) =>
    found.flatMap(f => ruleActions(parsePolicy(text), f.range, [f], { kubernetes: NEWEST_KUBERNETES })),
  );
  const cures = actions.filter(a => a.finding && !a.title.startsWith('Silence'));
  return cures.length === 0 ? 'none' : cures.some(a => a.title.startsWith('Move')) ? 'offered' : 'editor';
}

test('every rule has a page and every page a rule', () => {
  // the pages of rules of queries have a test of their own
  const ofQueries = new Set(['query-errors', ...QUERY_RULES.map(r => r.id)]);
  const ids = pageIds().filter(id => !ofQueries.has(id));
  assert.deepEqual(ids.sort(), LINT_RULES.map(r => r.id).sort());
  assert.equal(new Set(LINT_RULES.map(r => r.id)).size, LINT_RULES.length);
  for (const { id, summary } of LINT_RULES) {
    assert.match(id, /^[a-z]+(-[a-z]+)*$/);
    assert.match(summary, /^[A-Z`].*\.$/);
  }
});

test('the list of rules is current (node scripts/rule-list.ts writes it)', () => {
  const page = readFileSync(RULE_LIST, 'utf8');
  assert.equal(page, withRuleList(page));
  const readme = readFileSync(README, 'utf8');
  assert.equal(readme, withReadmeList(readme));
  assert.match(withReadmeList('<!-- rules:begin -->\n<!-- rules:end -->'), /\(docs\/rules\/verb-case\.md\)/);
});

for (const rule of LINT_RULES) {
  const { id } = rule;
  test(`${id}: its page`, async t => {
    const examples = readPage(id).wrong.map(w => whole(w.policy));
    const found = examples.map(e => check(e).filter(f => f.code === id));
    const expected = {
      summary: rule.summary,
      facts: factsOf(rule, fixKind(examples.map((text, i) => ({ text, found: found[i]! })))),
      told: examples.map((e, i) => found[i]!.map(f => told(e, f)).join('')),
      silence: silenceOf(rule),
    };
    if (updating) rewritePage(id, expected);
    const page = readPage(id);

    await t.test('has the form of all pages', () => {
      assert.equal(page.title, `# ${id}`);
      assert.equal(page.summary, expected.summary);
      assert.equal(page.facts, expected.facts);
      assert.equal(page.silence, expected.silence);
      assert.ok(page.why.length > 100 && page.wrong.length > 0 && page.right.length > 0);
      assert.equal(readFileSync(pageUrl(id), 'utf8').match(/```yaml/g)!.length, page.wrong.length + page.right.length);
    });
    await t.test('right examples are silent', () => {
      for (const example of page.right) assert.deepEqual(beside(id, check(whole(example))), [], example);
    });
    await t.test('wrong examples are found as the page says, and nothing else', () => {
      for (const [i, { told: words, policy }] of page.wrong.entries()) {
        assert.equal(words, expected.told[i]);
        const codes = beside(id, check(whole(policy))).map(f => f.code);
        assert.deepEqual([...new Set(codes.filter(c => !TOGETHER[id]?.includes(c)))], [id], policy);
      }
    });
    await t.test('the comment the page names silences it', () => {
      if (SUPPRESSION_RULES.includes(rule)) return;
      for (const { policy } of page.wrong)
        assert.deepEqual(
          beside(id, check(`# auditscope-ignore-file ${id}: said on the page\n${whole(policy)}`)).filter(
            f => !TOGETHER[id]?.includes(f.code),
          ),
          [],
        );
    });
    await t.test('fixes', () => {
      for (const [i, example] of examples.entries())
        for (const finding of found[i]!)
          for (const fix of finding.fixes ?? []) checkFix(example, finding, fix.safe, applyEdits(example, [fix]));
    });
  });
}

function checkFix(text: string, finding: Finding, safe: boolean, fixed: string): void {
  const [before, after] = [check(text), check(fixed)];
  const count = (findings: readonly Finding[], code: string) => findings.filter(f => f.code === code).length;
  assert.notEqual(fixed, text);
  assert.ok(count(after, finding.code) < count(before, finding.code), `${finding.message}\n${fixed}`);
  for (const { code, message } of beside(finding.code, after))
    assert.ok(count(after, code) <= count(before, code), `${code}: ${message}\n${fixed}`);
  if (!safe) return;
  const specs = [policySpec(parsePolicy(text)), policySpec(parsePolicy(fixed))] as const;
  const [old, now] = specs.map(compilePolicy) as [ReturnType<typeof compilePolicy>, ReturnType<typeof compilePolicy>];
  const intended = INTENDED[finding.code] ?? (d => d);
  fc.assert(
    fc.property(fc.oneof(requestsFor(specs[0], true), requestsFor(specs[1], true)), request => {
      assert.deepEqual(intended(now.decide(request)), intended(old.decide(request)));
    }),
    { numRuns: 150 },
  );
}
