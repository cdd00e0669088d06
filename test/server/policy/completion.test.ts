import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { withoutPlaceholders } from '../../../server/language/to-completion-item.ts';
import { createPolicyChecker } from '../../../server/policy/check-policy.ts';
import { COMMON_RULES } from '../../../server/policy/features/common-rules.ts';
import { completionsAt } from '../../../server/policy/features/completion.ts';
import type { Completion } from '../../../server/policy/features/completion-item.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { policySpec } from '../../../server/policy/policy-spec.ts';
import { atCursor } from './marked-text.ts';

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';
const sample = readFileSync(new URL('fixtures/guide-sample-policy.yaml', import.meta.url), 'utf8');

function at(marked: string, kubernetes = 37): { readonly text: string; readonly items: readonly Completion[] } {
  const { text, offset } = atCursor(marked);
  return { text, items: completionsAt(parsePolicy(text), offset, { kubernetes }) };
}

const labels = (marked: string, kubernetes?: number) => at(marked, kubernetes).items.map(i => i.label);

/** The text after the item with this label was accepted, placeholders left empty. */
function accepted(marked: string, label: string): string {
  const { text, items } = at(marked);
  const item = items.find(i => i.label === label);
  assert.ok(item, `${label} in ${items.map(i => i.label)}`);
  const insert = item.snippet ? withoutPlaceholders(item.insert) : item.insert;
  return text.slice(0, item.replace.start) + insert + text.slice(item.replace.end);
}

const FIELDS = ['users', 'userGroups', 'verbs', 'resources', 'namespaces', 'nonResourceURLs', 'omitStages', 'omitManagedFields'];

test('fields that a rule does not have yet are offered, in block and flow style and in JSON', () => {
  assert.deepEqual(labels(`${HEAD}  - level: None\n    ¦\n`), FIELDS);
  assert.deepEqual(labels(`${HEAD}  - level: None\n    ver¦\n    users: [a]\n`), FIELDS.slice(1));
  assert.deepEqual(labels(`${HEAD}  - {level: None, ¦}\n`), FIELDS);
  assert.deepEqual(labels('{"apiVersion": "audit.k8s.io/v1", "rules": [{"level": "None", "¦"}]}'), FIELDS);
  assert.deepEqual(labels('{"apiVersion": "audit.k8s.io/v1", "rules": [{"level": "None", ¦'), FIELDS);
});

test('after a dash a rule begins: with a field or as a whole', () => {
  const offered = labels(`${HEAD}  - level: None\n  - ¦\n`);
  assert.deepEqual(offered.slice(0, 2), ['level', 'users']);
  assert.ok(offered.includes('rule for resources'));
  assert.equal(
    accepted(`${HEAD}  - level: None\n  - ¦\n`, 'rule for resources'),
    `${HEAD}  - level: None\n  - level: \n    resources:\n      - group: ""\n        resources: [""]\n`,
  );
});

test('in the column of the dashes a new rule is offered with its dash', () => {
  assert.equal(accepted(`${HEAD}  - level: None\n  ¦\n`, 'level'), `${HEAD}  - level: None\n  - level: \n`);
  const flush = HEAD.replace('rules', 'omitStages: [Panic]\nrules');
  const offered = labels(`${flush}- level: None\n¦`);
  assert.ok(offered.includes('rule for paths') && offered.includes('metadata') && !offered.includes('kind'));
  assert.equal(
    accepted(`${flush}- level: None\n¦`, 'rule for resources'),
    `${flush}- level: None\n- level: \n  resources:\n  - group: ""\n    resources: [""]`,
  );
});

test('levels are offered with and without a space after the colon, alone and half-written', () => {
  const levels = ['None', 'Metadata', 'Request', 'RequestResponse'];
  for (const place of ['- level: ¦', '- level:¦', '- level: Meta¦', '- level: "¦"', '- {level: ¦}', '- {level: Re¦, users: [a]}']) {
    assert.deepEqual(labels(`${HEAD}  ${place}\n`), levels, place);
    assert.equal(parsePolicy(accepted(`${HEAD}  ${place}\n`, 'Request')).rules[0]!.body.level?.value, 'Request', place);
  }
});

