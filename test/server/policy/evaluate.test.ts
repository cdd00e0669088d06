import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { RequestAttributes } from '../../../server/kubernetes/request-attributes.ts';
import { compilePolicy } from '../../../server/policy/evaluate.ts';
import { failedSelector } from '../../../server/policy/match-rule.ts';
import type { PolicySpec, RuleSpec } from '../../../server/policy/policy-spec.ts';

/** Few words, odd ones among them, so that rules and requests meet often. */
const GROUPS = ['', 'apps', '*', 'core'];
const RESOURCES = ['pods', 'nodes', '', 'pods/log', 'a/b'];
const SUBRESOURCES = ['', 'log', 'status', 'log/x', '*'];
const PATTERNS = ['*', 'pods', 'pods/*', 'pods/log', '*/log', '*/status', '*/*', 'pods/log/x', 'a/b', 'a/b/log', '', '/*', 'nodes/status'];
const VERBS = ['get', 'list', 'create', ''];
const NAMES = ['', 'x', 'y'];
const NAMESPACES = ['', 'default', 'kube-system'];
const PATHS = ['/healthz', '/healthz/ping', '/metrics', '/'];
const URLS = ['*', '/healthz', '/healthz*', '/healthz/*', '/*', '/metrics'];
const USERS = ['alice', 'bob', ''];
const USER_GROUPS = ['dev', 'ops', 'system:authenticated'];

const some = (values: readonly string[]) => fc.subarray([...values], { maxLength: 2 });
const one = (values: readonly string[]) => fc.constantFrom(...values);

const rule: fc.Arbitrary<RuleSpec> = fc.record({
  level: fc.constantFrom('None', 'Metadata', 'Request', 'RequestResponse'),
  users: some(USERS),
  userGroups: some(USER_GROUPS),
  verbs: some(VERBS),
  resources: fc.array(fc.record({ group: one(GROUPS), resources: some(PATTERNS), resourceNames: some(NAMES) }), { maxLength: 2 }),
  namespaces: some(NAMESPACES),
  nonResourceURLs: some(URLS),
  omitStages: fc.constant([]),
  omitManagedFields: fc.constant(undefined),
});

const user = fc.option(fc.record({ name: one(USERS), groups: some(USER_GROUPS) }));
const request: fc.Arbitrary<RequestAttributes> = fc.oneof(
  fc.record({
    isResourceRequest: fc.constant(true),
    verb: one(VERBS),
    apiGroup: one(GROUPS),
    apiVersion: fc.constant('v1'),
    resource: one(RESOURCES),
    subresource: one(SUBRESOURCES),
    namespace: one(NAMESPACES),
    name: one(NAMES),
    path: fc.constant('/api/v1/x'),
    user,
  }),
  fc.record({ path: one(PATHS), verb: one(VERBS), user }).map(({ path, verb, user: who }) => ({
    isResourceRequest: false,
    verb,
    apiGroup: '',
    apiVersion: '',
    resource: '',
    subresource: '',
    namespace: '',
    name: '',
    path,
    user: who,
  })),
);

test('the compiled policy decides as the first rule of the plain matcher, for any rules, however many', () => {
  const policies = fc.array(rule, { maxLength: 80, size: 'max' });
  let decided = 0;
  fc.assert(
    fc.property(policies, fc.array(request, { minLength: 20, maxLength: 20 }), (rules, requests) => {
      const policy: PolicySpec = { rules, omitStages: [], omitManagedFields: false };
      const { decide } = compilePolicy(policy);
      for (const attributes of requests) {
        const first = rules.findIndex(candidate => failedSelector(candidate, attributes) === undefined);
        assert.equal(decide(attributes).rule, first < 0 ? null : first);
        if (first > 32) decided++;
      }
    }),
    { numRuns: 300 },
  );
  assert.ok(decided > 0, 'no rule beyond the first word of the index ever decided');
});
