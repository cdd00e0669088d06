import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applyEdits } from '../../../server/lint/apply-fixes.ts';
import type { Finding } from '../../../server/lint/finding.ts';
import { moveFinding } from '../../../server/lint/finding.ts';
import { documentLoadFindings, ruleLoadFindings } from '../../../server/policy/load-findings.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { vectors } from '../kubernetes/vectors.ts';
import { markRanges, withRanges } from './marked-text.ts';

/** What loading says about a text, as in the editor. */
function loadFindings(text: string, kubernetes = 37): readonly Finding[] {
  const policy = parsePolicy(text);
  const ofRules = policy.rules.flatMap(r => ruleLoadFindings(r.body, r.index, kubernetes).map(f => moveFinding(f, r.offset, r.index)));
  return [...documentLoadFindings(policy), ...ofRules];
}

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';
const rule = (lines: string) => `${HEAD}  - level: Metadata\n    ${lines}\n  - level: None\n`;
const JSON_HEAD = '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": ';

interface Case {
  /** `⟦…⟧` around the one range that is expected. */
  readonly marked: string;
  readonly code: string;
  readonly says: readonly string[];
  /** The text after the first fix, if there is one. */
  readonly fixed?: string;
  readonly kubernetes?: number;
}

const refused = (words: string, sentence: string) => [sentence, `kube-apiserver refuses the policy: ${words}`];

