import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newFolder } from '../../../scripts/new-folder.ts';
import { auditscope } from './run-auditscope.ts';

const guide = fileURLToPath(new URL('../policy/fixtures/guide-sample-policy.yaml', import.meta.url));

const folder = newFolder();
const matrix = (...args: readonly string[]) => auditscope(folder, ['matrix', ...args]);

test('as text: a block per API group, the core group first, paths last, and what the marks mean', () => {
  const { status, stdout, stderr } = matrix('--policy', guide, '--user', 'alice', '--group', 'system:authenticated');
  assert.equal(stderr, '');
  assert.equal(status, 0);
  const lines = stdout.split('\n');
  assert.match(lines[0]!, /^core +get +list +watch +create +update +patch +delete +deletecollection$/);
  const row = (name: string) => lines.find(line => line.startsWith(`${name} `))?.trimEnd();
  assert.match(row('secrets')!, /^secrets( +M {2}r9){8}$/);
  assert.match(row('pods/exec')!, /^pods\/exec +R {2}r10 +RR r11$/);
  assert.match(row('/version')!, /^\/version( +– {2}r7){7}$/);
  assert.match(stdout, /\n– None, M Metadata, R Request, RR RequestResponse; r4: decided by rule 4/);
});

test('as JSON: one line per resource and verb in the public shape, every one a resource', () => {
  const { status, stdout } = matrix('--policy', guide, '--format', 'json', '--kubernetes-version', '1.30');
  assert.equal(status, 0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  for (const line of lines) assert.deepEqual(Object.keys(line), ['apiGroup', 'resource', 'subresource', 'verb', 'level', 'rule']);
  const of = (resource: string, subresource: string, verb: string) =>
    lines.find(l => l['apiGroup'] === '' && l['resource'] === resource && l['subresource'] === subresource && l['verb'] === verb);
  assert.deepEqual(of('secrets', '', 'get'), {
    apiGroup: '',
    resource: 'secrets',
    subresource: '',
    verb: 'get',
    level: 'Metadata',
    rule: 8,
  });
  assert.equal(of('pods', 'resize', 'patch'), undefined, 'came with 1.32');
  assert.equal(lines.filter(l => l['resource'] === '').length, 0);
});

test('names that make a difference are marked', () => {
  const file = join(folder, 'named.yaml');
  writeFileSync(
    file,
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- {level: Request, resources: [{group: "", resources: [configmaps], resourceNames: [a]}]}\n- level: Metadata\n',
  );
  const { stdout } = matrix('--policy', file, '--user', 'alice');
  assert.match(stdout.split('\n').find(l => l.startsWith('configmaps'))!, /^configmaps +M {2}r2\* +M {2}r2 +/);
});

test('what could not run ends with 2 and says why', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--policy', join(folder, 'nowhere.yaml')], /cannot be read/],
    [['--policy', guide, '--group', 'dev'], /--group needs --user/],
    [['--policy', guide, '--kubernetes-version', '2.0'], /--kubernetes-version/],
    [[], /--policy/],
  ];
  for (const [args, message] of cases) {
    const { status, stdout, stderr } = matrix(...args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, message);
    assert.equal(stdout, '');
  }
});
