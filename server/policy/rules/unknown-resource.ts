import {
  type ApiResource,
  type ApiTable,
  findResource,
  lifetimeOf,
  resourcesNamed,
  resourcesOfGroup,
} from '../../kubernetes/api-resources.ts';
import { formatKubernetesVersion } from '../../kubernetes/kubernetes-version.ts';
import { nearest } from '../../kubernetes/nearest.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { Located } from '../../yaml/node.ts';
import { keptByText } from './kept.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { isOfAnotherGroup, isStable, subresourcesWithBody } from './resource-home.ts';
import { resourcePattern } from './resource-pattern.ts';
import { changeTo } from './value-edits.ts';

export const unknownResource: SingleRuleLint = {
  id: 'unknown-resource',
  category: 'error-prone',
  level: 'warning',
  summary: 'A resource or subresource that its built-in API group does not have: a singular, a kind, a short name, a slip.',
  checkRule: (body, context) =>
    body.resources.items.flatMap(entry => {
      const group = entry.group?.value ?? '';
      return context.api.groups.has(group) ? entry.resources.items.flatMap(item => check(item, group, context)) : [];
    }),
};

function check(item: Located<string>, group: string, context: RuleContext): Reported[] {
  const pattern = resourcePattern(item.value);
  if (!pattern || pattern.resource.includes('*')) return [];
  const resource = findResource(context.api, group, pattern.resource);
  if (resource)
    return pattern.subresource === undefined || pattern.subresource.includes('*')
      ? []
      : checkSubresource(item, resource, pattern.subresource, context);
  // of another group, or of another release: other rules tell
  if (isOfAnotherGroup(pattern.resource, context.api) || lifetimeOf(group, pattern.resource)) return [];
  const { meant, why } = guess(context.api, `${group}/${pattern.resource}`);
  const where = group === '' ? 'The core group' : `Group ${group}`;
  const message = `${where} has no resource "${pattern.resource}" in Kubernetes ${formatKubernetesVersion(context.kubernetes)}, so this item matches no request that succeeds. ${why}`;
  const suffix = pattern.subresource === undefined ? '' : `/${pattern.subresource}`;
  return [{ range: item.range, message, fixes: meant ? changeTo(context, item, meant + suffix) : [] }];
}

/** What was probably meant by `group/resource`, and the words that say so. */
const guess = keptByText((api: ApiTable, written: string): { readonly meant?: string; readonly why: string } => {
  const [group, text] = written.split('/') as [string, string];
  const [head, ...rest] = text.split('.');
  if (rest.length > 0 && findResource(api, group, head!))
    return { meant: head!, why: `A resource is named without group and version: "${head}".` };
  const here = resourcesNamed(api, text).find(r => r.group === group);
  if (here) return { meant: here.resource, why: `"${text}" is ${whatItIs(here, text)}; a policy needs the plural "${here.resource}".` };
  const elsewhere = resourcesNamed(api, text)[0];
  const body = subresourcesWithBody(text, api);
  if (elsewhere && (!body || isStable(elsewhere)))
    return {
      why: `"${text}" is ${whatItIs(elsewhere, text)} of ${elsewhere.resource} in ${elsewhere.group === '' ? 'the core group' : elsewhere.group}. Name it there.`,
    };
  if (body) return { why: `It is the body of a request on ${body}. Name that.` };
  const near = nearest(
    text,
    resourcesOfGroup(api, group).map(r => r.resource),
  );
  return near ? { meant: near, why: `Did you mean "${near}"?` } : { why: 'Name a resource of this group, or remove the item.' };
});

function whatItIs(resource: ApiResource, text: string): string {
  if (resource.shortNames.includes(text)) return 'a short name';
  if (resource.kind === text) return 'the kind';
  if (resource.singular === text) return 'the singular';
  return 'another spelling';
}

function checkSubresource(item: Located<string>, resource: ApiResource, subresource: string, context: RuleContext): Reported[] {
  const known = resource.subresources.map(s => s.name);
  if (known.includes(subresource)) return [];
  const meant = subresource === 'logs' && known.includes('log') ? 'log' : nearest(subresource, known);
  const has = known.length > 0 ? `it has ${known.join(', ')}` : 'it has none';
  const advice = meant ? `Did you mean "${resource.resource}/${meant}"?` : 'Remove the item.';
  return [
    {
      range: item.range,
      message: `${resource.resource} has no subresource "${subresource}" in Kubernetes ${formatKubernetesVersion(context.kubernetes)} (${has}), so this item matches no request that succeeds. ${advice}`,
      fixes: meant ? changeTo(context, item, `${resource.resource}/${meant}`) : [],
    },
  ];
}
