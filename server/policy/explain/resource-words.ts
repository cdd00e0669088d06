import {
  type ApiResource,
  type ApiTable,
  findResource,
  groupsWithResource,
  lifetimeOf,
  resourcesNamed,
  resourcesOfGroup,
} from '../../kubernetes/api-resources.ts';
import { RESOURCE_VERBS } from '../../kubernetes/verbs.ts';
import { code } from './markdown.ts';
import { listed } from './phrases.ts';

const inCode = (words: readonly string[], most = 8): string => listed(words.map(code), most);

/** What an API group is and holds. */
export function groupWords(group: string, api: ApiTable): string {
  if (group === '*') return 'Every API group, the core group included. Kubernetes 1.35 and older refuse it.';
  if (group === 'core') return 'There is no API group `core`: the core group is `""`.';
  const name = group === '' ? 'The core group' : `The API group ${code(group)}`;
  const resources = resourcesOfGroup(api, group).map(r => r.resource);
  if (resources.length > 0) return `${name}: ${inCode(resources)}.`;
  return `${name} is not built into Kubernetes 1.${api.minor}; custom resources or an aggregated API may serve it.`;
}

/** What an item of `resources` covers in its group. */
export function resourceWords(pattern: string, group: string, api: ApiTable): string {
  const of = group === '*' ? 'every API group' : 'the group';
  if (pattern === '*') return `Every resource of ${of}, subresources included.`;
  if (pattern === '*/*') return '`*/*` matches nothing; `*` stands for everything.';
  const [resource, subresource] = pattern.split('/') as [string, string | undefined];
  if (resource === '*')
    return `The subresource ${code(subresource ?? '')} of every resource of ${of}; the resources themselves are not included.`;
  const known =
    group === '*' ? findResource(api, groupsWithResource(api, resource)[0] ?? '', resource) : findResource(api, group, resource);
  if (!known) return unknownWords(pattern, resource, group, api);
  if (subresource === undefined) return bareWords(known);
  if (subresource !== '*') return subresourceWords(known, subresource, api);
  const names = known.subresources.map(s => s.name);
  return names.length === 0
    ? `${code(resource)} itself; it has no subresources.`
    : `${code(resource)} itself and all its subresources: ${inCode(names)}.`;
}

function bareWords(resource: ApiResource): string {
  const { kind, namespaced, shortNames, versions, verbs } = resource;
  const short = shortNames.length === 0 ? '' : `, short ${shortNames.length === 1 ? 'name' : 'names'} ${inCode(shortNames)}`;
  const lines = [
    `**${resource.resource}**: kind ${kind}, ${namespaced ? 'namespaced' : 'cluster-scoped'}${short}.`,
    `Served in ${listed(versions)} with ${verbList(verbs)}.`,
  ];
  const subresources = resource.subresources.map(s => `${resource.resource}/${s.name}`);
  if (subresources.length > 0) lines.push(`⚠ Not included: ${inCode(subresources, 6)}.`);
  return lines.join('  \n');
}

function subresourceWords(resource: ApiResource, name: string, api: ApiTable): string {
  const known = resource.subresources.find(s => s.name === name);
  if (!known) return `${code(resource.resource)} has no subresource ${code(name)} in Kubernetes 1.${api.minor}.`;
  const kind = known.kind === resource.kind ? '' : `, kind ${known.kind}`;
  return `**${resource.resource}/${known.name}**: a subresource of ${resource.resource}${kind}. Served with ${verbList(known.verbs)}.`;
}

/** Verbs in the order people think of them, reads first. */
function verbList(verbs: readonly string[]): string {
  const order = RESOURCE_VERBS.map(v => v.verb);
  const sorted = verbs.toSorted((a, b) => order.indexOf(a) - order.indexOf(b));
  return `the ${verbs.length === 1 ? 'verb' : 'verbs'} ${listed(sorted, 9)}`;
}

function unknownWords(pattern: string, resource: string, group: string, api: ApiTable): string {
  const homes = groupsWithResource(api, resource);
  if (homes.length > 0 && group !== '*')
    return `${code(pattern)} is not in this group but in ${listed(homes.map(g => (g === '' ? 'the core group' : code(g))))}.`;
  const life = lifetimeOf(group, resource);
  if (life?.until !== undefined && life.until < api.minor) return `${code(pattern)} was served until Kubernetes 1.${life.until}.`;
  if (life?.since !== undefined && life.since > api.minor) return `${code(pattern)} is served from Kubernetes 1.${life.since} on.`;
  if (!api.groups.has(group))
    return `The resource ${code(pattern)}, compared exactly. What custom resources or an aggregated API serve cannot be checked.`;
  const meant = resourcesNamed(api, resource).find(r => r.group === group);
  return `Kubernetes 1.${api.minor} has no ${code(pattern)} in this group.${meant ? ` A policy names it ${code(meant.resource)}.` : ''}`;
}
