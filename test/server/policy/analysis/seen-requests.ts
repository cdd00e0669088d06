import { type ApiTable, findResource } from '../../../../server/kubernetes/api-resources.ts';
import type { RequestAttributes, User } from '../../../../server/kubernetes/request-attributes.ts';
import { attributesOf } from '../../../../server/kubernetes/request-info.ts';
import { usualGroups } from '../../../../server/kubernetes/usual-groups.ts';
import type { PolicySpec } from '../../../../server/policy/policy-spec.ts';

const distinct = (values: readonly string[]) => [...new Set(values)];
const OTHER = 'zz';
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
/** Groups that come with a credential: nobody is in one of them for another reason. */
const GIVEN = /^system:(authenticated|unauthenticated|serviceaccounts)(:|$)/;

/**
 * What an API server derives from requests that clients send: URLs of resources in their scope, and users with the groups
 * of their credential. Made from URLs alone, so that it owes nothing to the analysis that it tests.
 */
export function seenRequests(policy: PolicySpec, api: ApiTable): readonly RequestAttributes[] {
  const targets = [...resourceTargets(policy, api), ...pathTargets(policy)];
  const derived = targets.flatMap(({ method, url }) => {
    const attributes = attributesOf({ method, url, user: null });
    return 'error' in attributes ? [] : [attributes];
  });
  const shapes = new Map(derived.map(a => [JSON.stringify({ ...a, apiVersion: '', path: a.isResourceRequest ? '' : a.path }), a]));
  return usersOf(policy).flatMap(user => [...shapes.values()].map(a => ({ ...a, user })));
}

interface Target {
  readonly method: string;
  readonly url: string;
}

function* resourceTargets({ rules }: PolicySpec, api: ApiTable): Generator<Target> {
  const entries = rules.flatMap(r => r.resources);
  const segments = (values: readonly string[]) => distinct(values).filter(v => v !== '' && !v.includes('/'));
  const parts = entries.flatMap(e => e.resources.map(r => r.split('/')));
  const groups = segments(entries.map(e => e.group)).concat('', OTHER);
  const resources = segments(parts.map(p => p[0]!)).concat(OTHER, 'nodes', 'namespaces');
  const subresources = segments(parts.flatMap(p => p.slice(1))).concat('', OTHER);
  const names = segments(entries.flatMap(e => e.resourceNames)).concat('', OTHER);
  const namespaces = segments(rules.flatMap(r => r.namespaces)).concat(OTHER);
  for (const group of groups)
    for (const resource of distinct(resources)) {
      const prefix = group === '' ? '/api/v1' : `/apis/${group}/v1`;
      const { namespaced, isCluster } = scopeOf(api, group, resource);
      // any of the names may be that of a namespace too
      const own = resource === 'namespaces' ? distinct([...namespaces, ...names]) : names;
      for (const name of own)
        for (const subresource of name === '' ? [''] : resource === 'namespaces' ? ['', 'status', 'finalize'] : subresources) {
          const path = [resource, name, subresource].filter(p => p !== '').join('/');
          const selectable = name === '' ? names : [];
          if (namespaced) for (const namespace of namespaces) yield* targetsOf(prefix, `namespaces/${namespace}/${path}`, true, selectable);
          // of all namespaces there are only lists
          yield* targetsOf(prefix, path, isCluster, selectable);
        }
    }
}

function scopeOf(api: ApiTable, group: string, resource: string): { readonly namespaced: boolean; readonly isCluster: boolean } {
  if (resource === 'namespaces') return { namespaced: false, isCluster: true };
  const known = findResource(api, group, resource);
  return { namespaced: known?.namespaced ?? true, isCluster: !(known?.namespaced ?? false) };
}

/** The requests on one URL; `whole` where more than lists of it are served. Nobody creates an object below its own name. */
function* targetsOf(prefix: string, path: string, whole: boolean, selectable: readonly string[]): Generator<Target> {
  const [, name, subresource] = path.replace(/^namespaces\/[^/]+\/(?!status$|finalize$)/, '').split('/');
  const methods = subresource === undefined && name !== undefined ? METHODS.filter(m => m !== 'POST') : METHODS;
  for (const method of whole ? methods : name === undefined ? ['GET'] : []) yield { method, url: `${prefix}/${path}` };
  // the old form, still understood: what it does stands before the resource
  for (const verb of whole && subresource === undefined ? ['watch', 'proxy'] : [])
    yield { method: 'GET', url: `${prefix}/${verb}/${path}` };
  if (name !== undefined) return;
  yield { method: 'GET', url: `${prefix}/${path}?watch=1` };
  for (const selected of selectable.filter(n => n !== ''))
    for (const watch of ['', '&watch=1'])
      yield { method: 'GET', url: `${prefix}/${path}?fieldSelector=metadata.name%3D${selected}${watch}` };
}

function* pathTargets({ rules }: PolicySpec): Generator<Target> {
  const stems = rules.flatMap(r => r.nonResourceURLs).map(p => p.replace(/\*+$/, ''));
  const paths = distinct([...stems, ...stems.map(s => s + OTHER), `/${OTHER}`, '/']).filter(p => p.startsWith('/'));
  for (const url of paths) for (const method of METHODS) yield { method, url };
}

/** Nobody, everybody the policy names, others, with the groups of their credential and any selection of the policy's own. */
function usersOf({ rules }: PolicySpec): readonly (User | null)[] {
  const groups = distinct(rules.flatMap(r => r.userGroups));
  const accounts = groups.flatMap(g => /^system:serviceaccounts:(.+)$/.exec(g)?.[1] ?? []);
  const others = ['jane', ...[...accounts, OTHER].map(namespace => `system:serviceaccount:${namespace}:${OTHER}`)];
  const free = groups.filter(g => !GIVEN.test(g));
  return [
    null,
    ...distinct([...rules.flatMap(r => r.users), 'system:anonymous', ...others]).flatMap(name =>
      subsets(free).map(more => ({ name, groups: [...usualGroups(name), ...more] })),
    ),
  ];
}

const subsets = ([first, ...rest]: readonly string[]): string[][] =>
  first === undefined ? [[]] : subsets(rest).flatMap(set => [set, [first, ...set]]);
