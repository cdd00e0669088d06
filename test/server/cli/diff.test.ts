import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder } from '../../../scripts/new-folder.ts';
import { auditscope } from './run-auditscope.ts';

const folder = newFolder();
const policy = (name: string, rules: string) => {
  writeFileSync(join(folder, name), `apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived]\nrules:\n${rules}`);
  return name;
};
const diff = (...args: readonly string[]) => auditscope(folder, ['diff', ...args]);

const SECRETS = '- {level: Metadata, resources: [{group: "", resources: [secrets]}]}\n';
const before = policy('before.yaml', `${SECRETS}- level: Request\n`);
const changed = policy('after.yaml', `- {level: None, userGroups: ["system:nodes"]}\n${SECRETS}- level: RequestResponse\n`);

test('as text: the worst first, each change with its rules and a request that shows it; exit code 1', () => {
  const { status, stdout, stderr } = diff(before, changed);
  assert.equal(stderr, '');
  assert.equal(status, 1);
  const lines = stdout.split('\n');
  assert.match(lines[0]!, /^before\.yaml → after\.yaml: no longer recorded \(2\), bodies newly recorded \(1\)$/);
  const titles = lines.filter(line => /^[A-Z]/.test(line));
  assert.deepEqual(titles, ['No longer recorded', 'Bodies newly recorded']);
  assert.match(stdout, / {2}M → – {4}Requests for secrets, by members of system:nodes: no longer recorded \(was Metadata\)\n/);
  assert.match(stdout, / {2}R → RR {3}.*: responses are recorded now\n {11}rule 2 → rule 3; for example: /);
});

test('the same meaning ends with 0, whatever the text', () => {
  const twin = policy(
    'twin.yaml',
    `- {level: Metadata, verbs: [get], resources: [{group: "", resources: [secrets]}]}\n${SECRETS}- level: Request\n`,
  );
  for (const format of ['json', 'markdown']) {
    const { status, stdout } = diff(before, twin, '--format', format);
    assert.equal(status, 0, stdout);
    if (format === 'json') assert.equal(stdout, '');
    else assert.match(stdout, /every request is recorded the same\./i);
  }
});

test('as JSON: the public shape, one line per region', () => {
  const { status, stdout } = diff(before, changed, '--format', 'json');
  assert.equal(status, 1);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(
      line =>
        JSON.parse(line) as { from: object; to: { level: string }; witness: Record<string, unknown>; practical: boolean; rules: object },
    );
  assert.equal(lines.length, 3);
  for (const { from, to, witness, practical } of lines) {
    assert.deepEqual(Object.keys(from), ['level', 'stages', 'omitManagedFields']);
    assert.deepEqual(Object.keys(to), ['level', 'stages', 'omitManagedFields']);
    assert.equal(typeof practical, 'boolean');
    for (const key of ['verb', 'apiGroup', 'resource', 'subresource', 'namespace', 'name', 'path', 'user', 'groups'])
      assert.ok(key in witness, key);
  }
  assert.deepEqual(lines.at(-1)!.rules, { old: 1, new: 2 });
});

test('as Markdown: a heading, a list for a pull request, and nothing of a policy that would be obeyed', () => {
  const hostile = policy(
    'hos`tile.yaml',
    `- {level: None, users: ["<img src=x onerror=alert(1)>", "[click](https://example.com) @team"]}\n${SECRETS}- level: Request\n`,
  );
  const { status, stdout } = diff(before, hostile, '--format', 'markdown');
  assert.equal(status, 1);
  assert.match(stdout, /^### Audit policy: `before\.yaml` → ``hos`tile\.yaml``\n\n/);
  assert.match(stdout, /\n\*\*No longer recorded\*\*\n\n- \*\*M → –\*\* Requests for secrets/);
  assert.doesNotMatch(stdout, /[^\\](?:<img|\]\(|@team)/);
  assert.match(stdout, /\n {2}for example: get /);
  assert.match(stdout, /<sub>– None · M Metadata/);
});

test('control characters of a policy reach no terminal', () => {
  const coloured = policy('coloured.yaml', `- {level: None, users: ["\\e[31mred"]}\n${SECRETS}- level: Request\n`);
  const { stdout } = diff(before, coloured);
  assert.ok(!stdout.includes('\u001b'), stdout);
  assert.match(stdout, /\\u001b\[31mred/);
});

test('what could not run ends with 2 and says which file', () => {
  const broken = policy('broken.yaml', '- level: none\n');
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[before, broken], /broken\.yaml: .*rules\[0\]\.level: Unsupported value: "none"/s],
    [[broken, before], /broken\.yaml/],
    [[before, 'nowhere.yaml'], /nowhere\.yaml: cannot be read/],
    [[before], /missing required argument 'new'/],
    [[before, changed, '--format', 'xml'], /--format/],
  ];
  for (const [args, message] of cases) {
    const { status, stdout, stderr } = diff(...args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, message);
    assert.equal(stdout, '');
  }
});
