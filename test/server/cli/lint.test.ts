import assert from 'node:assert/strict';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { newFolder } from '../../../scripts/new-folder.ts';
import { auditscope } from './run-auditscope.ts';

const folder = newFolder();

const lint = (...args: readonly string[]) => auditscope(folder, ['lint', ...args]);

function file(name: string, content: string | Uint8Array): string {
  writeFileSync(join(folder, name), content);
  return name;
}

const HEAD = 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n';
const clean = file('clean.yaml', `${HEAD}  - level: Metadata\n`);
const wrong = file('wrong.yaml', `${HEAD}  - level: Metadata\n    verbs: ["GET"]\n    resources:\n      - group: ""\n  - level: None\n`);
const open = file('open.yaml', `${HEAD}  - level: Metadata\n    users: ["alice"]\n`);

test('a clean policy: no problems, exit code 0', () => {
  assert.deepEqual(lint(clean), { status: 0, stdout: '1 policy: no problems\n', stderr: '' });
  assert.deepEqual(lint(clean, '--format', 'json'), { status: 0, stdout: '', stderr: '' });
});

test('text: place, severity, message, code, the line with the place marked, a summary', () => {
  const { status, stdout } = lint(wrong);
  assert.equal(status, 1);
  assert.deepEqual(stdout.split('\n'), [
    'wrong.yaml:5:13: warning: No request has the verb "GET". It is an HTTP method; the verb of such a request on a resource is get, list or watch. [verb-case]',
    '    5 |     verbs: ["GET"]',
    '      |             ^^^^^',
    '1 policy: 1 warning',
    '',
  ]);
});

test('json: one finding a line, places and rule counted from 0, related places', () => {
  const dead = file('dead.yaml', `${HEAD}  - level: Metadata\n  - level: None\n    verbs: [watch]\n`);
  const { status, stdout } = lint(wrong, dead, '--format', 'json');
  assert.equal(status, 1);
  const [first, cause, second, ...rest] = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line));
  assert.deepEqual(rest, []);
  assert.deepEqual(
    { ...first, message: typeof first.message },
    {
      file: 'wrong.yaml',
      range: { start: { line: 4, character: 12 }, end: { line: 4, character: 17 } },
      severity: 'warning',
      code: 'verb-case',
      message: 'string',
      rule: 0,
    },
  );
  assert.equal(cause.code, 'catch-all-not-last');
  assert.equal(second.code, 'unreachable-rule');
  assert.equal(second.rule, 1);
  assert.deepEqual(second.related[0].range.start, { line: 3, character: 4 });
  assert.equal(second.related[0].file, 'dead.yaml');
});

test('--fail-on says from which severity on the end is 1', () => {
  assert.equal(lint(open).status, 0);
  assert.equal(lint(open, '--fail-on', 'information').status, 1);
  assert.equal(lint(wrong, '--fail-on', 'error').status, 0);
  assert.equal(lint(wrong, '--fail-on', 'hint').status, 2);
});

test('--kubernetes-version decides what a server of that version says', () => {
  const anyGroup = file('any-group.yaml', `${HEAD}  - level: Metadata\n    resources:\n      - group: "*"\n  - level: None\n`);
  assert.equal(lint(anyGroup).status, 0);
  const { status, stdout } = lint(anyGroup, '--kubernetes-version', '1.30', '--fail-on', 'error', '--format', 'json');
  assert.equal(status, 1);
  assert.equal(JSON.parse(stdout.split('\n')[0]!).code, 'refused-group');
  assert.equal(lint(anyGroup, '--kubernetes-version', '2').status, 2);
});

test('--fix applies safe fixes, keeps the rest of the text, and tells what is left', () => {
  const text = `${HEAD}  # twice\r\n  - level: Metadata\r\n    verbs: ["get", "get", "GET"] # why\r\n    resources:\r\n      - group: ""\r\n  - level: None\r\n`;
  const name = file('fix.yaml', text);
  const { status, stdout } = lint(name, '--fix');
  assert.equal(readFileSync(join(folder, name), 'utf8'), text.replace('"get", "get", "GET"', '"get"'));
  assert.equal(stdout, '1 policy: no problems; 2 problems fixed\n');
  assert.equal(status, 0);
  const before = readFileSync(join(folder, wrong), 'utf8');
  assert.equal(lint(wrong, '--fix').status, 1);
  assert.equal(readFileSync(join(folder, wrong), 'utf8'), before);
});

test('what can be fixed is said', () => {
  const name = file(
    'fixable.yaml',
    `${HEAD}  - level: Metadata\n    verbs: ["get", "get"]\n    resources:\n      - group: ""\n  - level: None\n`,
  );
  assert.match(lint(name).stdout, /1 policy: 1 information; 1 problem can be fixed with --fix\n$/);
});

test('a file that is no policy is skipped and told; nothing but such files is exit code 2', () => {
  const other = file('other.yaml', 'kind: ConfigMap\n');
  assert.deepEqual(lint(other, clean), {
    status: 0,
    stdout: '1 policy: no problems\n',
    stderr:
      'other.yaml: neither an audit policy (apiVersion audit.k8s.io/v1, kind Policy) nor a query (.slsq), skipped; --as policy takes it for one\n',
  });
  const alone = lint(other);
  assert.equal(alone.status, 2);
  assert.match(alone.stderr, /nothing to lint/);
  assert.match(lint(other, '--as', 'policy', '--format', 'json').stdout, /"code":"refused-/);
});

test('a file that cannot be read ends with 2 and keeps no other from being judged', () => {
  const binary = file('binary.yaml', new Uint8Array([0xff, 0xfe, 0, 1]));
  const query = file('binary.slsq', new Uint8Array([0xff, 0xfe, 0, 1]));
  const { status, stdout, stderr } = lint('missing.yaml', '.', binary, query, wrong);
  assert.equal(status, 2);
  assert.match(stdout, /\[verb-case\]/);
  assert.deepEqual(stderr.split('\n'), [
    'missing.yaml: cannot be read (there is no such file)',
    '.: cannot be read (it is a folder; name its files)',
    'binary.yaml: is not UTF-8 text, as a policy must be',
    'binary.slsq: is not UTF-8 text, as a query must be',
    '',
  ]);
});

test('a fixed text that cannot be written ends with 2', { skip: process.getuid?.() === 0 && 'root may write everything' }, () => {
  const name = file('locked.yaml', `${HEAD}  - level: Metadata\n    verbs: [get, get]\n`);
  chmodSync(join(folder, name), 0o444);
  const { status, stderr } = lint(name, '--fix');
  assert.equal(status, 2);
  assert.match(stderr, /cannot be written/);
});

test('control characters of a policy or a file name do not reach the terminal', () => {
  const name = file(
    'red\u001b[31m.yaml',
    `${HEAD}  - level: Metadata\n    verbs: ["\\e[31mred\\u202e"]\n    resources: [{group: ""}]\n  - level: Metadata # \u009b31m\n`,
  );
  const { stdout } = lint(name);
  assert.match(stdout, /unknown-verb/);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  assert.doesNotMatch(stdout, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
});
