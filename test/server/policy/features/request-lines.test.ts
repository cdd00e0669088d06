import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NEWEST_KUBERNETES } from '../../../../server/kubernetes/kubernetes-version.ts';
import { requestLenses } from '../../../../server/policy/features/request-lenses.ts';
import { readRequestFile } from '../../../../server/policy/features/request-lines.ts';
import { parsePolicy } from '../../../../server/policy/policy-document.ts';
import { withRanges } from '../marked-text.ts';

const lensesOf = (text: string) => requestLenses(parsePolicy(text), { kubernetes: NEWEST_KUBERNETES });

const POLICY = `apiVersion: audit.k8s.io/v1
kind: Policy
omitStages: [RequestReceived]
rules:
# user: system:node:n1
# ⟦GET /api/v1/nodes⟧
- level: None
  userGroups: [system:nodes]

# Exec into anything:
#   ⟦$ kubectl exec -n prod web-0 -- sh⟧
# GET /api/v1/ is noise
# kubectl exec is recorded
- level: Metadata
  # user: bob
  # groups: dev, ops
  # ⟦GET /api/v1/namespaces/default/secrets/db HTTP/1.1⟧
  # user:
  # ⟦$ curl -X DELETE https://host/version⟧
  resources: [{group: "", resources: [pods/exec]}] # ⟦$ kubectl get pdos⟧
- level: Request # ⟦$ kubectl config view⟧
  userGroups: [dev]
`;

test('requests in comments of a policy: which they are, who sends them, and what the policy makes of them', () => {
  const { text, ranges } = withRanges(POLICY);
  const lenses = lensesOf(text);
  assert.deepEqual(
    lenses.map(lens => lens.range),
    ranges,
  );
  assert.deepEqual(
    lenses.map(lens => lens.title),
    [
      '– not recorded, rule 1: list nodes in core',
      'M Metadata, rule 2: get pods/exec "web-0" in core, namespace prod, by alice (also sent: – M)',
      'R Request, rule 3: get secrets "db" in core, namespace default',
      '– not recorded, no rule: delete /version, by nobody',
      'Cannot be told: no built-in resource is called "pdos"; did you mean pods?',
      'Sends no request to the API server',
    ],
  );
  assert.equal(lenses[1]?.input.request, 'kubectl exec -n prod web-0 -- sh');
  assert.deepEqual(
    lenses.map(({ input }) => [input.user, input.groups.join()]),
    [
      ['system:node:n1', 'system:nodes,system:authenticated'],
      ['alice', 'system:authenticated'],
      ['bob', 'dev,ops'],
      [null, ''],
      ['alice', 'system:authenticated'],
      ['alice', 'system:authenticated'],
    ],
  );
});

test('a request in a comment is the same behind Windows line ends', () => {
  const { text } = withRanges(POLICY);
  const titles = (policy: string) => lensesOf(policy).map(lens => lens.title);
  assert.deepEqual(titles(text.replaceAll('\n', '\r\n')), titles(text));
});

test('a request that passes no stage which is recorded is told as not recorded', () => {
  const text =
    'apiVersion: audit.k8s.io/v1\nkind: Policy\nomitStages: [RequestReceived, ResponseComplete]\nrules:\n# GET /version\n- level: Metadata\n';
  assert.deepEqual(
    lensesOf(text).map(lens => lens.title),
    ['– not recorded, rule 1: get /version, by alice'],
  );
});

test('a file of requests: comments, the policy it is for, and who sends the requests below', () => {
  const { text, ranges } = withRanges(
    `# what the platform team may not miss
policy: ⟦../audit policy.yaml⟧
⟦GET /version⟧
user: system:serviceaccount:prod:ci
  ⟦kubectl exec -n prod web-0 -- sh⟧
groups: dev , ops,
⟦{"verb": "get", "resource": "secrets"}⟧
user:
⟦curl https://host/healthz⟧
policy: another.yaml`,
  );
  const file = readRequestFile(text);
  assert.deepEqual(file.policy, { value: '../audit policy.yaml', range: ranges[0] });
  assert.deepEqual(
    file.lines.map(line => line.range),
    ranges.slice(1),
  );
  assert.deepEqual(
    file.lines.map(({ user, assumed }) => [user && `${user.name}: ${user.groups.join()}`, assumed]),
    [
      ['alice: system:authenticated', true],
      ['system:serviceaccount:prod:ci: system:serviceaccounts,system:serviceaccounts:prod,system:authenticated', false],
      ['system:serviceaccount:prod:ci: dev,ops', false],
      [null, false],
    ],
  );
});

test('a file of requests without any is read too', () => {
  assert.deepEqual(readRequestFile(''), { policy: undefined, lines: [] });
  assert.deepEqual(readRequestFile('policy:\r\n# nothing\r\n'), { policy: undefined, lines: [] });
});
