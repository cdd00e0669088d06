import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { RULE_LIST } from '../../../../scripts/rule-list.ts';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { runSteps } from '../../../../server/policy/analysis/run-steps.ts';
import { createPolicyChecker } from '../../../../server/policy/check-policy.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\n';

/** Findings as `line code`, lines counted in the rules. */
function codes(rules: string, levels: Readonly<Record<string, string>> = {}): string[] {
  const { check } = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels });
  return check(parsePolicy(HEAD + rules)).map(f => `${rules.slice(0, f.range.start - HEAD.length).split('\n').length} ${f.code}`);
}

test('the example of the rule list silences what it says', () => {
  const example = /```yaml\n([\s\S]*?)```/.exec(readFileSync(RULE_LIST, 'utf8'))![1]!;
  assert.deepEqual(codes(example), []);
  assert.deepEqual(codes(example.replace(/#.*/g, '')), ['5 secret-bodies', '7 unknown-resource', '9 duplicate-item']);
});

test('a comment before a rule, a field, an entry and an item covers each of them whole', () => {
  const rule = (before: Record<'rule' | 'field' | 'entry' | 'item', string>) => `rules:
  # ${before.rule}
  - level: Metadata
    # ${before.field}
    resources:
      - group: ""
        resources: ["pod"]
      # ${before.entry}
      - group: ""
        resources:
          # ${before.item}
          - node
          - secret
  - level: None
`;
  const comments = (where?: keyof Parameters<typeof rule>[0]) => {
    const none = { rule: '', field: '', entry: '', item: '' };
    return codes(rule(where ? { ...none, [where]: 'auditscope-ignore unknown-resource: a test' } : none)).map(c => c.split(' ')[0]);
  };
  assert.deepEqual(comments(), ['7', '12', '13']);
  assert.deepEqual(comments('rule'), []);
  assert.deepEqual(comments('field'), []);
  assert.deepEqual(comments('entry'), ['7']);
  assert.deepEqual(comments('item'), ['7', '13']);
});

test('a comment before a rule covers a finding about the whole policy that is told there', () => {
  assert.deepEqual(codes('rules:\n  # auditscope-ignore no-catch-all: a test\n  - level: Metadata\n    users: [alice]\n'), []);
});

test('levels of settings: off silences, others change the severity, mistakes are told', () => {
  const rules = 'rules:\n  - level: Metadata\n    users: [alice]\n';
  assert.deepEqual(codes(rules), ['2 no-catch-all']);
  assert.deepEqual(codes(rules, { 'no-catch-all': 'off' }), []);
  const checker = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: { 'no-catch-all': 'error', 'no-such': 'off' } });
  assert.deepEqual(
    checker.check(parsePolicy(HEAD + rules)).map(f => f.severity),
    ['error'],
  );
  assert.deepEqual(checker.problems, ['There is no lint rule "no-such".']);
});

test('where a rule cannot be read, nothing is claimed of what rules decide, and no comment is called unused', () => {
  const rules = 'rules:\n  - level: Metadata\n  # auditscope-ignore secret-bodies: a test\n  - level: RequestResponse\n    verbs: get\n';
  assert.deepEqual(codes(rules), ['5 refused-type']);
});

test('findings name the page of their rule, findings of loading none', () => {
  const { check } = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
  const pages = check(parsePolicy(`${HEAD}rules:\n  - level: Metadata\n    verb: [get]\n    users: ["*"]\n`)).map(f => f.page);
  assert.deepEqual(pages, ['no-catch-all.md', undefined, 'literal-wildcard.md']);
});

test('what a rule shares with an equal rule is placed at each of them', () => {
  const rule = '  - level: Metadata\n    verbs: ["GET"]\n    resources: [{group: ""}]\n';
  assert.deepEqual(codes(`rules:\n${rule}${rule}  - level: None\n`), ['3 verb-case', '6 verb-case']);
});

test('a rule about a service account that an earlier rule takes by its group records nothing', () => {
  const policy = (group: string) => `rules:
  - level: None
    userGroups: ["${group}"]
  - level: RequestResponse
    users: ["system:serviceaccount:ci:bot"]
  - level: Metadata
`;
  assert.deepEqual(codes(policy('system:serviceaccounts:ci')), []);
  assert.deepEqual(codes(policy('system:serviceaccounts:shop')), ['4 secret-bodies']);
});

const DEAD =
  'rules:\n  - level: Metadata\n    users: [a]\n  # auditscope-ignore unreachable-rule: a test\n  - level: None\n    users: [a]\n  - level: None\n';

test('a comment about the analysis is judged by the analysis only', () => {
  const { check, analyse } = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {} });
  const policy = parsePolicy(HEAD + DEAD);
  assert.deepEqual(check(policy), []);
  assert.deepEqual(runSteps(analyse(policy)), []);
  const alive = parsePolicy(HEAD + DEAD.replace('users: [a]\n  - level: None', 'users: [b]\n  - level: Request'));
  assert.ok(!check(alive).some(f => f.code === 'unused-suppression'));
  assert.ok(runSteps(analyse(alive)).some(f => f.code === 'unused-suppression'));
});

test('an analysis that needs too much says so once, and nothing is claimed in its place', () => {
  const { analyse } = createPolicyChecker({ kubernetes: NEWEST_KUBERNETES, levels: {}, analysisLimit: 2 });
  const [only, ...rest] = runSteps(analyse(parsePolicy(HEAD + DEAD)));
  assert.deepEqual(rest, []);
  assert.deepEqual([only!.code, only!.severity], ['analysis-stopped', 'information']);
  assert.match(only!.message, /stopped after more than 2 nodes/);
});
