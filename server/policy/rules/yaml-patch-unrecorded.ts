import { type ApiTable, findResource } from '../../kubernetes/api-resources.ts';
import { formatKubernetesVersion, type KubernetesMinor } from '../../kubernetes/kubernetes-version.ts';
import { shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { GroupResources, PolicyRule } from '../policy-rule.ts';
import { decidingRule } from './deciding-rule.ts';
import { keptByText } from './kept.ts';
import { relatedRules } from './place-of-rule.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { resourceSample } from './sample-request.ts';
import { sampleNamespace, sampleUser } from './sample-values.ts';

/** The last release that cannot write the body of a YAML patch into an event, and then writes no event. */
const LAST: KubernetesMinor = 36;

/** At most this many resources of a rule are tried: a check runs after every edit. */
const TRIED = 4;

export const yamlPatchUnrecorded: WholePolicyLint = {
  id: 'yaml-patch-unrecorded',
  category: 'security',
  level: 'information',
  summary: 'Patches recorded with their bodies by a Kubernetes before 1.37, which loses the event of a patch in YAML.',
  checkPolicy: (policy, { kubernetes, api }) => {
    if (kubernetes > LAST) return [];
    const affected = policy.rules.flatMap(rule => {
      const patched = patchedByRule(policy, rule, api);
      return patched === undefined ? [] : [{ rule, patched }];
    });
    const [first, ...others] = affected;
    if (!first) return [];
    const { rule, patched } = first;
    const level = rule.body.level!;
    const omitted = [policy.omitStages, rule.body.omitStages].some(list => list.items.some(s => s.value === 'RequestReceived'));
    const left = omitted ? 'leaves no event at all, as RequestReceived is omitted' : 'leaves RequestReceived only, without its result';
    const message = `Up to Kubernetes ${formatKubernetesVersion(LAST)} the answer of a patch whose body is no JSON is not recorded at ${level.value}. kubectl sends JSON, but whoever applies YAML to ${patched} ${left}. Record the verb patch at Metadata in a rule before this one.`;
    return [
      {
        range: shift(level.range, rule.offset),
        rule: rule.index,
        message,
        ...(others.length > 0 && {
          related: relatedRules(
            policy,
            others.map(o => o.rule.index),
            n => `So it is with rule ${n}.`,
          ),
        }),
      },
    ];
  },
};

/** A resource whose patches the rule records with their bodies. */
function patchedByRule(policy: PolicyDocument, { body, index }: PolicyRule, api: ApiTable): string | undefined {
  const level = body.level?.value;
  if ((level !== 'Request' && level !== 'RequestResponse') || body.nonResourceURLs.items.length > 0) return undefined;
  if (body.verbs.items.length > 0 && !body.verbs.items.some(v => v.value === 'patch')) return undefined;
  const targets = body.resources.items.length === 0 ? ANYTHING : body.resources.items.flatMap(e => targetsOf(e, api));
  const user = sampleUser(body);
  const found = targets.slice(0, TRIED).find(({ apiGroup, resource, name }) => {
    const isCluster = findResource(api, apiGroup, resource)?.namespaced === false;
    const namespace = isCluster ? '' : (body.namespaces.items[0]?.value ?? sampleNamespace(policy));
    return decidingRule(policy, resourceSample({ verb: 'patch', apiGroup, resource, namespace, name, user }))?.index === index;
  });
  return found?.resource;
}

interface Target {
  readonly apiGroup: string;
  readonly resource: string;
  readonly name: string;
}

const ANYTHING: readonly Target[] = [
  { apiGroup: 'apps', resource: 'deployments', name: 'example' },
  { apiGroup: '', resource: 'configmaps', name: 'example' },
  { apiGroup: 'example.com', resource: 'widgets', name: 'example' },
];

const KNOWN: ReadonlySet<string> = new Set(ANYTHING.map(t => t.resource));

/** Familiar ones first. */
const patchableIn = keptByText((api: ApiTable, group: string): readonly string[] => {
  const served = (api.groups.get(group) ?? []).filter(r => r.verbs.includes('patch')).map(r => r.resource);
  return [...served.filter(r => KNOWN.has(r)), ...served.filter(r => !KNOWN.has(r))];
});

/** Resources of an entry that can be patched; of a whole group some. */
function targetsOf({ group, resources, resourceNames }: GroupResources, api: ApiTable): readonly Target[] {
  const apiGroup = group?.value ?? '';
  const name = resourceNames.items[0]?.value ?? 'example';
  const patchable = patchableIn(api, apiGroup);
  if (apiGroup === '*') return ANYTHING.map(target => ({ ...target, name }));
  const named = resources.items.map(i => i.value.replace(/\/\*$/, ''));
  const isWhole = named.length === 0 || named.includes('*');
  const some = isWhole ? patchable : named.filter(r => patchable.includes(r) || (!api.groups.has(apiGroup) && /^[a-z]+$/.test(r)));
  return (isWhole && some.length === 0 && !api.groups.has(apiGroup) ? ['widgets'] : some).map(resource => ({ apiGroup, resource, name }));
}
