import { type ApiResource, type ApiTable, findResource, groupsWithResource, lifetimeOf, resourcesOfGroup } from '../../kubernetes/api-resources.ts';
import { meaningOfIdentity } from '../../kubernetes/identities.ts';
import { NON_RESOURCE_PATHS } from '../../kubernetes/non-resource-paths.ts';
import { AUTHORIZATION_ONLY_VERBS, NON_RESOURCE_VERBS, RESOURCE_VERBS } from '../../kubernetes/verbs.ts';
import { enumTexts } from '../features/field-text.ts';
import type { Located } from '../features/locate.ts';
import { code, escaped } from './markdown.ts';
import { listed } from './phrases.ts';

/** What a value of a policy means, as Markdown; the first sentence is the answer. */
export function valueWords(found: Located & { readonly kind: 'value' }, api: ApiTable): string {
  const { field, value } = found;
  switch (field) {
    case 'level':
    case 'omitStages':
      return enumWords(field, value);
    case 'verbs':
      return verbWords(value, (found.rule?.body.nonResourceURLs.items.length ?? 0) > 0);
    case 'users':
    case 'userGroups':
      return identityWords(field, value);
    case 'namespaces':
      return namespaceWords(value);
    case 'group':
      return groupWords(value, api);
    case 'resources':
      return resourceWords(value, found.entry?.group?.value ?? '', api);
    case 'resourceNames':
      return `Objects named ${code(value)}, compared exactly. Creations and lists carry no name and never match.`;
    case 'nonResourceURLs':
      return pathWords(value);
    case 'omitManagedFields':
      return value === 'true' ? '`metadata.managedFields` is left out of recorded bodies.' : '`metadata.managedFields` stays in recorded bodies.';
    case 'apiVersion':
      return value === 'audit.k8s.io/v1' ? 'The one version of audit policies that loads since Kubernetes 1.24.' : `${code(value)} is not loaded; the version is \`audit.k8s.io/v1\`.`;
    default:
      return value === 'Policy' ? 'An audit policy.' : `The kind of an audit policy is \`Policy\`.`;
  }
}

function enumWords(field: string, value: string): string {
  const text = enumTexts(field).find(e => e.value === value)?.text;
  return text ? `**${value}**: ${text}` : `${code(value)} is not a ${field === 'level' ? 'level' : 'stage'}.`;
}

function verbWords(verb: string, paths: boolean): string {
  const known = (paths ? NON_RESOURCE_VERBS : RESOURCE_VERBS).find(v => v.verb === verb);
  if (known) return `**${verb}**: ${known.meaning}`;
  const authorization = AUTHORIZATION_ONLY_VERBS.find(v => v.verb === verb);
  return authorization ? `**${verb}** matches no request. ${authorization.meaning}` : `No request has the verb ${code(verb)}; verbs are compared exactly.`;
}

function identityWords(field: 'users' | 'userGroups', name: string): string {
  const meaning = meaningOfIdentity(name);
  const what = field === 'users' ? 'The user' : 'Members of the group';
  return meaning ? `${what} ${code(name)}: ${meaning}` : `${what} ${code(name)}, compared exactly${field === 'users' ? '; impersonated identities are never seen' : ''}.`;
}

function namespaceWords(namespace: string): string {
  if (namespace === '') return 'Requests without a namespace: cluster-scoped resources, and lists and watches over all namespaces.';
  return `Requests in the namespace ${code(namespace)}, and for the Namespace object of that name. Lists over all namespaces are not included.`;
}

function groupWords(group: string, api: ApiTable): string {
  if (group === '*') return 'Every API group, the core group included (Kubernetes 1.36 and newer; older servers do not start with it).';
  const resources = resourcesOfGroup(api, group).map(r => r.resource);
  const name = group === '' ? 'The core group' : `API group ${code(group)}`;
  if (resources.length > 0) return `${name}: ${escaped(listed(resources, 8))}.`;
  return `${name}: not built into Kubernetes 1.${api.minor}; custom resources or an aggregated API may serve it.`;
}

function resourceWords(pattern: string, group: string, api: ApiTable): string {
  if (pattern === '*') return 'Every resource of the group, subresources included.';
  if (pattern === '*/*') return '`*/*` matches nothing; `*` stands for everything.';
  const [resource, subresource] = pattern.split('/') as [string, string | undefined];
  if (resource === '*') return `The subresource ${code(subresource ?? '')} of every resource of the group.`;
  const known = findResource(api, group, resource);
  if (!known) return unknownWords(pattern, resource, group, api);
  if (subresource === '*') return `${code(resource)} itself and all its subresources: ${escaped(listed(known.subresources.map(s => s.name), 8)) || 'it has none'}.`;
  if (subresource !== undefined) return subresourceWords(known, subresource);
  return bareWords(known);
}

function bareWords(resource: ApiResource): string {
  const scope = resource.namespaced ? 'namespaced' : 'cluster-scoped';
  const lines = [`**${resource.resource}** (${resource.kind}, ${scope}); verbs ${resource.verbs.join(', ')}.`];
  if (resource.subresources.length > 0) lines.push(`⚠ Not included: ${escaped(listed(resource.subresources.map(s => `${resource.resource}/${s.name}`), 8))}.`);
  return lines.join('  \n');
}

function subresourceWords(resource: ApiResource, name: string): string {
  const known = resource.subresources.find(s => s.name === name);
  if (!known) return `${code(resource.resource)} has no subresource ${code(name)}.`;
  return `**${resource.resource}/${known.name}**: the subresource ${known.name} of ${resource.resource} (body: ${known.kind}); verbs ${known.verbs.join(', ')}.`;
}

function unknownWords(pattern: string, resource: string, group: string, api: ApiTable): string {
  const homes = groupsWithResource(api, resource);
  if (homes.length > 0) return `${code(pattern)} is not in this group but in ${homes.map(g => (g === '' ? 'the core group' : code(g))).join(', ')}.`;
  const life = lifetimeOf(group, resource);
  if (life?.until !== undefined && life.until < api.minor) return `${code(pattern)} was served until Kubernetes 1.${life.until}.`;
  if (life?.since !== undefined && life.since > api.minor) return `${code(pattern)} is served from Kubernetes 1.${life.since} on.`;
  return api.groups.has(group) ? `Kubernetes 1.${api.minor} has no ${code(pattern)} in this group.` : `${code(pattern)}, compared exactly; what a custom or aggregated API serves cannot be checked.`;
}

function pathWords(path: string): string {
  const known = NON_RESOURCE_PATHS.find(p => p.path === path || p.path === `${path}*` || `${p.path}*` === path);
  const how = path === '*' ? 'Every path that is no resource.' : path.endsWith('*') ? `Every path that begins with ${code(path.slice(0, -1))}.` : `The path ${code(path)} exactly; paths below it are not included.`;
  return known ? `${how} ${known.meaning}` : how;
}
