import { type ApiResource, type ApiTable, resourcesOfGroup } from '../../kubernetes/api-resources.ts';
import { NON_RESOURCE_VERBS, RESOURCE_VERBS } from '../../kubernetes/verbs.ts';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import { groupWords, resourceWords } from '../explain/resource-words.ts';
import { resourceMatches } from '../match-rule.ts';
import { GROUP_WILDCARD_SINCE } from '../validate-rule.ts';
import type { Choice, ChoiceContext } from './choice.ts';

const groupOf = (entry: YamlNode | undefined): string => {
  const value = entryOf(entry, 'group')?.value;
  return value?.kind === 'scalar' && typeof value.value === 'string' ? value.value : '';
};

const resourcesIn = (api: ApiTable, group: string): readonly ApiResource[] =>
  group === '*' ? [...api.groups.values()].flat() : resourcesOfGroup(api, group);

/** The verbs of requests: those that the rule's resources are served with first, for a rule about paths the HTTP methods. */
export function verbChoices({ place, api }: ChoiceContext): readonly Choice[] {
  const rule = place.around[1];
  if (textsOf(rule, 'nonResourceURLs').length > 0) return NON_RESOURCE_VERBS.map(v => ({ value: v.verb, documentation: v.meaning }));
  const served = servedVerbs(rule, api);
  const fits = (verb: string) => served === undefined || served.has(verb);
  const known = RESOURCE_VERBS.filter(v => v.verb !== 'proxy');
  return [...known.filter(v => fits(v.verb)), ...known.filter(v => !fits(v.verb))].map(v => ({
    value: v.verb,
    documentation: v.meaning,
    ...(!fits(v.verb) && { detail: 'not served by these resources' }),
  }));
}

/** The verbs that the rule's resources are served with; undefined where that cannot be told. */
function servedVerbs(rule: YamlNode | undefined, api: ApiTable): ReadonlySet<string> | undefined {
  const entries = entryOf(rule, 'resources')?.value;
  if (entries?.kind !== 'sequence') return undefined;
  const verbs = new Set<string>();
  for (const entry of entries.items) {
    const resources = resourcesIn(api, groupOf(entry));
    const patterns = textsOf(entry, 'resources');
    if (resources.length === 0 || patterns.length === 0) return undefined;
    for (const resource of resources) {
      if (patterns.some(p => resourceMatches(p, resource.resource, ''))) for (const v of resource.verbs) verbs.add(v);
      for (const sub of resource.subresources)
        if (patterns.some(p => resourceMatches(p, resource.resource, sub.name))) for (const v of sub.verbs) verbs.add(v);
    }
  }
  return verbs.size > 0 ? verbs : undefined;
}

/** API groups of the chosen release, those of the policy that it does not build in, and `*` where it loads. */
export function groupChoices({ policy, api, kubernetes }: ChoiceContext): readonly Choice[] {
  const known = [...api.groups.keys()];
  const own = new Set(policy.rules.flatMap(r => r.body.resources.items.map(e => e.group?.value ?? '')));
  const custom = [...own].filter(g => g !== '*' && !api.groups.has(g));
  const all = [...known, ...custom, ...(kubernetes >= GROUP_WILDCARD_SINCE ? ['*'] : [])];
  return all.map(value => ({
    value,
    ...(value === '' && { detail: 'core', alsoTyped: 'core' }),
    ...(custom.includes(value) && { detail: 'in this policy' }),
    documentation: groupWords(value, api),
  }));
}

/** Resources of the entry's group, then their subresources and the patterns; for other groups, what the policy names there. */
export function resourceChoices({ policy, place, api }: ChoiceContext): readonly Choice[] {
  const entry = place.around.at(-1);
  const group = groupOf(entry);
  const resources = resourcesIn(api, group);
  const known = new Set<string>();
  const choice = (value: string, more: Partial<Choice> = {}): Choice[] => {
    if (known.has(value)) return [];
    known.add(value);
    return [{ value, ...more, documentation: resourceWords(value, group, api) }];
  };
  const own = policy.rules
    .flatMap(r => r.body.resources.items)
    .filter(e => (e.group?.value ?? '') === group)
    .flatMap(e => e.resources.items.map(i => i.value))
    .filter(r => r !== '' && !r.includes('*'));
  return [
    ...resources.flatMap(r => choice(r.resource, { detail: r.kind, alsoTyped: [...r.shortNames, r.kind, r.singular].join(' ') })),
    ...resources.flatMap(r => r.subresources.flatMap(s => choice(`${r.resource}/${s.name}`, { detail: s.kind }))),
    ...own.flatMap(r => (resources.length === 0 ? choice(r, { detail: 'in this policy' }) : [])),
    ...resources.filter(r => r.subresources.length > 0).flatMap(r => choice(`${r.resource}/*`)),
    ...choice('*'),
    ...[...new Set(resources.flatMap(r => r.subresources.map(s => s.name)))].flatMap(s => choice(`*/${s}`)),
  ];
}

/** The texts of a list field of a node of the tree, where it has one. */
const textsOf = (node: YamlNode | undefined, field: string): readonly string[] => {
  const value = entryOf(node, field)?.value;
  return value?.kind === 'sequence' ? value.items.flatMap(i => (i.kind === 'scalar' && typeof i.value === 'string' ? [i.value] : [])) : [];
};