test('verbs that the resources of the rule are served with come first', () => {
  const rule = (verbs: string, resource: string) =>
    `${HEAD}  - level: None\n    verbs: ${verbs}\n    resources:\n      - group: ""\n        resources: ["${resource}"]\n`;
  assert.deepEqual(labels(rule('[¦]', 'pods/exec')).slice(0, 2), ['get', 'create']);
  assert.deepEqual(labels(rule('[get, ¦]', 'pods/log'))[0], 'list');
  assert.equal(at(rule('[¦]', 'pods/log')).items[1]!.detail, 'not served by these resources');
  assert.deepEqual(labels(`${HEAD}  - level: None\n    nonResourceURLs: [/x]\n    verbs: [¦]\n`).slice(0, 3), ['get', 'head', 'post']);
});

test('values are written so that YAML reads them back', () => {
  const cases: [string, string, string][] = [
    ['verbs: [get, ¦]', 'list', 'verbs: [get, list]'],
    ['verbs: ["get", ¦]', 'list', 'verbs: ["get", "list"]'],
    ['verbs: ["get", "l¦"]', 'list', 'verbs: ["get", "list"]'],
    ['verbs: ["get", "l¦', 'list', 'verbs: ["get", "list"'],
    ["verbs: ['get', 'l¦']", 'list', "verbs: ['get', 'list']"],
    ['verbs: ¦', 'list', 'verbs: ["list"]'],
    ['verbs:\n      ¦', 'list', 'verbs:\n      - list'],
    ['verbs:\n      - get\n      - ¦', 'list', 'verbs:\n      - get\n      - list'],
    ['verbs:\n      - get\n      ¦', 'list', 'verbs:\n      - get\n      - list'],
    ['verbs:\n    - "get"\n    - ¦', 'list', 'verbs:\n    - "get"\n    - "list"'],
    ['namespaces: [¦]', '""', 'namespaces: [""]'],
    ['nonResourceURLs: [¦]', '/healthz*', 'nonResourceURLs: [/healthz*]'],
    ['nonResourceURLs: [¦]', '*', 'nonResourceURLs: ["*"]'],
    ['users: [¦]', 'system:kube-proxy', 'users: [system:kube-proxy]'],
    ['omitManagedFields: ¦', 'true', 'omitManagedFields: true'],
    ['resources:\n      - group: ap¦', 'apps', 'resources:\n      - group: apps'],
    ['resources:\n      - group: ¦', '""', 'resources:\n      - group: ""'],
    ['resources:\n      - group: "¦"', '""', 'resources:\n      - group: ""'],
    [
      'resources:\n      - group: apps\n        resources: ["d¦"]',
      'deployments/scale',
      'resources:\n      - group: apps\n        resources: ["deployments/scale"]',
    ],
    [
      'resources:\n      - group: ""\n        resources: [pods, pods/e¦]',
      'pods/exec',
      'resources:\n      - group: ""\n        resources: [pods, pods/exec]',
    ],
    ['resources:\n      ¦', 'API group with resources', 'resources:\n      - group: ""\n        resources: [""]'],
    ['omitStages: [¦]', 'Panic', 'omitStages: [Panic]'],
  ];
  for (const [typed, label, expected] of cases) {
    const marked = `${HEAD}  - level: None\n    ${typed}\n  - level: Metadata\n`;
    assert.equal(accepted(marked, label), `${HEAD}  - level: None\n    ${expected}\n  - level: Metadata\n`, typed);
  }
});

