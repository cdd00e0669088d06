import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { RequestAttributes, User } from '../../../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../../../server/kubernetes/request-info.ts';
import { compilePolicy } from '../../../server/policy/evaluate.ts';
import { parsePolicy } from '../../../server/policy/policy-document.ts';
import { policySpec } from '../../../server/policy/policy-spec.ts';
import { simulate, simulatedPolicy } from '../../../server/policy/simulate.ts';

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
const POD = '/api/v1/namespaces/default/pods/p1';
const PODS = '/api/v1/namespaces/default/pods';
const DELETED = `rules:
- {level: None, resources: [{group: "", resources: [pods]}]}
- {level: RequestResponse, verbs: [delete], resources: [{group: "", resources: [pods]}]}`;
const OMITTING = `omitStages: [RequestReceived]
rules:
- {level: Request, verbs: [create], omitStages: [ResponseComplete, RequestReceived]}
- {level: Metadata, verbs: [get]}`;
const MANAGED = `omitManagedFields: true
rules:
- {level: Request, verbs: [create], omitManagedFields: false}
- {level: Request, verbs: [patch]}
- {level: Request, verbs: [update], omitManagedFields: true}`;
const SILENT = 'rules: [{level: Metadata, omitStages: [RequestReceived, ResponseStarted, ResponseComplete, Panic]}]';
const BOT: User = {
  name: 'system:serviceaccount:ci:bot',
  groups: ['system:serviceaccounts', 'system:serviceaccounts:ci', 'system:authenticated'],
};

/** Rows P1 to P14 of the reference: policy, request, user; level, rule counted from 1, stages left out, managed fields left out. */
type PolicyRow = readonly [string, string, string, User | null, string, number | null, readonly string[], boolean];
const ACROSS: readonly PolicyRow[] = [
  ['P1', DELETED, `DELETE ${POD}`, alice, 'None', 1, [], false],
  ['P2', DELETED, `POST ${POD}/exec`, alice, 'None', null, [], false],
  ['P3', OMITTING, `POST ${PODS}`, alice, 'Request', 1, ['RequestReceived', 'ResponseComplete'], false],
  ['P4', OMITTING, `GET ${POD}`, alice, 'Metadata', 2, ['RequestReceived'], false],
  ['P5', OMITTING, `DELETE ${POD}`, alice, 'None', null, ['RequestReceived'], false],
  ['P6', MANAGED, `POST ${PODS}`, alice, 'Request', 1, [], false],
  ['P7', MANAGED, `PATCH ${POD}`, alice, 'Request', 2, [], true],
  ['P8', MANAGED, `PUT ${POD}`, alice, 'Request', 3, [], true],
  ['P9', SILENT, `GET ${POD}`, alice, 'Metadata', 1, ['Panic', 'RequestReceived', 'ResponseComplete', 'ResponseStarted'], false],
  ['P10', 'rules: [{level: None, omitStages: [Panic]}]', `GET ${POD}`, alice, 'None', 1, ['Panic'], false],
  ['P11', 'rules: [{level: Metadata}, {level: None, nonResourceURLs: [/healthz*]}]', 'GET /healthz', alice, 'Metadata', 1, [], false],
  ['P12', 'rules: [{level: None, userGroups: ["system:nodes"]}, {level: Metadata}]', `GET ${POD}`, null, 'Metadata', 2, [], false],
  ['P13', `rules: [{level: None, users: ["${BOT.name}"]}, {level: RequestResponse}]`, `GET ${POD}`, BOT, 'None', 1, [], false],
  ['P14', 'rules: [{level: None, users: [alice]}, {level: Metadata}]', `GET ${POD}`, BOT, 'Metadata', 2, [], false],
];
/** What each of them leaves in the log; P13 and P14 act as alice. */
const RECORDED: Readonly<Record<string, readonly string[]>> = {
  P3: [],
  P4: ['ResponseComplete'],
  P6: ['RequestReceived', 'ResponseComplete'],
  P9: [],
  P10: [],
  P12: ['ResponseStarted'],
  P13: [],
  P14: ['RequestReceived', 'ResponseComplete'],
};

for (const [id, policy, request, user, level, rule, omitted, managed] of ACROSS) {
  test(`${id}: ${request} by ${user?.name ?? 'nobody'}`, () => {
    const [method, url] = request.split(' ') as [string, string];
    const attributes = attributesOf({ method, url, user }) as RequestAttributes;
    const impersonated: User = { name: 'alice', groups: ['system:authenticated'] };
    const found = simulate(simulatedPolicy(parsePolicy(withRules(policy))), { attributes, url, ...(user === BOT && { impersonated }) });
    const { omitStages, omitManagedFields, events } = found;
    assert.deepEqual(
      [found.level, found.rule, [...omitStages].sort(), omitManagedFields],
      [level, rule === null ? null : rule - 1, omitted, managed],
    );
    const recorded = RECORDED[id];
    if (recorded)
      assert.deepEqual(
        events.map(e => e.stage),
        recorded,
      );
    if (id === 'P12') assert.deepEqual(events[0]?.user, {});
    if (id === 'P14') assert.deepEqual(events[1]?.impersonatedUser?.username, 'alice');
  });
}

const PROXY: User = { name: 'system:kube-proxy', groups: ['system:authenticated'] };
const SAMPLE: readonly [string, string, User | null, string, number][] = [
  ['S1', `GET ${POD}`, alice, 'RequestResponse', 1],
  ['S2', `GET ${POD}/log`, alice, 'Metadata', 2],
  ['S3', `POST ${POD}/exec`, alice, 'Request', 8],
  ['S4', 'PUT /api/v1/namespaces/default/configmaps/controller-leader', alice, 'None', 3],
  ['S5', 'GET /api/v1/namespaces/kube-system/configmaps', alice, 'Request', 6],
  ['S6', 'GET /api/v1/namespaces/default/secrets/s', alice, 'Metadata', 7],
  ['S7', 'POST /api/v1/namespaces/default/serviceaccounts/default/token', alice, 'Request', 8],
  ['S8', 'GET /api', alice, 'None', 5],
  ['S8', 'GET /apis/apps/v1', alice, 'None', 5],
  ['S9', 'GET /healthz', alice, 'Metadata', 9],
  ['S10', 'GET /apis/apps/v1/deployments', alice, 'Metadata', 9],
  ['S11', 'GET /api/v1/nodes/n1', alice, 'Request', 8],
  ['S12', 'GET /api/v1/services?watch=1', PROXY, 'None', 4],
  ['S13', 'GET /apis/discovery.k8s.io/v1/endpointslices?watch=1', PROXY, 'Metadata', 9],
  ['S14', 'GET /version', userNamed('system:anonymous'), 'Metadata', 9],
  ['S15', 'GET /api', null, 'Metadata', 9],
];

test('the sample policy of the Kubernetes documentation', () => {
  const policy = fixture('kubernetes-sample-policy.yaml');
  for (const [id, request, user, level, rule] of SAMPLE) {
    const decision = decide(policy, request, user);
    assert.deepEqual([decision.level, decision.rule], [level, rule - 1], `${id}: ${request}`);
  }
});