const CASES: readonly Case[] = [
  // E1 to E11, the server's validation
  {
    marked: `${HEAD}  - ⟦users⟧: [a]\n`,
    code: 'refused-level-missing',
    says: refused('rules[0].level: Required value', 'A rule needs a level'),
  },
  {
    marked: `${HEAD}  - ⟦level⟧:\n`,
    code: 'refused-level-missing',
    says: refused('rules[0].level: Required value', 'A rule needs a level'),
  },
  {
    marked: rule('users: [a]\n  - level: ⟦metadata⟧'),
    code: 'refused-level',
    says: refused('rules[1].level: Unsupported value: "metadata"', 'Did you mean Metadata?'),
    fixed: rule('users: [a]\n  - level: Metadata'),
  },
  {
    marked: `${JSON_HEAD}[{"level": ⟦"metadata"⟧}]}`,
    code: 'refused-level',
    says: refused('rules[0].level: Unsupported value: "metadata"', 'Did you mean Metadata?'),
    fixed: `${JSON_HEAD}[{"level": "Metadata"}]}`,
  },
  {
    marked: `${HEAD.replace('rules', 'omitStages: [⟦requestReceived⟧]\nrules')}  - level: None\n`,
    code: 'refused-stage',
    says: refused(
      'omitStages[0]: Invalid value: "requestReceived": allowed stages are RequestReceived,ResponseStarted,ResponseComplete,Panic',
      'Did you mean RequestReceived?',
    ),
    fixed: `${HEAD.replace('rules', 'omitStages: [RequestReceived]\nrules')}  - level: None\n`,
  },
  {
    marked: rule('omitStages: [Panic, ⟦"Panics"⟧]'),
    code: 'refused-stage',
    says: ['rules[0].omitStages[1]'],
    fixed: rule('omitStages: [Panic, "Panic"]'),
  },
  {
    marked: rule('nonResourceURLs: [/a, ⟦healthz⟧]'),
    code: 'refused-path',
    says: refused(
      'rules[0].nonResourceURLs[1]: Invalid value: "healthz": non-resource URL rules must begin with a \'/\' character',
      'begins with "/"',
    ),
    fixed: rule('nonResourceURLs: [/a, /healthz]'),
  },
  {
    marked: rule('nonResourceURLs: [⟦"/a*b"⟧]'),
    code: 'refused-path',
    says: refused(
      'rules[0].nonResourceURLs[0]: Invalid value: "/a*b": non-resource URL wildcards \'*\' must be the final character of the rule',
      'only be the last character',
    ),
  },
  {
    marked: rule('resources: [{group: ⟦apps/v1⟧}]'),
    code: 'refused-group',
    says: refused('rules[0].resources.group: Invalid value: "apps/v1"', '"apps", not "apps/v1"'),
    fixed: rule('resources: [{group: apps}]'),
  },
  {
    marked: rule('resources: [{group: ⟦"*"⟧}]'),
    code: 'refused-group',
    kubernetes: 35,
    says: refused('rules[0].resources.group: Invalid value: "*"', 'exists from Kubernetes 1.36 on'),
  },
  {
    marked: rule('resources: [{group: a, ⟦resourceNames⟧: [x]}]'),
    code: 'refused-resource-names',
    says: refused(
      'rules[0].resources.resourceNames: Invalid value: ["x"]: using resourceNames requires at least one resource',
      'needs resources beside it',
    ),
  },
  {
    marked: rule('namespaces: [a]\n    ⟦nonResourceURLs⟧: ["/logs*"]'),
    code: 'refused-mixed-rule',
    says: refused(
      'rules[0].nonResourceURLs: Invalid value: ["/logs*"]: rules cannot apply to both regular resources and non-resource URLs',
      'into two rules',
    ),
  },
  // version and kind
  {
    marked: 'apiVersion: ⟦audit.k8s.io/v1beta1⟧\nkind: Policy\nrules:\n  - level: None\n',
    code: 'refused-version',
    says: refused(
      'failed decoding: no kind "Policy" is registered for version "audit.k8s.io/v1beta1" in scheme "<scheme>"',
      'removed in Kubernetes 1.24',
    ),
    fixed: `${HEAD}  - level: None\n`,
  },
  {
    marked: '# c\n⟦kind⟧: Policy\nrules:\n  - level: None\n',
    code: 'refused-version-missing',
    says: refused('unknown group version field audit.k8s.io/__internal, Kind=Policy in policy', 'apiVersion is missing'),
    fixed: '# c\napiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: None\n',
  },
  {
    marked: '{⟦"kind"⟧: "Policy", "rules": [{"level": "None"}]}',
    code: 'refused-version-missing',
    says: ['apiVersion is missing'],
    fixed: '{"apiVersion": "audit.k8s.io/v1", "kind": "Policy", "rules": [{"level": "None"}]}',
  },
  {
    marked: 'apiVersion: audit.k8s.io/v1\nkind: ⟦policy⟧\nrules:\n  - level: None\n',
    code: 'refused-kind',
    says: refused('failed decoding: no kind "policy" is registered for version "audit.k8s.io/v1" in scheme "<scheme>"', 'is Policy'),
    fixed: `${HEAD}  - level: None\n`,
  },
  {
    marked: 'apiVersion: audit.k8s.io/v1\n⟦kind⟧: Policy\n',
    code: 'refused-no-rules',
    says: refused('loaded illegal policy with 0 rules', 'at least one rule'),
    fixed: 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n  - level: Metadata\n',
  },
  { marked: 'apiVersion: audit.k8s.io/v1\n⟦rules⟧: []\n', code: 'refused-no-rules', says: ['loaded illegal policy with 0 rules'] },
  // types
  {
    marked: rule('verbs: ⟦get⟧'),
    code: 'refused-type',
    says: refused(
      'failed decoding: json: cannot unmarshal string into Go struct field PolicyRule.rules.verbs of type []string',
      'verbs is a list',
    ),
    fixed: rule('verbs: [get]'),
  },
  {
    marked: rule('namespaces: [a, ⟦on⟧]'),
    code: 'refused-type',
    says: ['cannot unmarshal bool', 'YAML 1.1 reads y, n, on, off'],
    fixed: rule('namespaces: [a, "on"]'),
  },
  { marked: rule('namespaces: [⟦1.10⟧]'), code: 'refused-type', says: ['cannot unmarshal number'], fixed: rule('namespaces: ["1.10"]') },
  { marked: rule('resources: [⟦pods⟧]'), code: 'refused-type', says: ['type v1.GroupResources', 'names an API group and its resources'] },
  { marked: rule('users:\n      - ⟦name⟧: a\n        b: c'), code: 'refused-type', says: ['users takes text; here stands an object.'] },
  {
    marked: rule('omitManagedFields: ⟦"true"⟧'),
    code: 'refused-type',
    says: ['cannot unmarshal string', 'omitManagedFields is true or false'],
  },
  // syntax, in libyaml's words
  {
    marked: `${HEAD}  - level: None\n    verbs: [⟦*⟧]\n`,
    code: 'refused-syntax',
    says: refused('failed decoding: yaml: did not find expected alphabetic or numeric character', 'A literal * must be quoted'),
    fixed: `${HEAD}  - level: None\n    verbs: ["*"]\n`,
  },
  {
    marked: `${HEAD}  - level: None\n⟦\t  ⟧users: [a]\n`,
    fixed: `${HEAD}  - level: None\n    users: [a]\n`,
    code: 'refused-syntax',
    says: refused('failed decoding: yaml: found character that cannot start any token', 'here stands a tab'),
  },
  {
    marked: `${HEAD}  - level: None\n    users: [a, ⟦"b]\n⟧`.replace('\n⟧', '⟧\n'),
    code: 'refused-syntax',
    says: refused('failed decoding: yaml: found unexpected end of stream', 'never closed'),
  },
  {
    marked: `${HEAD}  - level: None\n     ⟦users: [a]⟧ # c\n`,
    code: 'refused-syntax',
    says: refused('failed decoding: yaml: mapping values are not allowed in this context', 'Give it their column'),
  },
  {
    marked: `${HEAD}  - level: None\n    namespaces: ⟦users: [a]⟧\n`,
    code: 'refused-syntax',
    says: refused('failed decoding: yaml: mapping values are not allowed in this context', 'Begin a new line'),
  },
  {
    marked: `${JSON_HEAD}[{"level": "None",⟦}⟧]}`,
    code: 'refused-syntax',
    says: refused(
      'failed decoding: couldn\'t get version/kind; json parse error: invalid character "}" looking for beginning of object key string',
      'A comma before a closing brace must go',
    ),
  },
  { marked: `${JSON_HEAD}[{"level": "None"}]} ⟦x⟧`, code: 'refused-syntax', says: ['json parse error: invalid character "x"'] },
  // what the server drops with a mere log line
  {
    marked: rule('⟦verb⟧: [get]'),
    code: 'unknown-field',
    says: ['"verb" is not a field of a rule', 'unknown field "rules[0].verb"', 'so this rule matches every verb. Did you mean "verbs"?'],
    fixed: rule('verbs: [get]'),
  },
  {
    marked: rule('⟦usergroups⟧: [a]'),
    code: 'unknown-field',
    says: ['so this rule matches every group. Did you mean "userGroups"?'],
    fixed: rule('userGroups: [a]'),
  },
  { marked: rule('⟦groups⟧: [a]'), code: 'unknown-field', says: ['Did you mean "userGroups"?'], fixed: rule('userGroups: [a]') },
  { marked: rule('verbs: [get]\n    ⟦verb⟧: [list]'), code: 'unknown-field', says: ['so it has no effect. "verbs" stands beside it.'] },
  {
    marked: `${JSON_HEAD}[{"level": "None", ⟦"verb"⟧: ["get"]}]}`,
    code: 'unknown-field',
    says: ['Did you mean "verbs"?'],
    fixed: `${JSON_HEAD}[{"level": "None", "verbs": ["get"]}]}`,
  },
  {
    marked: rule('resources:\n      - group: apps\n        ⟦verbs⟧: [get]'),
    code: 'unknown-field',
    says: ['so this rule matches every verb. It belongs to the rule'],
  },
  {
    marked: rule('resources:\n      - group: apps\n        ⟦resource⟧: [deployments]'),
    code: 'unknown-field',
    says: [
      '"resource" is not a field of an entry of resources',
      'so this entry matches every resource of its group. Did you mean "resources"?',
    ],
  },
  {
    marked: rule('⟦resource⟧: [{group: apps}]'),
    code: 'unknown-field',
    says: ['so this rule matches every resource. Did you mean "resources"?'],
  },
  {
    marked: rule('verbs: [list]\n    resources:\n      - group: apps\n        ⟦verbs⟧: [get]'),
    code: 'unknown-field',
    says: ['so it has no effect. It belongs to the rule'],
  },
  {
    marked: `${HEAD}  - level: None\n    level: None\n`.replace('    level', '    ⟦level⟧'),
    code: 'duplicate-key',
    says: ['"level" stands here a second time: kube-apiserver uses this one', 'key "level" already set in map'],
  },
  { marked: `${JSON_HEAD}[{"level": "None", ⟦"level"⟧: "Metadata"}]}`, code: 'duplicate-key', says: ['duplicate field "level"'] },
  { marked: `${HEAD}  - level: None\n⟦---⟧\nkind: Other\n`, code: 'ignored-document', says: ['reads the first YAML document only'] },
];

