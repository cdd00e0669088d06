import fc from 'fast-check';
import type { RequestAttributes } from '../../../../server/kubernetes/request-attributes.ts';
import type { PolicySpec } from '../../../../server/policy/policy-spec.ts';

/** All the verbs a resource request can have. */
const VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'proxy', ''];
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'];
const RESOURCES = ['pods', 'secrets', 'nodes', 'deployments', 'widgets'];
const SUBRESOURCES = ['', '', 'status', 'exec', 'log', 'scale', 'token'];
const PATHS = ['/', '/healthz', '/healthz/ping', '/metrics', '/api', '/api/v1', '/apis/apps/v1', '/version'];

/**
 * Requests as an API server derives them, built from the values a policy names and from others; `verbatim` adds the names
 * with a star that a policy has, which nobody bears.
 */
export function requestsFor(policy: PolicySpec, verbatim: boolean): fc.Arbitrary<RequestAttributes> {
  const { rules } = policy;
  const entries = rules.flatMap(r => r.resources);
  const own = (values: readonly string[]) => (verbatim ? values : values.filter(v => !v.includes('*')));
  const parts = entries
    .flatMap(e => e.resources.map(r => r.split('/')))
    .filter(p => p.length <= 2 && p.every(x => verbatim || !x.includes('*')));
  const pick = (...values: readonly string[]) => fc.constantFrom(...new Set(values));
  const user = fc.option(
    fc.record({
      name: pick('alice', ...own(rules.flatMap(r => r.users))),
      groups: fc.uniqueArray(pick('system:authenticated', ...own(rules.flatMap(r => r.userGroups))), { maxLength: 3 }),
    }),
    { nil: null },
  );
  const resource = fc.record({
    isResourceRequest: fc.constant(true),
    verb: pick(...VERBS),
    apiGroup: pick('', 'apps', 'example.com', ...own(entries.map(e => e.group))),
    apiVersion: fc.constant('v1'),
    resource: pick(...RESOURCES, ...parts.map(p => p[0]!).filter(p => p !== '')),
    subresource: pick(...SUBRESOURCES, ...parts.map(p => p[1] ?? '')),
    namespace: pick('', 'default', 'shop', ...own(rules.flatMap(r => r.namespaces))),
    name: pick('', 'x', ...own(entries.flatMap(e => e.resourceNames))),
    path: fc.constant(''),
    user,
  });
  const urls = rules.flatMap(r => r.nonResourceURLs).map(u => u.replace(/\*+$/, ''));
  const nonResource = fc.record({
    isResourceRequest: fc.constant(false),
    verb: pick(...METHODS),
    apiGroup: fc.constant(''),
    apiVersion: fc.constant(''),
    resource: fc.constant(''),
    subresource: fc.constant(''),
    namespace: fc.constant(''),
    name: fc.constant(''),
    // a path with a resource behind the version is a resource request
    path: pick(...PATHS, ...urls.filter(u => u.startsWith('/') && !/^\/(api\/[^/]+\/[^/]|apis\/[^/]+\/[^/]+\/[^/])/.test(u))),
    user,
  });
  return fc.oneof({ arbitrary: resource, weight: 4 }, { arbitrary: nonResource, weight: 1 });
}
