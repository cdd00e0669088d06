import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { NEWEST_KUBERNETES } from '../../../server/kubernetes/kubernetes-version.ts';
import { documentLoadFindings, ruleLoadFindings } from '../../../server/policy/load-findings.ts';
import { type PolicyDocument, parsePolicy } from '../../../server/policy/policy-document.ts';
import { policySpec } from '../../../server/policy/policy-spec.ts';
import type { YamlNode } from '../../../server/yaml/node.ts';
import { edited, mutatedText, YAML_PIECES } from './mutated-text.ts';

const sample = readFileSync(new URL('fixtures/guide-sample-policy.yaml', import.meta.url), 'utf8');
const small = `apiVersion: audit.k8s.io/v1
kind: Policy
rules:
  # nodes
  - level: None
    users: ["a", 'b']
    resources:
      - group: ""
        resources: [pods]
  - level: Metadata
omitStages:
  - RequestReceived
`;

const piece = fc.oneof(fc.constantFrom(...YAML_PIECES, '- level: None\n', 'rules:\n'), fc.string({ maxLength: 3 }));

/** A text some edits away from a policy. */
const mutated = mutatedText([sample, small], piece);

const findings = (policy: PolicyDocument) => [
  ...documentLoadFindings(policy),
  ...policy.rules.flatMap(r =>
    ruleLoadFindings(r.body, r.index, NEWEST_KUBERNETES).map(f => ({
      ...f,
      range: { start: f.range.start + r.offset, end: f.range.end + r.offset },
    })),
  ),
];

test('reading a mutated policy never throws, and every place lies in the text', () => {
  fc.assert(
    fc.property(mutated, text => {
      const policy = parsePolicy(text);
      for (const { range } of findings(policy)) {
        assert.ok(range.start >= 0 && range.start <= range.end && range.end <= text.length, JSON.stringify(range));
      }
      for (const rule of policy.rules) checkNode(rule.body.node, rule.offset, text);
    }),
    { numRuns: 120, examples: [[small.replace("'b']\n", "'b']|")]] },
  );
});

/** Every node lies in the text and in its parent, and a scalar stands where its text is; copies that aliases make do not. */
function checkNode(node: YamlNode, offset: number, text: string): void {
  const written = text.slice(node.range.start + offset, node.range.end + offset);
  assert.ok(node.range.start + offset >= 0 && node.range.end + offset <= text.length);
  if (node.kind === 'scalar') {
    if (node.style === 'quoted') assert.match(written, /^["']|^\*/);
    // a plain scalar over several lines is folded, an absent one is written nowhere
    else if (node.style === 'plain' && !written.startsWith('*') && !/[\n\r]/.test(written))
      assert.ok(written.startsWith(node.source), written);
    return;
  }
  const children = node.kind === 'sequence' ? node.items : node.entries.map(e => e.value);
  for (const child of children) {
    checkNode(child, offset, text);
    if (!/[*&]|<</.test(text)) assert.ok(node.range.start <= child.range.start && child.range.end <= node.range.end, written);
  }
}

test('a plain scalar of a rule stands at its place', () => {
  const policy = parsePolicy(sample);
  for (const { body, offset } of policy.rules) {
    for (const field of ['users', 'userGroups', 'verbs', 'namespaces', 'nonResourceURLs'] as const) {
      for (const { value, range } of body[field].items) assert.ok(sample.slice(range.start + offset, range.end + offset).includes(value));
    }
  }
});

/** Anchors make every reader take the whole text: the same text with one is the text read at once. */
const atOnce = (text: string) => parsePolicy(`${text}\nunused-anchor: &x y\n`);

test('reading rule by rule and reading at once agree', () => {
  fc.assert(
    fc.property(mutated, text => {
      const byRule = parsePolicy(text);
      if (byRule.pieces.size === 0 || findings(byRule).some(f => f.code.startsWith('refused-'))) return;
      const whole = atOnce(text);
      assert.deepEqual(policySpec(byRule), policySpec(whole));
    }),
    { numRuns: 80 },
  );
});

/** Quotes that are opened or closed somewhere, as they are while somebody writes. */
const quoted = mutatedText([sample, small], fc.constantFrom('"', "'", '["', ", '", '"x', "'y\n", '\\"'));

test('a quote that a rule leaves open is judged as in the whole text', () => {
  const isRefused = (policy: PolicyDocument) => policy.yamlProblems.some(p => p.code === 'syntax');
  let refused = 0;
  fc.assert(
    fc.property(quoted, text => {
      const byRule = parsePolicy(text);
      if (isRefused(byRule)) refused++;
      assert.equal(isRefused(byRule), isRefused(atOnce(text)), text);
    }),
    { numRuns: 200 },
  );
  assert.ok(refused > 100);
});

test('while a quote is open, the other rules stay what they are', () => {
  const before = parsePolicy(sample);
  for (const rule of ['system:unsecured', 'kubelet']) {
    const open = parsePolicy(sample.replace(`"${rule}"`, `"${rule}`), before);
    assert.deepEqual(
      open.rules.map((r, i) => r.body === before.rules[i]!.body),
      before.rules.map(r => !r.body.users.items.some(u => u.value === rule)),
    );
    const [problem] = open.yamlProblems;
    assert.equal(sample.slice(0, problem!.range.start).split('\n').length, sample.slice(0, sample.indexOf(rule)).split('\n').length);
  }
});

test('an edit re-reads the rule it touches and no other', () => {
  const before = parsePolicy(sample);
  const after = parsePolicy(sample.replace('level: None', 'level: Metadata'), before);
  const kept = after.rules.filter((r, i) => r.body === before.rules[i]!.body);
  assert.equal(before.rules.length, 12);
  assert.equal(kept.length, 11);
  assert.equal(after.rules[0]!.body.level?.value, 'Metadata');
});

/** All that is read; what is kept for the next edit may come from an older text. */
const read = ({ pieces: _, ...rest }: PolicyDocument) => rest;

test('an edit is read as the whole text would be', () => {
  fc.assert(
    fc.property(mutated, mutated, (first, second) => {
      assert.deepEqual(read(parsePolicy(second, parsePolicy(first))), read(parsePolicy(second)));
    }),
    { numRuns: 50 },
  );
});

test('a row of edits, each read with the document before it, ends as the whole text does', () => {
  const edit = fc.tuple(fc.nat(4000), fc.nat(3), piece);
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 12 }), edits => {
      let document = parsePolicy(sample);
      for (const edit of edits) document = parsePolicy(edited(document.text, edit), document);
      assert.deepEqual(read(document), read(parsePolicy(document.text)));
    }),
    { numRuns: 20 },
  );
});
