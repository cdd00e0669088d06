import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { apiTable, findResource } from '../../../server/kubernetes/api-resources.ts';
import type { RequestAttributes } from '../../../server/kubernetes/request-attributes.ts';
import { ruleSurprises } from '../../../server/policy/explain/rule-surprises.ts';
import { failedSelector } from '../../../server/policy/match-rule.ts';
import type { RuleSpec } from '../../../server/policy/policy-spec.ts';

const api = apiTable(37);

const rule = (fields: Partial<RuleSpec>): RuleSpec => ({
  level: 'Metadata',
  users: [],
  userGroups: [],
  verbs: [],
  resources: [],
  namespaces: [],
  nonResourceURLs: [],
  omitStages: [],
  omitManagedFields: undefined,
  ...fields,
});

const request = (fields: Partial<RequestAttributes>): RequestAttributes => ({
  isResourceRequest: true,
  verb: 'get',
  apiGroup: '',
  apiVersion: 'v1',
  resource: '',
  subresource: '',
  namespace: 'default',
  name: 'x',
  path: '',
  user: { name: 'alice', groups: ['system:authenticated'] },
  ...fields,
});

const RESOURCES = [
  'pods',
  'pods/exec',
  'pods/*',
  '*/status',
  '*',
  'nodes',
  'services',
  'secrets',
  'serviceaccounts',
  'events',
  'deployments',
  'deployments/scale',
  'configmaps',
];
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

const entry = fc.record({
  group: fc.constantFrom('', 'apps', 'events.k8s.io', '*'),
  resources: fc.uniqueArray(fc.constantFrom(...RESOURCES), { maxLength: 4 }),
  resourceNames: fc.constant([] as string[]),
});
const anyRule = fc
  .record({
    level: fc.constantFrom('None', 'Metadata', 'Request', 'RequestResponse'),
    verbs: fc.uniqueArray(fc.constantFrom(...VERBS), { maxLength: 3 }),
    resources: fc.array(entry, { minLength: 1, maxLength: 3 }),
  })
  .map(fields => rule(fields as Partial<RuleSpec>));

const words = (sentence: string) => [...sentence.matchAll(/`([^`]+)`/g)].map(m => m[1]!);

test('what a surprise claims of resources holds for the matcher', () => {
  const claims = new Set<string>();
  fc.assert(
    fc.property(anyRule, spec => {
      const verbs = spec.verbs.length > 0 ? spec.verbs : VERBS;
      for (const sentence of ruleSurprises(spec, { api, omitsGroup: false })) {
        const [subject, ...others] = words(sentence);
        if (sentence.includes('does not include its subresources')) {
          claims.add('left out');
          // the claim is about one group of the rule, in which the resource exists
          const groups = spec.resources
            .filter(e => e.resources.includes(subject!) && findResource(api, e.group, subject!))
            .map(e => e.group);
          for (const other of others) {
            const [resource, subresource] = other.split('/') as [string, string];
            const missed = groups.some(apiGroup =>
              verbs.every(verb => failedSelector(spec, request({ verb, apiGroup, resource, subresource })) === 'resources'),
            );
            assert.ok(missed, `${sentence}\n${JSON.stringify(spec)}`);
          }
        } else if (sentence.includes('itself too')) {
          claims.add('itself');
          const group = spec.resources.find(e => e.resources.includes(subject!))!.group;
          assert.equal(
            failedSelector(spec, request({ verb: verbs[0]!, apiGroup: group === '*' ? 'apps' : group, resource: others[0]! })),
            undefined,
            sentence,
          );
        } else if (sentence.includes('is also served by')) {
          claims.add('other group');
          for (const apiGroup of others) assert.ok(findResource(api, apiGroup, subject!));
          for (const apiGroup of others)
            for (const verb of verbs)
              assert.equal(
                failedSelector(spec, request({ verb, apiGroup, resource: subject! })),
                'resources',
                `${sentence}\n${JSON.stringify(spec)}`,
              );
        } else if (sentence.includes('requests for tokens')) {
          claims.add('tokens');
          assert.notEqual(
            failedSelector(spec, request({ verb: 'create', resource: 'serviceaccounts', subresource: 'token' })),
            undefined,
            `${sentence}\n${JSON.stringify(spec)}`,
          );
        } else if (sentence.includes('since 1.30')) {
          claims.add('get');
          assert.equal(failedSelector(spec, request({ verb: 'get', resource: 'pods', subresource: 'exec' })), 'verbs');
        }
      }
    }),
    { numRuns: 1500 },
  );
  assert.deepEqual([...claims].toSorted(), ['get', 'itself', 'left out', 'other group', 'tokens']);
});

test('a literal star is told in each field that takes none, and matches nothing there', () => {
  const starred = rule({ users: ['system:node:*'], verbs: ['*'], namespaces: ['kube-*'] });
  const told = ruleSurprises(starred, { api, omitsGroup: false }).filter(s => s.includes('no wildcard'));
  assert.equal(told.length, 3);
  assert.equal(failedSelector(rule({ verbs: ['*'] }), request({})), 'verbs');
  assert.equal(failedSelector(rule({ namespaces: ['kube-*'] }), request({ namespace: 'kube-system' })), 'namespaces');
});

test('what is claimed of paths, namespaces and users holds for the matcher', () => {
  const says = (spec: RuleSpec, part: string) =>
    assert.ok(
      ruleSurprises(spec, { api, omitsGroup: false }).some(s => s.includes(part)),
      part,
    );
  const path = (verb: string, url: string) => request({ isResourceRequest: false, verb, path: url, namespace: '', name: '' });
  const prefix = rule({ nonResourceURLs: ['/healthz*'] });
  says(prefix, '`/healthzx` as well as `/healthz/x`');
  assert.equal(failedSelector(prefix, path('get', '/healthzx')), undefined);
  const listing = rule({ nonResourceURLs: ['/x'], verbs: ['list'] });
  says(listing, '`list` matches none');
  const reading = rule({ verbs: ['get'] });
  says(reading, 'also takes requests for paths');
  assert.equal(failedSelector(reading, path('get', '/healthz')), undefined);
  const everywhere = rule({ namespaces: ['a'] });
  says(everywhere, 'this rule does not see them');
  assert.equal(failedSelector(everywhere, request({ verb: 'list', namespace: '' })), 'namespaces');
  const anonymous = rule({ users: ['system:anonymous'] });
  says(anonymous, 'this rule does not see it');
  assert.equal(failedSelector(anonymous, request({ user: null })), 'users');
});
