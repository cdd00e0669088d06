import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { newFolder } from '../../../scripts/new-folder.ts';
import { auditscope } from './run-auditscope.ts';

const guide = fileURLToPath(new URL('../policy/fixtures/guide-sample-policy.yaml', import.meta.url));

const folder = newFolder();
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};

/** Runs the command in the folder of the test's files. */
const simulate = (...args: readonly string[]) => auditscope(folder, ['simulate', ...args]);

test('as text: level and rule first, the trace aligned, what each stage leaves', () => {
  const { status, stdout, stderr } = simulate('--policy', guide, '--request', 'kubectl get secret db', '--user', 'alice', '--group', 'dev');
  assert.equal(stderr, '');
  assert.equal(status, 0);
  assert.equal(
    stdout,
    `Metadata, rule 9: get secrets "db" in core, namespace default, by alice (dev)
  GET /api/v1/namespaces/default/secrets/db
  Recorded at Metadata by rule 9, stage ResponseComplete.
  rule 1  None      users            wants system:kube-proxy; the request has alice
  rule 2  None      users            wants system:unsecured; the request has alice
  rule 3  None      users            wants kubelet; the request has alice
  rule 4  None      userGroups       wants system:nodes; the request has dev
  rule 5  None      users            wants system:kube-controller-manager, system:kube-scheduler, system:serviceaccount:kube-system:endpoint-controller; the request has alice
  rule 6  None      users            wants system:apiserver; the request has alice
  rule 7  None      nonResourceURLs  wants /healthz*, /version, /swagger*; the request has a resource request
  rule 8  None      resources        wants events in core; the request has secrets "db" in core
  rule 9  Metadata  decides
  RequestReceived   not recorded: omitStages leaves it out
  ResponseComplete  recorded; requestObject left out: level Metadata leaves bodies out; responseObject left out: level Metadata leaves the response out
`,
  );
});

test('as text: of a command the request it is about in full, the others in a line each', () => {
  const { stdout } = simulate('--policy', guide, '--request', 'kubectl exec web-0 -- sh', '--user', 'alice', '--group', 'dev');
  const [first, ...rest] = stdout.split('\n');
  assert.equal(first, 'Request, rule 10: get pods/exec "web-0" in core, namespace default, by alice (dev)');
  assert.equal(
    rest.slice(rest.indexOf('') + 1).join('\n'),
    `Beside it, in this order:
  Request          rule 10  get pods "web-0" in core, namespace default
  RequestResponse  rule 11  create pods/exec "web-0" in core, namespace default (after the GET, where it is refused; kubectl before 1.30 sends only this)
`,
  );
});

test('as JSON: the public shape, one line per API request', () => {
  file('pod.yaml', 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, namespace: prod}\n');
  const { status, stdout } = simulate('--policy', guide, '--request', 'kubectl apply -f pod.yaml', '--user', 'alice', '--format', 'json');
  assert.equal(status, 0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as Record<string, unknown>);
  assert.deepEqual(
    lines.map(line => [line['input'], line['level'], line['rule'], line['method'], line['unusual']]),
    [
      [0, 'Request', 9, 'GET', undefined],
      [0, 'RequestResponse', 10, 'PATCH', undefined],
      // where the pod does not exist yet
      [0, 'Request', 9, 'GET', true],
      [0, 'RequestResponse', 10, 'POST', true],
    ],
  );
  const [, patch] = lines;
  assert.deepEqual(patch!['omitStages'], ['RequestReceived']);
  assert.equal(patch!['omitManagedFields'], false);
  assert.deepEqual(patch!['attributes'], {
    isResourceRequest: true,
    verb: 'patch',
    apiGroup: '',
    apiVersion: 'v1',
    resource: 'pods',
    subresource: '',
    namespace: 'prod',
    name: 'web',
    path: '/api/v1/namespaces/prod/pods/web',
  });
  assert.deepEqual((patch!['trace'] as unknown[]).slice(-2), [
    { rule: 9, matched: false, failed: 'verbs' },
    { rule: 10, matched: true },
  ]);
  assert.deepEqual(
    (patch!['events'] as { stage: string }[]).map(event => event.stage),
    ['ResponseComplete'],
  );
});

test('a file of requests: the line of each is told, what cannot be read is an error of its line, blank lines count', () => {
  const requests = file(
    'requests.jsonl',
    '{"method":"GET","url":"/version","user":"alice","groups":[]}\n\n{"kubectl":"kubectl exec web -- id"}\n{"verb":1}\nnot json\n',
  );
  const { status, stdout } = simulate('--policy', guide, '--requests', requests, '--format', 'json');
  assert.equal(status, 0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { input: number; error?: string; unusual?: boolean });
  assert.deepEqual(
    lines.map(line => line.input),
    [0, 2, 2, 2, 3, 4],
  );
  assert.deepEqual(
    lines.map(line => line.unusual ?? false),
    [false, false, false, true, false, false],
  );
  assert.deepEqual(
    lines.map(line => line.error !== undefined),
    [false, false, false, false, true, true],
  );
});

test('a file of written requests: its comments and the lines that name the user are no requests', () => {
  const requests = file(
    'team.audit-requests',
    '# reads\nuser: bob\ngroups: dev\n\nGET /version\nkubectl get secret db\nkubectl get pdos\n',
  );
  const { status, stdout } = simulate('--policy', guide, '--requests', requests, '--format', 'json');
  assert.equal(status, 0);
  const lines = stdout
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as { input: number; level?: string; events?: { user: object }[]; error?: string });
  assert.deepEqual(
    lines.map(line => [line.input, line.level]),
    [
      [4, 'None'],
      [5, 'Metadata'],
      [6, undefined],
    ],
  );
  assert.deepEqual(lines[1]!.events![0]!.user, { username: 'bob', groups: ['dev'] });
  assert.match(lines[2]!.error!, /"pdos"/);
});

test('what could not run ends with 2 and says why', () => {
  const broken = file('broken.yaml', 'apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n- level: none\n');
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['--policy', broken, '--request', 'GET /version'], /rules\[0\]\.level: Unsupported value: "none"/],
    [['--policy', join(folder, 'nowhere.yaml'), '--request', 'GET /version'], /nowhere\.yaml: cannot be read/],
    [['--policy', guide, '--request', 'kubectl get pdos'], /--request: no built-in resource is called "pdos"; did you mean pods\?/],
    [['--policy', guide], /give either --request TEXT or --requests FILE/],
    [['--policy', guide, '--request', 'GET /version', '--group', 'dev'], /--group needs --user/],
  ];
  for (const [args, message] of cases) {
    const { status, stdout, stderr } = simulate(...args);
    assert.equal(status, 2, stderr);
    assert.match(stderr, message);
    assert.equal(stdout, '');
  }
});
