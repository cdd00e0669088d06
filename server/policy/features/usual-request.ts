import { type ApiResource, type ApiTable, findResource } from '../../kubernetes/api-resources.ts';
import type { RequestAttributes, User } from '../../kubernetes/request-attributes.ts';
import { urlOf } from '../../kubernetes/request-url.ts';
import { usualGroups } from '../../kubernetes/usual-groups.ts';
import { isNonResourceVerb } from '../../kubernetes/verbs.ts';
import { failedSelector } from '../match-rule.ts';
import type { PolicySpec, RuleSpec } from '../policy-spec.ts';

/** What people do most, for a rule that says little. */
const VERBS = ['get', 'list', 'create', 'update', 'patch', 'delete', 'watch', 'deletecollection'];
const RESOURCES: readonly (readonly [group: string, resource: string])[] = [
  ['', 'pods'],
  ['apps', 'deployments'],
  ['', 'configmaps'],
  ['', 'nodes'],
  ['', 'pods/exec'],
  ['example.com', 'widgets'],
];
const PATHS = ['/healthz', '/version', '/metrics', '/logs', '/example'];
/** Requests that are tried before giving up. */
const MOST_TRIED = 400;

/**
 * A request that the rule decides and that people or programs really send, made from the rule's own words; undefined where
 * none of those tried is decided by it. The evaluator is the judge.
 */
export function usualRequest(policy: PolicySpec, index: number, api: ApiTable): RequestAttributes | undefined {
  const earlier = policy.rules.slice(0, index);
  const rule = policy.rules[index]!;
  let tried = 0;
  for (const request of candidates(rule, api)) {
    if (failedSelector(rule, request) === undefined && earlier.every(e => failedSelector(e, request) !== undefined)) return request;
    if (++tried >= MOST_TRIED) return undefined;
  }
  return undefined;
}

function* candidates(rule: RuleSpec, api: ApiTable): Generator<RequestAttributes> {
  const users = usersOf(rule);
  const paths = rule.nonResourceURLs.length > 0;
  if (!paths) for (const user of users) for (const request of resourceRequests(rule, api)) yield { ...request, user };
  if (rule.resources.length > 0 || rule.namespaces.length > 0) return;
  const stems = paths ? rule.nonResourceURLs.map(u => (u === '*' ? '/example' : u.replace(/\*+$/, ''))) : PATHS;
  for (const user of users)
    for (const path of stems.map(s => (s === '' || s === '/' ? '/' : s.replace(/\/$/, ''))))
      for (const verb of rule.verbs.length > 0 ? rule.verbs.filter(isNonResourceVerb) : ['get', 'post']) {
        const request = { ...BLANK, isResourceRequest: false, verb, path, user };
        if (isReal(request, api)) yield request;
      }
}

const BLANK = { apiGroup: '', apiVersion: '', resource: '', subresource: '', namespace: '', name: '', path: '' };

function* resourceRequests(rule: RuleSpec, api: ApiTable): Generator<Omit<RequestAttributes, 'user'>> {
  const targets =
    rule.resources.length > 0
      ? rule.resources.flatMap(e => targetsOf(e.group, e.resources, api).map(t => ({ ...t, names: e.resourceNames })))
      : RESOURCES.map(([group, resource]) => ({ group, resource, names: [] as readonly string[] }));
  const namespaces = rule.namespaces.filter(n => n !== '');
  for (const { group, resource: pattern, names } of targets) {
    const [resource = '', subresource = ''] = pattern.split('/');
    const known = findResource(api, group, resource);
    const served = known && servedVerbs(known, subresource);
    const verbs = (rule.verbs.length > 0 ? VERBS.filter(v => rule.verbs.includes(v)) : VERBS).filter(v => !served || served.includes(v));
    for (const verb of verbs)
      for (const namespace of known?.namespaced === false ? [''] : [...namespaces, ...(namespaces.length > 0 ? [''] : ['default', ''])])
        for (const name of namesFor(verb, subresource, names)) {
          // a Namespace object is in the namespace of its own name
          const inOwn = group === '' && resource === 'namespaces' && name !== '';
          const where = inOwn ? name : namespace;
          const request = { ...BLANK, isResourceRequest: true, verb, apiGroup: group, resource, subresource, namespace: where, name };
          if (isReal({ ...request, user: null }, api)) yield request;
        }
  }
}

/** A creation and a list have no name, a read has one. */
function namesFor(verb: string, subresource: string, names: readonly string[]): readonly string[] {
  const named = names.filter(n => n !== '' && !n.includes('*')).slice(0, 2);
  if (subresource === '' && ['list', 'watch', 'create', 'deletecollection'].includes(verb))
    return ['', ...(verb === 'create' ? [] : named)];
  return named.length > 0 ? named : ['example'];
}

const servedVerbs = (resource: ApiResource, subresource: string): readonly string[] =>
  subresource === '' ? resource.verbs : (resource.subresources.find(s => s.name === subresource)?.verbs ?? []);

/** The resources that an entry means, the first few of a whole group. */
function targetsOf(group: string, patterns: readonly string[], api: ApiTable): { readonly group: string; readonly resource: string }[] {
  if (group === '*') return RESOURCES.flatMap(([g]) => targetsOf(g, patterns, api));
  const all = [...RESOURCES.filter(([g]) => g === group).map(([, r]) => r), ...(api.groups.get(group) ?? []).map(r => r.resource)];
  const whole = patterns.length === 0 ? ['*'] : patterns;
  return whole.flatMap(pattern => {
    if (pattern === '*') return all.slice(0, 8).map(resource => ({ group, resource }));
    if (pattern.startsWith('*/'))
      return (api.groups.get(group) ?? [])
        .filter(r => r.subresources.some(s => s.name === pattern.slice(2)))
        .slice(0, 4)
        .map(r => ({ group, resource: `${r.resource}${pattern.slice(1)}` }));
    return [{ group, resource: pattern.replace(/\/\*$/, '') }];
  });
}

/** Whether a URL exists that a server reads as this request. */
const isReal = (request: RequestAttributes, api: ApiTable): boolean => urlOf(request, api.minor) !== undefined;

function usersOf({ users, userGroups }: RuleSpec): User[] {
  const names = users.length > 0 ? users.slice(0, 3) : ['jane'];
  return names.map(name => ({ name, groups: [...new Set([...userGroups.slice(0, 1), ...usualGroups(name)])] }));
}