for (const { marked, code, says, fixed, kubernetes } of CASES) {
  test(`${code}: ${JSON.stringify(marked.slice(marked.indexOf('⟦')).slice(0, 60))}`, () => {
    const { text } = withRanges(marked);
    const findings = loadFindings(text, kubernetes);
    assert.deepEqual(
      findings.map(f => f.code),
      [code],
      JSON.stringify(findings),
    );
    const finding = findings[0]!;
    assert.equal(markRanges(text, [finding.range]), marked);
    for (const part of says) assert.ok(finding.message.includes(part), `${part}\nnot in\n${finding.message}`);
    assert.equal(finding.severity, 'error');
    const fix = finding.fixes?.[0];
    if (fixed !== undefined) assert.equal(fix && applyEdits(text, [fix]), fixed);
    // a fix mends what it is a fix of
    if (fix) assert.ok(!loadFindings(applyEdits(text, [fix]), kubernetes).some(f => f.code === code));
  });
}

test('a wrong case of rules is told with its fix and beside the refusal it causes', () => {
  const text = 'apiVersion: audit.k8s.io/v1\nRules:\n  - level: None\n';
  const findings = loadFindings(text);
  assert.deepEqual(findings.map(f => [f.code, text.slice(f.range.start, f.range.end)]).toSorted(), [
    ['refused-no-rules', 'Rules'],
    ['unknown-field', 'Rules'],
  ]);
  assert.deepEqual(
    loadFindings(
      applyEdits(
        text,
        findings.flatMap(f => f.fixes ?? []),
      ),
    ),
    [],
  );
});

