import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { isPolicyText, staysPolicyText } from '../../../server/policy/recognize.ts';

const POLICIES = [
  'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules: []\n',
  'kind: Policy\napiVersion: audit.k8s.io/v1beta1\n',
  '# comment\n---\napiVersion: "audit.k8s.io/v1"\n',
  "'apiVersion' : 'audit.k8s.io/v1'\n",
  'apiVersion: audit.k8s.io\nkind: policy\n',
  '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy"}',
  '\n  {\n  "rules": [], "apiVersion" : "audit.k8s.io/v1" }',
];

const OTHERS = [
  '',
  'apiVersion: v1\nkind: ConfigMap\ndata:\n  policy.yaml: |\n    apiVersion: audit.k8s.io/v1\n    kind: Policy\n',
  'apiVersion: audit.k8s.io/v1\nkind: Event\n',
  '{"kind": "Event", "apiVersion": "audit.k8s.io/v1", "level": "Metadata"}',
  '# apiVersion: audit.k8s.io/v1\nkind: Policy\n',
  'apiVersion: policy/v1\nkind: Policy\n# audit.k8s.io\n',
  'spec:\n  apiVersion: audit.k8s.io/v1\n',
];

test('a policy is told by its group and kind, in YAML and JSON, and nothing else is one', () => {
  for (const text of POLICIES) assert.ok(isPolicyText(text), text);
  for (const text of OTHERS) assert.ok(!isPolicyText(text), text);
});

test('a policy stays one while its version is typed anew', () => {
  const typed = 'audit.k8s.io/v1';
  for (let length = 0; length <= typed.length; length++)
    assert.ok(staysPolicyText(`apiVersion: ${typed.slice(0, length)}\nkind: Policy\nrules:\n`), String(length));
  for (const line of ['apiVersion', 'apiVersion:', '']) assert.ok(staysPolicyText(`${line}\nkind: Policy\nrules:\n`), line);
  assert.ok(!staysPolicyText('apiVersion: apps/v1\nkind: Deployment\nrules:\n'));
  assert.ok(!staysPolicyText('apiVersion: v1\nkind: ConfigMap\n'));
});

test('the sample policies beside this test are policies', () => {
  const folder = new URL('fixtures/', import.meta.url);
  const names = readdirSync(folder).filter(n => n.endsWith('-policy.yaml'));
  assert.ok(names.length >= 3);
  for (const name of names) assert.ok(isPolicyText(readFileSync(new URL(name, folder), 'utf8')), name);
});
