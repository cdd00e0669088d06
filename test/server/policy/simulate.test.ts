import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { failedWords, simulationSentence } from '../../../server/policy/describe-simulation.ts';
import { namedCustomResources } from '../../../server/policy/named-custom-resources.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { readRequestLines, readSample } from '../../../server/policy/read-sample.ts';
import { simulate, simulatedPolicy } from '../../../server/policy/simulate.ts';

const alice = { name: 'alice', groups: ['dev', 'system:authenticated'] };
const guide = simulatedPolicy(parsePolicy(readFileSync(new URL('fixtures/guide-sample-policy.yaml', import.meta.url), 'utf8')));

/** The requests a text stands for, as "METHOD url" or, where no request has the attributes, as "verb resource". */
function requestsIn(text: string): readonly string[] {
  const read = readSample(text, { user: alice });
  assert.ok(!('error' in read), 'error' in read ? read.error : '');
  return read.requests.map(({ method, url, attributes }) =>
    url === undefined ? `${attributes.verb} ${attributes.resource}` : `${method} ${url}`,
  );
}

/** Every form a request may be given in. */
const FORMS: readonly (readonly [string, readonly string[]])[] = [
  ['GET /api/v1/pods?watch=1', ['GET /api/v1/pods?watch=1']],
  ['delete /api/v1/namespaces/a/pods/b HTTP/1.1\nHost: x', ['DELETE /api/v1/namespaces/a/pods/b']],
  ['/healthz', ['GET /healthz']],
  ['https://10.0.0.1:6443/apis/apps/v1/deployments', ['GET /apis/apps/v1/deployments']],
  ['curl -k -X DELETE https://host/api/v1/nodes/n', ['DELETE /api/v1/nodes/n']],
  ["curl -H 'Accept: application/json' --data '{}' host/api/v1/namespaces", ['POST /api/v1/namespaces']],
  ['kubectl get pods -n a', ['GET /api/v1/namespaces/a/pods?limit=500']],
  [
    '$ kubectl exec -n a web -c main -- id',
    [
      'GET /api/v1/namespaces/a/pods/web',
      'GET /api/v1/namespaces/a/pods/web/exec?command=id&container=main&stderr=true&stdout=true',
      'POST /api/v1/namespaces/a/pods/web/exec?command=id&container=main&stderr=true&stdout=true',
    ],
  ],
  ['kubectl config view', []],
  [
    'verb: create\nresource: serviceaccounts\nsubresource: token\nnamespace: a\nname: ci',
    ['POST /api/v1/namespaces/a/serviceaccounts/ci/token'],
  ],
  ['# a comment\n---\nverb: get\npath: /version', ['GET /version']],
  [
    '{"verb":"patch","apiGroup":"apps","resource":"deployments","subresource":"scale","namespace":"a","name":"w"}',
    ['PATCH /apis/apps/v1/namespaces/a/deployments/w/scale'],
  ],
  ['{"verb":"frobnicate","resource":"pods"}', ['frobnicate pods']],
  ['method: PUT\nurl: /api/v1/nodes/n/status', ['PUT /api/v1/nodes/n/status']],
  ['{"kind":"Event","verb":"watch","requestURI":"/api/v1/pods?watch=true","user":{"username":"bob"}}', ['GET /api/v1/pods?watch=true']],
];

for (const [text, requests] of FORMS) test(`read: ${text.split('\n')[0]}`, () => assert.deepEqual(requestsIn(text), requests));

test('who sends it: the text itself, else the context; an event with an empty user is failed authentication', () => {
  const userOf = (text: string) => {
    const read = readSample(text, { user: alice });
    return 'error' in read ? read.error : read.requests[0]!.attributes.user;
  };
  assert.deepEqual(userOf('GET /version'), alice);
  assert.deepEqual(userOf('verb: get\npath: /version\nuser: bob\ngroups: [ops]'), { name: 'bob', groups: ['ops'] });
  assert.equal(userOf('{"verb":"get","requestURI":"/version","user":{}}'), null);
  assert.equal(userOf('{"verb":"get","path":"/version","user":null}'), null);
  // the server refuses it before it knows anybody
  assert.equal(userOf('GET /version?timeout=abc'), null);
});

test('impersonation is recorded and never matched', () => {
  const read = readSample('kubectl get pods --as=bob --as-group=ops', { user: alice });
  assert.ok(!('error' in read));
  const { events } = simulate(guide, read.requests[0]!);
  assert.equal(events[0]!.user.username, 'alice');
  assert.deepEqual(events[0]!.impersonatedUser, { username: 'bob', groups: ['ops', 'system:authenticated'] });
});

/** Every message names the place or the word, and what would be right. */
const ERRORS: readonly (readonly [string, RegExp])[] = [
  ['', /no request is given; give an HTTP line/],
  ['hello', /"hello" is no request; give an HTTP line/],
  ['get pods', /did you mean "kubectl get pods"\?/],
  ['GET pods', /the path after GET begins with "\/", "pods" does not; did you mean "kubectl get pods"\?/],
  ['POST', /a path belongs after POST/],
  ['GET /api/v1/watch', /unable to determine kind and namespace from url/],
  ['curl -k', /the curl command line has no URL/],
  ['[1]', /a request is an object, not a list/],
  ['{"verb": "get",\n "resource": pods}', /^line 2, column 14: /],
  ['verb: get\nresource: [', /^line 2, column \d+: /],
  ['verb: 1\nresource: pods', /"verb" must be a text, not a number/],
  ['verbs: [get]', /"verbs" is no key of a request; did you mean "verb"\?/],
  ['verb: get\npath: /version\nuser: bob\ngroups: ops', /"groups" must be a list of texts/],
  ['kubectl: [get]', /"kubectl" must be a text: the command line/],
];