test('a duplicate names the place of the one that is dropped', () => {
  const text = `${HEAD}  - level: None\n    users: [a]\n    users: [b]\n`;
  const [finding] = loadFindings(text);
  assert.equal(
    markRanges(
      text,
      finding!.related!.map(r => r.range),
    ),
    `${HEAD}  - level: None\n    ⟦users⟧: [a]\n    users: [b]\n`,
  );
  const twice = `${HEAD}  - level: None\nkind: Policy\n`;
  assert.deepEqual(
    loadFindings(twice).map(f => twice.slice(f.related![0]!.range.start, f.related![0]!.range.end)),
    ['kind'],
  );
});

test('one broken rule is one finding, and the other rules keep theirs', () => {
  const text = `${HEAD}  - level: Metadatum\n  - level: None\n    ver\n    users: [a]\n  - verb: [get]\n    level: None\n`;
  assert.deepEqual(
    loadFindings(text).map(f => [f.code, f.rule]),
    [
      ['refused-syntax', undefined],
      ['refused-level', 0],
      ['unknown-field', 2],
    ],
  );
});

test('v1beta1 is refused whatever the release, since all of them are 1.24 or newer', () => {
  for (const kubernetes of [24, 30, 37])
    assert.deepEqual(
      loadFindings(`${HEAD.replace('/v1', '/v1beta1')}  - level: None\n`, kubernetes).map(f => f.code),
      ['refused-version'],
    );
});

interface Loading {
  readonly text: string;
  readonly error: string | null;
}

test("of broken texts most are told in libyaml's words, and nearly all within a line of where the server sees them", () => {
  const broken = vectors<Loading>('conformance/policy-loading.jsonl.gz').flatMap(({ text, error }) => {
    const said = /^failed decoding: yaml: (?:line (\d+): )?(.*)$/.exec(error ?? '');
    return said ? [{ text, line: said[1] === undefined ? undefined : Number(said[1]), words: said[2]! }] : [];
  });
  const first = broken.map(c => ({ ...c, finding: loadFindings(c.text).find(f => f.code.startsWith('refused'))! }));
  const sameWords = first.filter(c => c.finding.message.endsWith(`failed decoding: yaml: ${c.words}`));
  const near = first.filter(c => c.line === undefined || Math.abs(c.text.slice(0, c.finding.range.start).split('\n').length - c.line) <= 1);
  assert.ok(sameWords.length >= 0.9 * broken.length, `${sameWords.length} of ${broken.length}`);
  assert.ok(near.length >= 0.9 * broken.length, `${near.length} of ${broken.length}`);
});
