import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import type { GroupResourcesSpec, RuleSpec } from './policy-spec.ts';

/** The selector that keeps a rule from matching a request. */
export type FailedSelector = 'users' | 'userGroups' | 'verbs' | 'namespaces' | 'resources' | 'nonResourceURLs';

/**
 * Undefined where the rule matches the request, else the first selector that does not hold.
 * Mirrors `ruleMatches` of `pkg/audit/policy/checker.go`.
 */
export function failedSelector(rule: RuleSpec, request: RequestAttributes): FailedSelector | undefined {
  const { user } = request;
  if (rule.users.length > 0 && !(user && rule.users.includes(user.name))) return 'users';
  if (rule.userGroups.length > 0 && !user?.groups.some(g => rule.userGroups.includes(g))) return 'userGroups';
  if (rule.verbs.length > 0 && !rule.verbs.includes(request.verb)) return 'verbs';
  if (rule.namespaces.length > 0 || rule.resources.length > 0) {
    if (!request.isResourceRequest) return rule.resources.length > 0 ? 'resources' : 'namespaces';
    if (rule.namespaces.length > 0 && !rule.namespaces.includes(request.namespace)) return 'namespaces';
    return rule.resources.length === 0 || rule.resources.some(e => entryMatches(e, request)) ? undefined : 'resources';
  }
  if (rule.nonResourceURLs.length > 0) {
    if (request.isResourceRequest || !rule.nonResourceURLs.some(u => pathMatches(u, request.path))) return 'nonResourceURLs';
  }
  return undefined;
}

/** `ruleMatchesResource`: the version is never looked at, and `pods/*` takes `pods` itself too. */
export function entryMatches(entry: GroupResourcesSpec, request: RequestAttributes): boolean {
  if (entry.group !== request.apiGroup && entry.group !== '*') return false;
  if (entry.resources.length === 0) return true;
  if (entry.resourceNames.length > 0 && !entry.resourceNames.includes(request.name)) return false;
  return entry.resources.some(pattern => resourceMatches(pattern, request.resource, request.subresource));
}

/** Whether an item of a rule's `resources` covers a resource and subresource (empty for none). */
export function resourceMatches(pattern: string, resource: string, subresource: string): boolean {
  if (pattern === '*' || pattern === (subresource === '' ? resource : `${resource}/${subresource}`)) return true;
  if (subresource !== '' && pattern.startsWith('*/') && pattern.slice(2) === subresource) return true;
  return pattern.endsWith('/*') && pattern.slice(0, -2) === resource;
}

/** `pathMatches`: `*`, the path itself, or a prefix ended by `*`. */
export function pathMatches(pattern: string, path: string): boolean {
  if (pattern === '*' || pattern === path) return true;
  return pattern.endsWith('*') && path.startsWith(pattern.replace(/\*+$/, ''));
}