for (const [text, message] of ERRORS) {
  test(`cannot be read: ${text.split('\n')[0] || 'nothing'}`, () => {
    const read = readSample(text, { user: alice });
    assert.match('error' in read ? read.error : 'read', message);
  });
}

test('a slip that is no error is told in a note', () => {
  const note = (text: string) => {
    const read = readSample(text, { user: alice });
    return 'error' in read ? read.error : read.requests[0]!.note;
  };
  assert.equal(note('GTE /api/v1/pods'), '"GTE" is no HTTP method that Kubernetes knows; did you mean GET?');
  assert.equal(note('verb: list\nresource: pods\nnamespaces: a'), '"namespaces" is ignored; did you mean "namespace"?');
  assert.equal(note('verb: get\nresource: pods'), 'no request to kube-apiserver has exactly these attributes');
});

test('kubectl uses the versions of the Kubernetes that is chosen', () => {
  const url = (kubernetes: number) => {
    const read = readSample('kubectl get hpa', { user: alice, kubernetes });
    return 'error' in read ? read.error : read.requests[0]!.url!.split('/')[3];
  };
  assert.equal(url(37), 'v2');
  assert.equal(url(24), 'v2');
  const [line] = readRequestLines(['{"kubectl":"kubectl get flowschemas"}'], { kubernetes: 24 });
  assert.ok(line && !('error' in line) && line.requests[0]!.url!.startsWith('/apis/flowcontrol.apiserver.k8s.io/v1beta2/'));
});

test('custom resources are known from the rules of the policy and from the other lines of a requests file', () => {
  const { spec } = policyOf('rules: [{level: Metadata, resources: [{group: example.com, resources: [widgets, "gadgets/status", "*"]}]}]');
  const customResources = namedCustomResources(spec);
  const urls = (lines: readonly string[]) =>
    readRequestLines(lines, { customResources }).map(read =>
      'error' in read ? read.error : read.requests.map(({ url }) => url).join(' '),
    );
  assert.deepEqual(urls(['{"kubectl":"kubectl get widget blue"}', '{"kubectl":"kubectl get gadgets"}']), [
    '/apis/example.com/v1/namespaces/default/widgets/blue',
    '/apis/example.com/v1/namespaces/default/gadgets?limit=500',
  ]);
  assert.deepEqual(urls(['{"kubectl":"kubectl get crontabs"}', '', '{"url":"/apis/stable.example.com/v2/namespaces/a/crontabs"}']), [
    '/apis/stable.example.com/v2/namespaces/default/crontabs?limit=500',
    '/apis/stable.example.com/v2/namespaces/a/crontabs',
  ]);
});

const policyOf = (rules: string) => simulatedPolicy(parsePolicy(`apiVersion: audit.k8s.io/v1\nkind: Policy\n${rules}`));
const simulated = (rules: string, text: string) => {
  const read = readSample(text, { user: alice });
  assert.ok(!('error' in read));
  return simulate(policyOf(rules), read.requests[0]!);
};

test('the answer in one sentence', () => {
  const sentence = (rules: string, text: string) => simulationSentence(simulated(rules, text));
  assert.equal(
    sentence('rules: [{level: Metadata}]', 'GET /version'),
    'Recorded at Metadata by rule 1, stages RequestReceived and ResponseComplete.',
  );
  assert.equal(sentence('rules: [{level: None}]', 'GET /version'), 'Not recorded: rule 1 says None.');
  assert.equal(
    sentence('rules: [{level: Metadata, verbs: [list]}]', 'GET /version'),
    'Not recorded: no rule matches, and without one the level is None.',
  );
  assert.equal(
    sentence('omitStages: [RequestReceived]\nrules: [{level: Request, omitStages: [ResponseComplete]}]', 'GET /version'),
    'Not recorded: rule 1 says Request, but the policy omits every stage this request passes (RequestReceived and ResponseComplete).',
  );
});

test('the trace tells what each rule wanted and what the request has', () => {
  const rules = `rules:
- {level: None, users: [bob]}
- {level: None, userGroups: [ops]}
- {level: None, verbs: [get]}
- {level: None, namespaces: [""]}
- {level: None, resources: [{group: "", resources: [pods]}, {group: apps}]}
- {level: None, nonResourceURLs: [/healthz]}
- {level: Metadata}`;
  const policy = policyOf(rules);
  const read = readSample('GET /api/v1/namespaces/a/pods/web/log', { user: alice });
  assert.ok(!('error' in read));
  const [request] = read.requests;
  // verb get would match rule 3
  const listed = { ...request!, attributes: { ...request!.attributes, verb: 'list' } };
  const { trace } = simulate(policy, listed);
  const words = trace.flatMap(({ rule, failed }) => {
    if (failed === undefined) return [];
    const { selector, wanted, found } = failedWords(policy.spec.rules[rule]!, failed, listed.attributes);
    return [`${selector}: ${wanted.join(' | ')} / ${found}`];
  });
  assert.deepEqual(words, [
    'users: bob / alice',
    'userGroups: ops / dev, system:authenticated',
    'verbs: get / list',
    'namespaces:  / "a"',
    'resources: pods in core | everything in apps / pods/log "web" in core',
    'nonResourceURLs: /healthz / a resource request',
  ]);
  assert.deepEqual(trace.at(-1), { rule: 6, matched: true });
});

test('an event previewed from attributes has the version its request has', () => {
  const { events } = simulated('rules: [{level: Metadata}]', 'verb: get\napiGroup: apps\nresource: deployments\nnamespace: a\nname: w');
  assert.deepEqual(events[0]!.objectRef, { resource: 'deployments', namespace: 'a', name: 'w', apiGroup: 'apps', apiVersion: 'v1' });
});
