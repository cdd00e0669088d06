import type { GroupResourcesSpec, RuleSpec } from '../policy-spec.ts';

/** "a", "a and b", "a, b and c"; beyond `most` the rest is counted. */
export function listed(words: readonly string[], most = 6): string {
  if (words.length > most) return `${words.slice(0, most - 1).join(', ')} and ${words.length - most + 1} more`;
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

const READS = ['get', 'list', 'watch'];
const WRITES = ['create', 'update', 'patch', 'delete', 'deletecollection'];
const NOUNS: Readonly<Record<string, string>> = {
  get: 'gets',
  list: 'lists',
  watch: 'watches',
  create: 'creations',
  update: 'updates',
  patch: 'patches',
  delete: 'deletions',
  deletecollection: 'deletions of collections',
};

const sameSet = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every(x => b.includes(x));

/** "reads", "watches", "creations and deletions"; undefined where every verb is meant. */
export function verbPhrase(verbs: readonly string[]): string | undefined {
  if (verbs.length === 0) return undefined;
  if (sameSet(verbs, READS)) return 'reads';
  if (sameSet(verbs, WRITES) || sameSet(verbs, WRITES.slice(0, 4))) return 'changes';
  const known = verbs.every(v => NOUNS[v]);
  return known ? listed(verbs.map(v => NOUNS[v]!)) : `requests with the verb ${verbs.map(v => `"${v}"`).join(' or ')}`;
}

const groupName = (group: string): string => (group === '' ? 'the core group' : group === '*' ? 'every API group' : group);

/** What the entries of `resources` cover: "secrets and configmaps", "everything in apps and batch". */
export function resourcePhrase(entries: readonly GroupResourcesSpec[]): string {
  const whole = entries.filter(e => e.resources.length === 0 || (e.resources.includes('*') && e.resourceNames.length === 0));
  const parts = entries.filter(e => !whole.includes(e)).map(entryPhrase);
  if (whole.length > 0) parts.push(`everything in ${wholeGroups(whole.map(e => e.group))}`);
  return listed(parts, 5);
}

function wholeGroups(groups: readonly string[]): string {
  if (groups.length <= 3) return listed(groups.map(groupName));
  const first = groups.slice(0, 3).map(g => (g === '' ? 'core' : g));
  return `${groups.length} API groups (${first.join(', ')} …)`;
}

function entryPhrase({ group, resources, resourceNames }: GroupResourcesSpec): string {
  const of = group === '' ? '' : group === '*' ? ' of every API group' : ` of ${group}`;
  const names = resourceNames.length === 0 ? '' : ` named ${resourceNames.map(n => (n === '' ? '"" (no name)' : n)).join(' or ')}`;
  return `${listed(resources.map(patternPhrase))}${of}${names}`;
}

function patternPhrase(pattern: string): string {
  if (pattern.startsWith('*/') && pattern !== '*/*') return `the ${pattern.slice(2)} of any resource`;
  if (pattern.endsWith('/*') && pattern !== '*/*') return `${pattern.slice(0, -2)} with its subresources`;
  return pattern === '' ? '""' : pattern;
}

/** "in kube-system"; empty where every namespace is meant. */
export function namespacePhrase(namespaces: readonly string[]): string {
  const named = namespaces.filter(n => n !== '');
  const parts = named.length === 0 ? [] : [`in the namespace${named.length > 1 ? 's' : ''} ${listed(named)}`];
  if (namespaces.includes('')) parts.push('outside of namespaces (cluster-scoped, or over all namespaces)');
  return parts.join(' or ');
}

/** "by system:kube-proxy", "by members of system:nodes", "by anyone". */
export function userPhrase({ users, userGroups }: RuleSpec): string {
  const group = userGroups.length === 0 ? '' : `members of ${listed(userGroups).replace(/ and ([^,]*)$/, ' or $1')}`;
  if (users.length === 0) return group === '' ? 'by anyone' : `by ${group}`;
  const names = listed(users).replace(/ and ([^,]*)$/, ' or $1');
  return group === '' ? `by ${names}` : `by ${names}, if also ${group}`;
}
