import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RequestAttributes, User } from '../../../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../../../server/kubernetes/request-info.ts';
import { compilePolicy } from '../../../server/policy/evaluate.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { policySpec } from '../../../server/policy/policy-spec.ts';

const fixture = (name: string) => readFileSync(new URL(`fixtures/${name}`, import.meta.url), 'utf8');

const userNamed = (name: string): User | null => {
  if (name === '') return null;
  if (name === 'system:anonymous') return { name, groups: ['system:unauthenticated'] };
  if (!name.startsWith('system:serviceaccount:')) return { name, groups: ['dev', 'system:authenticated'] };
  return { name, groups: ['system:serviceaccounts', `system:serviceaccounts:${name.split(':')[2]}`, 'system:authenticated'] };
};

const decide = (policy: string, request: string, user: User | null) => {
  const [method, url] = request.split(' ') as [string, string];
  return compilePolicy(policySpec(parsePolicy(policy))).decide(attributesOf({ method, url, user }) as RequestAttributes);
};

const withRules = (rules: string) => `apiVersion: audit.k8s.io/v1\nkind: Policy\n${rules}`;

for (const row of fixture('matching-examples.tsv').trimEnd().split('\n').slice(1)) {
  const [id, selectors, request, user, matches] = row.split('\t') as [string, string, string, string, string];
  test(`${id}: ${selectors || 'no selectors'}, ${request}`, () => {
    const policy = withRules(`rules: [{level: Metadata${selectors && `, ${selectors}`}}]`);
    assert.equal(decide(policy, request, userNamed(user)).level, matches === 'yes' ? 'Metadata' : 'None');
  });
}

const alice = userNamed('alice');
const OMITTING = withRules(`omitStages: [RequestReceived]
rules:
- {level: Request, verbs: [create], omitStages: [ResponseComplete, RequestReceived]}
- {level: Metadata, verbs: [get]}`);
const MANAGED = withRules(`omitManagedFields: true
rules:
- {level: Request, verbs: [create], omitManagedFields: false}
- {level: Request, verbs: [patch]}
- {level: Request, verbs: [update], omitManagedFields: true}`);
const POD = '/api/v1/namespaces/default/pods/p1';
const PODS = '/api/v1/namespaces/default/pods';
const DELETED = withRules(`rules:
- {level: None, resources: [{group: "", resources: [pods]}]}
- {level: RequestResponse, verbs: [delete], resources: [{group: "", resources: [pods]}]}`);

test('order, omitStages and omitManagedFields across a policy', () => {
  assert.equal(decide(DELETED, `DELETE ${POD}`, alice).rule, 0);
  assert.equal(decide(DELETED, `POST ${POD}/exec`, alice).rule, null);
  assert.deepEqual([...decide(OMITTING, `POST ${PODS}`, alice).omitStages].sort(), ['RequestReceived', 'ResponseComplete']);
  assert.deepEqual(decide(OMITTING, `GET ${POD}`, alice).omitStages, ['RequestReceived']);
  assert.deepEqual(decide(OMITTING, `DELETE ${POD}`, alice), { level: 'None', rule: null, omitStages: ['RequestReceived'], omitManagedFields: false });
  assert.equal(decide(MANAGED, `POST ${PODS}`, alice).omitManagedFields, false);
  assert.equal(decide(MANAGED, `PATCH ${POD}`, alice).omitManagedFields, true);
  assert.equal(decide(MANAGED, `PUT ${POD}`, alice).omitManagedFields, true);
  assert.equal(decide(withRules('rules: [{level: Metadata}, {level: None, nonResourceURLs: [/healthz*]}]'), 'GET /healthz', alice).rule, 0);
  assert.equal(decide(withRules('rules: [{level: None, userGroups: ["system:nodes"]}, {level: Metadata}]'), `GET ${POD}`, null).rule, 1);
});

const PROXY: User = { name: 'system:kube-proxy', groups: ['system:authenticated'] };
const SAMPLE: readonly [string, User | null, string, number][] = [
  [`GET ${POD}`, alice, 'RequestResponse', 1],
  [`GET ${POD}/log`, alice, 'Metadata', 2],
  [`POST ${POD}/exec`, alice, 'Request', 8],
  ['PUT /api/v1/namespaces/default/configmaps/controller-leader', alice, 'None', 3],
  ['GET /api/v1/namespaces/kube-system/configmaps', alice, 'Request', 6],
  ['GET /api/v1/namespaces/default/secrets/s', alice, 'Metadata', 7],
  ['POST /api/v1/namespaces/default/serviceaccounts/default/token', alice, 'Request', 8],
  ['GET /api', alice, 'None', 5],
  ['GET /apis/apps/v1', alice, 'None', 5],
  ['GET /healthz', alice, 'Metadata', 9],
  ['GET /apis/apps/v1/deployments', alice, 'Metadata', 9],
  ['GET /api/v1/nodes/n1', alice, 'Request', 8],
  ['GET /api/v1/services?watch=1', PROXY, 'None', 4],
  ['GET /apis/discovery.k8s.io/v1/endpointslices?watch=1', PROXY, 'Metadata', 9],
  ['GET /version', userNamed('system:anonymous'), 'Metadata', 9],
  ['GET /api', null, 'Metadata', 9],
];

test('the sample policy of the Kubernetes documentation', () => {
  const policy = fixture('kubernetes-sample-policy.yaml');
  for (const [request, user, level, rule] of SAMPLE) {
    const decision = decide(policy, request, user);
    assert.deepEqual([decision.level, decision.rule], [level, rule - 1], request);
  }
});
