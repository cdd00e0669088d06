import { type ApiResource, type ApiTable, findResource, groupsWithResource, lifetimeOf, resourcesNamed, resourcesOfGroup } from '../../kubernetes/api-resources.ts';
import { nearest } from '../../kubernetes/nearest.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { Located } from '../../yaml/node.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { resourcePattern } from './resource-pattern.ts';
import { changeTo } from './value-fixes.ts';

export const unknownResource: SingleRuleLint = {
  id: 'unknown-resource',
  category: 'error-prone',
  level: 'warning',
  summary: 'A resource or subresource that a built-in API group does not have: a singular, a kind, a short name, a slip.',
  checkRule: (body, { api }) =>
    body.resources.items.flatMap(entry => {
      const group = entry.group?.value ?? '';
      return api.groups.has(group) ? entry.resources.items.flatMap(item => check(item, group, api)) : [];
    }),
};

function check(item: Located<string>, group: string, api: ApiTable): Reported[] {
  const pattern = resourcePattern(item.value);
  if (!pattern || pattern.resource === '*') return [];
  const resource = findResource(api, group, pattern.resource);
  if (resource) return pattern.subresource === undefined || pattern.subresource === '*' ? [] : checkSubresource(item, resource, pattern.subresource);
  // of another group, or of another release: other rules tell
  if (groupsWithResource(api, pattern.resource).length > 0 || lifetimeOf(group, pattern.resource)) return [];
  const where = group === '' ? 'The core group' : `Group ${group}`;
  const named = resourcesNamed(api, pattern.resource).find(r => r.group === group);
  const meant = named?.resource ?? nearest(pattern.resource, resourcesOfGroup(api, group).map(r => r.resource));
  const suffix = pattern.subresource === undefined ? '' : `/${pattern.subresource}`;
  const how = named ? ` ${whatItIs(named, pattern.resource)}; a policy needs the plural "${named.resource}".` : meant ? ` Did you mean "${meant}"?` : '';
  return [
    {
      range: item.range,
      message: `${where} has no resource "${pattern.resource}" in Kubernetes 1.${api.minor}, so this item matches no request that succeeds.${how}`,
      fixes: meant ? [changeTo(item, meant + suffix)] : [],
    },
  ];
}

function whatItIs(resource: ApiResource, text: string): string {
  if (resource.shortNames.includes(text)) return `"${text}" is a short name of kubectl`;
  if (resource.singular === text) return `"${text}" is the singular`;
  if (resource.kind === text) return `"${text}" is the kind`;
  return `"${text}" is written differently`;
}

function checkSubresource(item: Located<string>, resource: ApiResource, subresource: string): Reported[] {
  const known = resource.subresources.map(s => s.name);
  if (known.includes(subresource)) return [];
  const meant = subresource === 'logs' ? 'log' : nearest(subresource, known);
  const has = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none';
  return [
    {
      range: item.range,
      message: `${resource.resource} has no subresource "${subresource}" (${has}), so this item matches no request that succeeds.${meant ? ` Did you mean "${resource.resource}/${meant}"?` : ''}`,
      fixes: meant && known.includes(meant) ? [changeTo(item, `${resource.resource}/${meant}`)] : [],
    },
  ];
}
