import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { choosePolicy, policyAddress } from '../../../../server/policy/embedded/choose-policy.ts';
import { fixesInFile, offsetInPolicy, rangeInFile } from '../../../../server/policy/embedded/place-in-file.ts';
import { policiesIn } from '../../../../server/policy/embedded/policies-in.ts';
import { CARRIERS } from './carriers.ts';

const POLICY = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: Metadata\n';
const NAMES = (text: string) => policiesIn(text).map(p => p.name);
const indented = (by: number) => POLICY.replace(/^(?=.)/gm, ' '.repeat(by));

test('a file that is a policy is its own only part', () => {
  assert.deepEqual(NAMES(POLICY), ['']);
  assert.equal(policiesIn(POLICY)[0]!.text, POLICY);
});

test('several policies in one file, in several documents, are told apart', () => {
  const text = `a: |\n${indented(2)}b: |\n${indented(2)}---\na: |\n${indented(2)}---\n${POLICY}`;
  assert.deepEqual(NAMES(`kind: List\n${text}`), ['a', 'b', 'a~2', 'document']);
});

test('what only speaks of policies holds none', () => {
  for (const text of [
    'kind: ConfigMap\ndata:\n  readme: see audit.k8s.io for more\n',
    'kind: ConfigMap\ndata:\n  event.json: |\n    {"kind": "Event", "apiVersion": "audit.k8s.io/v1"}\n',
    'owner:\n  apiVersion: audit.k8s.io/v1\n  name: x\n',
    'groups:\n  - apiVersion: audit.k8s.io/v1\n    kind: EventList\n',
    '- apiGroups: [audit.k8s.io]\n  resources: ["*"]\n',
  ])
    assert.deepEqual(NAMES(text), [], text);
});

test('flow mappings are policies too: JSON in JSON files, YAML in YAML files', () => {
  const yaml = 'spec:\n  policy: {apiVersion: audit.k8s.io/v1, kind: Policy, rules: [{level: None}]}\n  last: 1\n';
  const [part] = policiesIn(yaml);
  assert.equal(part!.text, '--- {apiVersion: audit.k8s.io/v1, kind: Policy, rules: [{level: None}]}');
  const at = part!.text.indexOf('None');
  const range = rangeInFile(part!, { start: at, end: at + 4 });
  assert.equal(yaml.slice(range.start, range.end), 'None');
  const json = '{"spec": {"policy": {"apiVersion": "audit.k8s.io/v1", "kind": "Policy"}}}';
  assert.equal(policiesIn(json)[0]!.text, '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy"}');
});

test('a single-quoted policy keeps its quotes in what is written into it', () => {
  const file = `a: '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": [{"level": "None", "users": ["o''neill"]}]}'\n`;
  const [part] = policiesIn(file);
  assert.match(part!.text, /"o'neill"/);
  const at = part!.text.indexOf('neill');
  const [fix] = fixesInFile(file, part!, [{ title: '', safe: true, edits: [{ range: { start: at, end: at + 5 }, newText: "d'or" }] }]);
  assert.equal(fix!.edits[0]!.newText, "d''or");
});

test('one stays a policy while its version is typed anew', () => {
  const before = `data:\n  p: |\n${indented(4)}`;
  const parts = policiesIn(before);
  for (const typed of ['', 'a', 'audit.k8s', 'audit.k8s.io/']) {
    const now = before.replace('audit.k8s.io/v1', typed);
    assert.deepEqual(
      policiesIn(now, parts).map(p => p.name),
      ['data.p'],
    );
  }
  assert.deepEqual(policiesIn(before.replace('audit.k8s.io/v1', 'v1'), parts), []);
});

test('blank lines behind the policy belong to it, so that one can type there', () => {
  const file = `data:\n  p: |\n${indented(4)}    \n  q: 1\n`;
  const [part] = policiesIn(file);
  const blank = file.indexOf('    \n  q') + 4;
  assert.equal(offsetInPolicy(part!, blank), POLICY.length);
  assert.equal(offsetInPolicy(part!, file.indexOf('q: 1') + 1), undefined);
});

test('a policy is chosen by number or name, and several without a choice are named', () => {
  const text = `a: |\n${indented(2)}b: |\n${indented(2)}`;
  const address = (written: string) => policyAddress(written, () => false);
  assert.deepEqual(address('x.yaml#a'), { file: 'x.yaml', choice: 'a' });
  assert.deepEqual(
    policyAddress('odd#name.yaml', file => file === 'odd#name.yaml'),
    { file: 'odd#name.yaml', choice: undefined },
  );
  const nameOf = (written: string) => {
    const chosen = choosePolicy(text, address(written));
    return 'error' in chosen ? chosen.error : chosen.name;
  };
  assert.equal(nameOf('x.yaml#b'), 'b');
  assert.equal(nameOf('x.yaml#1'), 'a');
  assert.equal(nameOf('x.yaml'), 'x.yaml holds 2 audit policies. Choose one: x.yaml#1 or x.yaml#a, x.yaml#2 or x.yaml#b');
  assert.equal(nameOf('x.yaml#3'), 'x.yaml holds no audit policy "3". There are: x.yaml#1 or x.yaml#a, x.yaml#2 or x.yaml#b');
});

test('whatever is typed into a file, finding policies ends, and their places lie in the file', () => {
  const piece = fc.constantFrom(
    '"',
    "'",
    '\\',
    '\n',
    '  ',
    ': ',
    '- ',
    '|',
    '>',
    '{',
    '}',
    '{{',
    '}}',
    '#',
    '\t',
    '---\n',
    '&a ',
    '*a',
    'x',
    '\r\n',
  );
  fc.assert(
    fc.property(fc.constantFrom(...CARRIERS), fc.array(fc.tuple(fc.nat(400), fc.nat(6), piece), { maxLength: 4 }), (carrier, edits) => {
      let file = carrier.write(POLICY);
      for (const [at, length, text] of edits) file = file.slice(0, at) + text + file.slice(at + length);
      for (const part of policiesIn(file)) {
        for (let at = 0; at <= part.text.length; at += 3) {
          const { start, end } = rangeInFile(part, { start: at, end: Math.min(at + 2, part.text.length) });
          assert.ok(0 <= start && start <= end && end <= file.length, JSON.stringify(file));
        }
      }
    }),
    { numRuns: 600 },
  );
});
