import { isNonResourceVerb, isResourceVerb } from '../../kubernetes/verbs.ts';
import type { GroupResourcesSpec, RuleSpec } from '../policy-spec.ts';

/** "a", "a and b", "a, b and c"; beyond `most` the rest is counted. */
export function listed(words: readonly string[], most = 6, last = 'and'): string {
  if (words.length > most) return `${words.slice(0, most - 1).join(', ')} ${last} ${words.length - most + 1} more`;
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;
}

const READS = ['get', 'list', 'watch'];
const CHANGES = ['create', 'update', 'patch', 'delete', 'deletecollection'];

const sameSet = (a: readonly string[], b: readonly string[]) => {
  const [x, y] = [new Set(a), new Set(b)];
  return x.size === y.size && a.every(v => y.has(v));
};

/** "reads of", "changes of", "get and update requests for", "requests for". */
export function verbPhrase(verbs: readonly string[]): string {
  if (verbs.length === 0) return 'requests for';
  if (sameSet(verbs, READS)) return 'reads of';
  if (sameSet(verbs, CHANGES)) return 'changes of';
  return `${listed(verbs.map(v => (isResourceVerb(v) ? v : `"${v}"`)))} requests for`;
}

/** "requests for", "GET and HEAD requests for": the verbs of paths are HTTP methods. */
export function methodPhrase(verbs: readonly string[]): string {
  if (verbs.length === 0) return 'requests for';
  return `${listed(verbs.map(v => (isNonResourceVerb(v) ? v.toUpperCase() : `"${v}"`)))} requests for`;
}

/** "/version", "the paths /healthz* and /version", "every path that is no resource". */
export function pathPhrase(paths: readonly string[]): string {
  if (paths.includes('*')) return 'every path that is no resource';
  return `${paths.length === 1 ? 'the path' : 'the paths'} ${listed(paths)}`;
}

const groupName = (group: string): string => (group === '' ? 'the core group' : group === '*' ? 'every API group' : group);

/** What a rule without resources and paths is about: verbs tell whether paths can be meant. */
export function anyTargetPhrase(verbs: readonly string[]): string {
  const [paths, resources] = [verbs.some(isNonResourceVerb), verbs.some(isResourceVerb)];
  if (paths && !resources) return 'any path that is no resource';
  return paths || !resources ? 'any resource or path' : 'any resource';
}

/** What the entries of `resources` cover, the core group first: "secrets and configmaps, and tokenreviews of authentication.k8s.io". */
export function resourcePhrase(entries: readonly GroupResourcesSpec[]): string {
  const whole = entries.filter(e => e.resources.length === 0 || (e.resources.includes('*') && e.resourceNames.length === 0));
  const named = entries.filter(e => !whole.includes(e)).toSorted((a, b) => Number(a.group !== '') - Number(b.group !== ''));
  const parts = named.map(entryPhrase);
  if (whole.length > 0) parts.push(`everything in ${wholeGroups(whole.map(e => e.group))}`);
  // entries of several resources or groups are held apart by more than "and"
  return parts.length > 1 && parts.some(p => / and | of /.test(p)) ? clauses(parts) : listed(parts, 5);
}

function clauses(parts: readonly string[]): string {
  const shown = parts.length > 5 ? [...parts.slice(0, 4), `${parts.length - 4} more entries`] : parts;
  return `${shown.slice(0, -1).join(', ')}, and ${shown.at(-1)}`;
}

function wholeGroups(groups: readonly string[]): string {
  if (groups.includes('*')) return 'every API group';
  if (groups.length <= 3) return listed(groups.map(groupName));
  const first = groups.slice(0, 3).map(g => (g === '' ? 'core' : g));
  return `${groups.length} API groups (${first.join(', ')} …)`;
}

function entryPhrase({ group, resources, resourceNames }: GroupResourcesSpec): string {
  const of = group === '' ? '' : group === '*' ? ' of every API group' : ` of ${group}`;
  const named = resourceNames.map(n => (n === '' ? '"" (no name)' : n.includes('*') ? `"${n}"` : n));
  return `${listed(resources.map(patternPhrase))}${of}${named.length === 0 ? '' : ` named ${listed(named, 6, 'or')}`}`;
}

function patternPhrase(pattern: string): string {
  if (pattern === '*') return 'everything';
  if (pattern.startsWith('*/') && pattern !== '*/*') return `*/${pattern.slice(2)} (the subresource of every resource)`;
  if (pattern.endsWith('/*') && pattern !== '*/*') return `${pattern.slice(0, -2)} with all subresources`;
  return pattern === '' ? '""' : pattern;
}

/** "in the namespace kube-system"; empty where every namespace is meant. */
export function namespacePhrase(namespaces: readonly string[]): string {
  const named = namespaces.filter(n => n !== '');
  const parts = named.length === 0 ? [] : [`in the namespace${named.length > 1 ? 's' : ''} ${listed(named)}`];
  if (namespaces.includes('')) parts.push('without a namespace');
  return parts.join(' or ');
}

/** "by system:kube-proxy", "by members of system:nodes", "by anyone". */
export function userPhrase({ users, userGroups }: RuleSpec): string {
  const groups = listed(userGroups, 6, 'or');
  if (users.length === 0) return groups === '' ? 'by anyone' : `by members of ${groups}`;
  const names = listed(users, 6, 'or');
  return groups === '' ? `by ${names}` : `by ${names} when a member of ${groups}`;
}