test('in JSON values and fields keep JSON valid', () => {
  const head = '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": ';
  const cases: [string, string, string][] = [
    ['[{"level": ¦}]', 'None', '[{"level": "None"}]'],
    ['[{"level": "M¦"}]', 'None', '[{"level": "None"}]'],
    ['[{"level": "None", "verbs": ["get", ¦]}]', 'list', '[{"level": "None", "verbs": ["get", "list"]}]'],
    ['[{"level": "None", "verbs": ¦}]', 'list', '[{"level": "None", "verbs": ["list"]}]'],
    ['[{"level": "None", ¦}]', 'users', '[{"level": "None", "users": [""]}]'],
    ['[{"level": "None", "¦"}]', 'users', '[{"level": "None", "users": [""]}]'],
    [
      '[{"level": "None", "resources": [{"group": "apps", "resources": ["¦"]}]}]',
      'deployments',
      '[{"level": "None", "resources": [{"group": "apps", "resources": ["deployments"]}]}]',
    ],
  ];
  for (const [typed, label, expected] of cases) assert.equal(accepted(`${head}${typed}}`, label), `${head}${expected}}`, typed);
});

test('resources are those of the group and the release, found by short name and kind too', () => {
  const entry = (group: string) => `${HEAD}  - level: None\n    resources:\n      - group: ${group}\n        resources: [¦]\n`;
  assert.ok(labels(entry('apps')).includes('deployments/scale'));
  assert.ok(!labels(entry('apps')).includes('pods'));
  assert.match(at(entry('apps')).items.find(i => i.label === 'deployments')!.filterText!, /deploy/);
  assert.ok(labels(entry('policy'), 24).includes('podsecuritypolicies'));
  assert.ok(!labels(entry('policy'), 25).includes('podsecuritypolicies'));
  const groups = `${HEAD}  - level: None\n    resources:\n      - group: ¦\n`;
  assert.ok(labels(groups, 36).includes('*') && !labels(groups, 35).includes('*'));
});

test("the policy's own users, groups, namespaces and custom resources come before the well-known ones", () => {
  const policy = (typed: string) =>
    `${HEAD}  - level: None\n    users: [bot]\n    userGroups: [ops]\n    namespaces: [shop]\n    resources:\n      - group: example.com\n        resources: [widgets]\n  - level: None\n    ${typed}\n`;
  assert.deepEqual(labels(policy('users: [¦]')).slice(0, 2), ['bot', 'system:anonymous']);
  assert.deepEqual(labels(policy('userGroups: [¦]')).slice(0, 2), ['ops', 'system:authenticated']);
  assert.deepEqual(labels(policy('namespaces: [¦]')).slice(0, 2), ['shop', 'kube-system']);
  assert.ok(labels(policy('resources:\n      - group: ¦')).includes('example.com'));
  assert.deepEqual(labels(policy('resources:\n      - group: example.com\n        resources: [¦]')).slice(0, 2), ['widgets', '*']);
});

test('rules that many policies need are offered whole, read as they are meant and leave nothing to find', () => {
  const checker = createPolicyChecker({ kubernetes: 37, levels: {} });
  for (const { label, rule } of COMMON_RULES) {
    const block = accepted(`${HEAD}  - ¦\n  - level: Metadata\n`, label);
    const flush = accepted(`${HEAD}- ¦\n- level: Metadata\n`, label);
    const json = accepted('{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": [¦, {"level": "Metadata"}]}', label);
    for (const text of [block, flush, json]) {
      const [first] = policySpec(parsePolicy(text)).rules;
      assert.deepEqual(
        { level: first?.level, verbs: first?.verbs, paths: first?.nonResourceURLs, resources: first?.resources },
        {
          level: rule.level,
          verbs: rule.verbs ?? [],
          paths: rule.nonResourceURLs ?? [],
          resources: (rule.resources ?? []).map(e => ({ group: e.group, resources: e.resources ?? [], resourceNames: [] })),
        },
        text,
      );
    }
    if (label === 'rule for all changes') continue; // needs the rule for secrets before it, as it says
    assert.deepEqual(
      checker.check(parsePolicy(block)).filter(f => f.severity !== 'hint' && f.rule === 0),
      [],
      label,
    );
  }
});

