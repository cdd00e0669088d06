import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apiTable } from '../../../server/kubernetes/api-resources.ts';
import { levelMatrix, type MatrixRow } from '../../../server/policy/level-matrix.ts';
import { PATH_VERBS, pathMatrix } from '../../../server/policy/path-matrix.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { policySpec } from '../../../server/policy/policy-spec.ts';

const specOf = (rules: string) => policySpec(parsePolicy(`apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n${rules}`));
const ALICE = { name: 'alice', groups: ['dev'] };

const SPEC = specOf(`
- {level: RequestResponse, resources: [{group: "", resources: [configmaps], resourceNames: [leader, aws-auth]}]}
- {level: None, namespaces: [quiet]}
- {level: Metadata, users: [bob], resources: [{group: "", resources: [secrets]}]}
- {level: Request, verbs: [create, delete], resources: [{group: widgets.example.com, resources: [widgets, "gizmos/*", widgets/scale]}, {group: "*", resources: ["*/status"]}]}
`);

const find = (rows: readonly MatrixRow[], group: string, resource: string, subresource = '') =>
  rows.find(r => r.apiGroup === group && r.resource === resource && r.subresource === subresource);
const levels = (row: MatrixRow | undefined) => row && Object.fromEntries(row.cells.map(c => [c.verb, [c.level, c.rule]]));

test('every resource the release serves has a row, and the verbs it serves have cells', () => {
  const rows = levelMatrix(SPEC, apiTable(36), { user: ALICE, namespace: 'default' });
  assert.deepEqual(
    find(rows, '', 'pods', 'exec')?.cells.map(c => c.verb),
    ['get', 'create'],
  );
  assert.equal(find(rows, 'apps', 'deployments')?.cells.length, 8);
  assert.equal(find(levelMatrix(SPEC, apiTable(30), { user: ALICE, namespace: 'default' }), '', 'pods', 'resize'), undefined);
  assert.ok(find(rows, '', 'pods', 'resize'));
});

test('resources that only the policy names have rows of their own, those of wildcards have none', () => {
  const rows = levelMatrix(SPEC, apiTable(36), { user: ALICE, namespace: 'default' });
  assert.deepEqual(
    rows.filter(r => r.custom).map(r => `${r.apiGroup} ${r.resource}/${r.subresource}`),
    ['widgets.example.com widgets/', 'widgets.example.com gizmos/', 'widgets.example.com widgets/scale'],
  );
  assert.deepEqual(levels(find(rows, 'widgets.example.com', 'gizmos'))?.['create'], ['Request', 3]);
  assert.deepEqual(levels(find(rows, 'widgets.example.com', 'gizmos'))?.['get'], ['None', null]);
});

test('an object has a name no rule mentions; names that another rule decides stand beside, only where a request has a name', () => {
  const rows = levelMatrix(SPEC, apiTable(36), { user: ALICE, namespace: 'default' });
  const configmaps = find(rows, '', 'configmaps')!;
  const cell = (verb: string) => configmaps.cells.find(c => c.verb === verb)!;
  assert.equal(cell('get').rule, null);
  assert.deepEqual(cell('get').byName, [
    { name: 'leader', level: 'RequestResponse', rule: 0 },
    { name: 'aws-auth', level: 'RequestResponse', rule: 0 },
  ]);
  assert.deepEqual(cell('list').byName, []);
  assert.deepEqual(cell('create').byName, []);
});

test('a Namespace object is in the namespace of its own name; cluster-scoped resources are in none', () => {
  const rows = levelMatrix(SPEC, apiTable(36), { user: ALICE, namespace: 'quiet' });
  assert.deepEqual(levels(find(rows, '', 'pods'))?.['get'], ['None', 1]);
  assert.deepEqual(levels(find(rows, '', 'nodes'))?.['get'], ['None', null]);
  const get = find(rows, '', 'namespaces')!.cells.find(c => c.verb === 'get')!;
  assert.equal(get.rule, null);
  assert.deepEqual(get.byName, [{ name: 'quiet', level: 'None', rule: 1 }]);
});

test('who asks is what counts: another user, and nobody', () => {
  const get = (user: typeof ALICE | null) =>
    levels(find(levelMatrix(SPEC, apiTable(36), { user, namespace: 'default' }), '', 'secrets'))?.['get'];
  assert.deepEqual(get({ name: 'bob', groups: [] }), ['Metadata', 2]);
  assert.deepEqual(get(ALICE), ['None', null]);
  assert.deepEqual(get(null), ['None', null]);
});

test('paths: what the server serves and what the policy names, as requests for paths', () => {
  const spec = specOf(`
- {level: None, nonResourceURLs: ["/healthz", "/swagger*", "/custom/*", "/api/v1/pods"]}
- {level: Metadata, verbs: [get], nonResourceURLs: ["*"]}
`);
  const rows = pathMatrix(spec, ALICE);
  const rule = (path: string, verb: string) => rows.find(r => r.path === path)?.cells[PATH_VERBS.indexOf(verb as 'get')]?.rule;
  assert.equal(rule('/healthz', 'get'), 0);
  assert.equal(rule('/healthz/ping', 'get'), 1);
  assert.equal(rule('/healthz/ping', 'post'), null);
  assert.equal(rule('/swagger', 'options'), 0);
  assert.equal(rule('/custom/example', 'head'), 0);
  assert.equal(
    rows.some(r => r.path === '/api/v1/pods'),
    false,
    'a resource is no path',
  );
});
