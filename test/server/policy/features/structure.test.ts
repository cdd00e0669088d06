import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { foldingRanges } from '../../../../server/policy/features/folding.ts';
import { selectionRanges } from '../../../../server/policy/features/selection-ranges.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { atCursor } from '../marked-text.ts';

const POLICY = `# who is recorded
# and why
apiVersion: audit.k8s.io/v1
kind: Policy
omitStages:
  - RequestReceived
rules:
  # reads of secrets
  - level: Metadata # a comment of the line
    verbs: ["get", list]
    resources:
      - group: ""
        resources:
          - secrets

      - group: apps
  # the rest
  # of it
  - level: None

# the end
`;

/** Folded lines as "first-last", from 1. */
function folded(text: string): string[] {
  const line = (offset: number) => text.slice(0, offset).split('\n').length;
  return foldingRanges(parsePolicy(text))
    .map(f => `${line(f.start)}-${line(f.end)}${f.kind ? ` ${f.kind}` : ''}`)
    .toSorted((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
}

/** What is selected step by step at the cursor. */
function selected(marked: string): string[] {
  const { text, offset } = atCursor(marked);
  return selectionRanges(parsePolicy(text), offset).map(r => text.slice(r.start, r.end));
}

test('rules, lists, entries and blocks of comments fold up to their last word', () => {
  assert.deepEqual(folded(POLICY), ['1-2 comment', '5-6', '7-19', '9-16', '11-16', '12-14', '13-14', '17-18 comment']);
});

test('brackets that close a list on a line of their own stay', () => {
  const text = `{
  "apiVersion": "audit.k8s.io/v1",
  "rules": [
    {
      "level": "None",
      "verbs": ["get",
        "list"]
    }
  ]
}
`;
  assert.deepEqual(folded(text), ['3-8', '4-7', '6-7']);
});

test('line ends of Windows change nothing', () => {
  assert.deepEqual(folded(POLICY.replaceAll('\n', '\r\n')), folded(POLICY));
});

test('an alias folds nothing of what it stands for', () => {
  const text = 'apiVersion: audit.k8s.io/v1\nrules:\n  - level: None\n    verbs: &v\n      - get\n  - level: None\n    verbs: *v\n';
  assert.deepEqual(folded(text), ['2-7', '3-5', '4-5', '6-7']);
});

test('a selection grows from the word to the rule to the policy', () => {
  const steps = selected(POLICY.replace('"get"', '"g¦et"'));
  assert.deepEqual(steps.slice(0, 4), ['get', '"get"', '["get", list]', 'verbs: ["get", list]']);
  assert.ok(steps[4]!.startsWith('level: Metadata') && steps[4]!.endsWith('- group: apps'));
  assert.ok(steps[5]!.startsWith('- level: Metadata') && steps[5]!.endsWith('- group: apps'));
  assert.ok(steps[6]!.startsWith('- level: Metadata') && steps[6]!.endsWith('- level: None'));
  assert.ok(steps[7]!.startsWith('rules:'));
  assert.equal(steps[8], POLICY);
  assert.equal(steps.length, 9);
});

test('the name of a field is selected before the field', () => {
  assert.deepEqual(selected(POLICY.replace('verbs', 've¦rbs')).slice(0, 2), ['verbs', 'verbs: ["get", list]']);
  assert.deepEqual(selected(POLICY.replace('- secrets', '- sec¦rets')).slice(0, 3), [
    'secrets',
    '- secrets',
    'resources:\n          - secrets',
  ]);
});

test('in every real policy selections are nested around the cursor and foldings cover lines', () => {
  const folder = new URL('../fixtures/real-policies/', import.meta.url);
  const names = readdirSync(folder).filter(n => n.endsWith('.yaml'));
  assert.ok(names.length > 40);
  for (const name of names) {
    const policy = parsePolicy(readFileSync(new URL(name, folder), 'utf8'));
    for (let offset = 0; offset <= policy.text.length; offset += 23) {
      const ranges = selectionRanges(policy, offset);
      for (const [i, r] of ranges.entries()) {
        assert.ok(r.start <= offset && offset <= r.end, `${name} ${offset}`);
        const outer = ranges[i + 1];
        if (outer)
          assert.ok(outer.start <= r.start && r.end <= outer.end && outer.end - outer.start > r.end - r.start, `${name} ${offset}`);
      }
    }
    for (const f of foldingRanges(policy)) assert.ok(policy.text.slice(f.start, f.end).includes('\n'), name);
  }
});