test('in suppression comments the form and the ids of the lint rules are offered, with what they find', () => {
  const comment = (text: string) => `${HEAD}  ${text}\n  - level: None\n`;
  assert.deepEqual(labels(comment('# audit¦')), ['auditscope-ignore', 'auditscope-ignore-file']);
  assert.equal(accepted(comment('# audit¦'), 'auditscope-ignore'), comment('# auditscope-ignore '));
  assert.ok(labels(comment('# auditscope-ignore ¦')).includes('no-catch-all'));
  assert.equal(accepted(comment('# auditscope-ignore no-¦catch: so'), 'no-catch-all'), comment('# auditscope-ignore no-catch-all: so'));
  assert.equal(
    accepted(comment('# auditscope-ignore exec-verbs, ¦: so'), 'no-catch-all'),
    comment('# auditscope-ignore exec-verbs, no-catch-all: so'),
  );
  assert.ok(!labels(comment('# auditscope-ignore exec-verbs, ¦')).includes('exec-verbs'));
  assert.ok(labels(`# auditscope-ignore-file ¦\n${HEAD}  - level: None\n`).includes('no-catch-all'));
  assert.ok(labels(`${HEAD}  - level: None # auditscope-ignore ¦\n`).includes('no-catch-all'));
  for (const item of at(comment('# auditscope-ignore ¦')).items) assert.ok((item.documentation ?? '').length > 10, item.label);
  assert.deepEqual(labels(comment('# auditscope-ignore no-catch-all: because ¦')), []);
  assert.deepEqual(
    labels(`${HEAD}  - level: None\n    users: ["a # auditscope-ignore ¦"]\n`).filter(l => l === 'no-catch-all'),
    [],
  );
});

test('nothing is offered in comments and where no field of a policy is', () => {
  for (const marked of [
    `${HEAD}  - level: None # ¦\n`,
    `${HEAD}  - level: None\n# ¦\n`,
    `${HEAD}  - level: None\n    bogus: ¦\n`,
    'apiVersion: audit.k8s.io/v1\nmetadata:\n  labels: {a: ¦}\n',
  ])
    assert.deepEqual(labels(marked), [], marked);
});

test('every field and every level is explained by the schema', () => {
  const places = [
    '¦',
    'apiVersion: audit.k8s.io/v1\n¦',
    `${HEAD}  - ¦`,
    `${HEAD}  - level: None\n    resources:\n      - ¦`,
    `${HEAD}  - level: ¦`,
  ];
  for (const place of places) for (const item of at(place).items) assert.ok((item.documentation ?? '').length > 10, item.label);
});

test('wherever the cursor is, completing never throws, and an accepted value leaves no new syntax error', () => {
  const broken = (text: string) => parsePolicy(text).yamlProblems.filter(p => p.code !== 'duplicate-key').length;
  fc.assert(
    fc.property(fc.nat(sample.length), fc.nat(1000), fc.boolean(), (offset, choice, cut) => {
      const newline = sample.indexOf('\n', offset);
      const text = cut ? sample.slice(0, offset) + sample.slice(newline < 0 ? sample.length : newline) : sample;
      const items = completionsAt(parsePolicy(text), offset, { kubernetes: 37 });
      for (const { replace } of items)
        assert.ok(replace.start <= offset && offset <= replace.end && !text.slice(replace.start, replace.end).includes('\n'));
      const item = items[choice % Math.max(1, items.length)];
      if (!item || item.kind === 'snippet' || item.snippet || cut) return;
      const after = text.slice(0, item.replace.start) + item.insert + text.slice(item.replace.end);
      assert.equal(broken(after), 0, `${item.label} at ${offset}\n${after.slice(item.replace.start - 60, item.replace.end + 60)}`);
      parse(after, { version: '1.1' });
    }),
    { numRuns: 120 },
  );
});
