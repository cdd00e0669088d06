import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { hoverAt, ruleMarkdown } from '../../../server/policy/features/hover.ts';
import { policySymbols } from '../../../server/policy/features/symbols.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { atCursor } from './marked-text.ts';

const fixture = (name: string) => new URL(`fixtures/${name}`, import.meta.url);
const read = (name: string) => readFileSync(fixture(name), 'utf8');
const settings = { kubernetes: 37 };

/** Markdown as a reader sees it: without the backslashes that keep a policy's text plain. */
const shown = (markdown: string) => markdown.replace(/\\([^\w\s])/g, '$1').replaceAll('  \n', '\n');

/** What is under the cursor `¦`, as shown. */
function hover(marked: string, kubernetes = 37): string | undefined {
  const { text, offset } = atCursor(marked);
  const found = hoverAt(parsePolicy(text), offset, { kubernetes });
  return found && shown(found.markdown);
}

/** Compares with a reviewed file; `UPDATE_SNAPSHOTS=1` writes it anew. */
function matchesReviewed(name: string, text: string): void {
  if (process.env.UPDATE_SNAPSHOTS) writeFileSync(fixture(name), text);
  assert.equal(text, read(name), `${name} differs; read the texts aloud, then write it with UPDATE_SNAPSHOTS=1`);
}

for (const policy of ['guide-sample-policy', 'kubernetes-sample-policy', 'surprising-policy']) {
  test(`every rule of ${policy} reads as reviewed`, () => {
    const document = parsePolicy(read(`${policy}.yaml`));
    const texts = document.rules.map(r => shown(ruleMarkdown(document, r.index, settings)));
    matchesReviewed(`${policy}.hover.md`, `${texts.join('\n\n')}\n`);
  });
}

test('every field and value of the guide and of a surprising policy reads as reviewed', () => {
  const seen = new Map<string, string>();
  for (const name of ['guide-sample-policy', 'surprising-policy']) {
    const document = parsePolicy(read(`${name}.yaml`));
    for (let offset = 0; offset < document.text.length; offset++) {
      const found = hoverAt(document, offset, settings);
      if (!found || found.markdown.includes('**Rule ')) continue;
      seen.set(
        `${document.text.slice(found.range.start, found.range.end)}\n${found.markdown}`,
        `${document.text.slice(found.range.start, found.range.end)}\n    ${shown(found.markdown).replaceAll('\n', '\n    ')}`,
      );
    }
  }
  matchesReviewed('values.hover.md', `${[...seen.values()].join('\n\n')}\n`);
});

test('the dash, the level and its value tell the rule; other words tell themselves', () => {
  const rule = (place: string) => hover(`apiVersion: audit.k8s.io/v1\nrules:\n  - level: None\n${place}    users: [bob]\n`);
  assert.match(rule('  ¦- level: Metadata\n')!, /^\*\*Rule 2 of 2 records Metadata\*\*/);
  assert.match(rule('  - le¦vel: Metadata\n')!, /^\*\*Rule 2 of 2 records Metadata\*\*/);
  assert.match(rule('  - level: Meta¦data\n')!, /^\*\*Rule 2 of 2[\s\S]*\n\n\*\*Metadata\*\*: Records who/);
  assert.match(hover('apiVersion: audit.k8s.io/v1\nrules:\n  - level: None\n    us¦ers: [bob]\n')!, /^\*\*users\*\*: User names/);
  assert.match(hover('apiVersion: audit.k8s.io/v1\nrules:\n  - level: None\n    users: [b¦ob]\n')!, /the user `bob`/);
  assert.match(hover('{"apiVersion": "audit.k8s.io/v1", "rules": [{"level": "None", "verbs": ["ge¦t"]}]}')!, /^\*\*get\*\*/);
  assert.match(hover('{"apiVersion": "audit.k8s.io/v1", "rules": [¦{"level": "None"}]}')!, /^\*\*Rule 1 of 1/);
});

test('what a resource is follows the release', () => {
  const entry = (group: string, resource: string) =>
    `apiVersion: audit.k8s.io/v1\nrules:\n  - level: None\n    resources:\n      - group: ${group}\n        resources: [${resource}]\n`;
  assert.match(hover(entry('policy', 'pod¦securitypolicies'), 24)!, /kind PodSecurityPolicy/);
  assert.match(hover(entry('policy', 'pod¦securitypolicies'), 30)!, /was served until Kubernetes 1\.24/);
  assert.match(hover(entry('apps', 'pod¦s'))!, /not in this group but in the core group/);
  assert.match(hover(entry('""', 'po¦d'))!, /A policy names it `pods`/);
  assert.match(hover(entry('example.com', 'wid¦gets'))!, /cannot be checked/);
});

test('texts of a policy stay texts in Markdown', () => {
  const evil = '<img src=x onerror=alert(1)> [a](command:x) `y` **b** https://example.com a@b.c';
  const quoted = JSON.stringify(evil);
  const policy = parsePolicy(`apiVersion: audit.k8s.io/v1\nrules:\n  - level: None\n    users: [${quoted}]\n    namespaces: [${quoted}]\n`);
  for (const offset of [policy.text.indexOf('level'), policy.text.indexOf('<img'), policy.text.lastIndexOf('<img')]) {
    const { markdown } = hoverAt(policy, offset, settings)!;
    const outsideCode = markdown.replace(/(`+).*?[^`]\1(?!`)/g, '');
    assert.doesNotMatch(outsideCode, /(?<!\\)<|(?<!\\)\]\(|https:\/\/|(?<!\\)@/, markdown);
  }
});

test('a hover has at most twelve lines and its range holds the cursor, wherever it is', () => {
  const texts = ['guide-sample-policy.yaml', 'surprising-policy.yaml'].map(read);
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(5000), fc.nat(4), (text, place, cut) => {
      const offset = place % text.length;
      const policy = parsePolicy(text.slice(0, offset) + text.slice(offset + cut));
      const found = hoverAt(policy, offset, settings);
      if (!found) return;
      assert.ok(found.range.start <= offset && offset <= found.range.end && found.range.end <= policy.text.length, JSON.stringify(found));
      assert.ok(found.markdown.split('\n').length <= 12, found.markdown);
    }),
    { numRuns: 120 },
  );
});

test('the outline names rules by what they record, each inside the text', () => {
  const policy = parsePolicy(read('guide-sample-policy.yaml'));
  const symbols = policySymbols(policy);
  assert.deepEqual(
    [0, 8, 11].map(i => symbols[i]!.name),
    [
      'None: watch requests for endpoints and services, by system:kube-proxy',
      'Metadata: requests for secrets and configmaps, and tokenreviews of authentication.k8s.io, by anyone',
      'Metadata: every request that no earlier rule decides',
    ],
  );
  for (const { range, selection } of symbols) {
    assert.ok(range.start <= selection.start && selection.end <= range.end && range.end <= policy.text.length);
    assert.equal(policy.text.slice(selection.start, selection.end), 'level');
  }
});
