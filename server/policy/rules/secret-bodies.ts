import { type Level, recordsBodies } from '../../kubernetes/audit.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { moveFinding } from '../../lint/finding.ts';
import { resourceMatches } from '../match-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { GroupResources, PolicyRule, RuleBody } from '../policy-rule.ts';
import { decidingRule } from './deciding-rule.ts';
import { joined } from './joined.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { insertRuleBefore } from './rule-edits.ts';
import { sampleNamespace, sampleUser } from './sample-values.ts';
import { SECRET_BEARING, type SecretBearing, secretVerbs } from './secret-bearing.ts';

export const secretBodies: WholePolicyLint = {
  id: 'secret-bodies',
  category: 'security',
  level: 'warning',
  summary: 'Bodies of secrets, issued tokens or token reviews are written to the log.',
  checkPolicy: policy => policy.rules.flatMap(rule => checkRule(policy, rule)),
};

interface Leak {
  readonly bearing: SecretBearing;
  /** A request that the rule decides and whose secret is recorded. */
  readonly witness: RequestAttributes;
}

function checkRule(policy: PolicyDocument, rule: PolicyRule) {
  const level = rule.body.level?.value as Level | undefined;
  if (!level || !recordsBodies(level)) return [];
  // the entry of the rule that covers a resource; null stands for a rule without resources
  const leaks = new Map<GroupResources | null, Leak[]>();
  for (const bearing of SECRET_BEARING) {
    const entry = coveringEntry(rule.body, bearing);
    const witness = entry === undefined ? undefined : recordedSecret(policy, rule, bearing, level, entry);
    if (entry !== undefined && witness) leaks.set(entry, [...(leaks.get(entry) ?? []), { bearing, witness }]);
  }
  return [...leaks].map(([entry, found]) => moveFinding(report(policy, rule, level, entry, found), rule.offset, rule.index));
}

function coveringEntry(body: RuleBody, { group, resource, subresource }: SecretBearing): GroupResources | null | undefined {
  if (body.resources.items.length === 0) return body.nonResourceURLs.items.length === 0 ? null : undefined;
  return body.resources.items.find(
    e =>
      ((e.group?.value ?? '') === group || e.group?.value === '*') &&
      (e.resources.items.length === 0 || e.resources.items.some(r => resourceMatches(r.value, resource, subresource))),
  );
}

/** A request that this rule decides and whose body holds the secret: the rules are asked, so the claim is true. */
function recordedSecret(
  policy: PolicyDocument,
  { body, index }: PolicyRule,
  bearing: SecretBearing,
  level: Level,
  entry: GroupResources | null,
): RequestAttributes | undefined {
  const { group: apiGroup, resource, subresource, namespaced } = bearing;
  const wanted = body.verbs.items.map(v => v.value);
  const named = body.namespaces.items.slice(0, 3).map(n => n.value);
  const namespaces = !namespaced ? [''] : named.length > 0 ? named : [sampleNamespace(policy)];
  const objects = ['example', ...(entry?.resourceNames.items.slice(0, 3).map(n => n.value) ?? [])];
  for (const verb of secretVerbs(bearing, level)) {
    if (wanted.length > 0 && !wanted.includes(verb)) continue;
    const onObject = subresource !== '' || ['get', 'update', 'patch'].includes(verb);
    for (const namespace of namespaces) {
      // only a list reaches over all namespaces
      if (namespaced && namespace === '' && verb !== 'list') continue;
      for (const name of onObject ? objects : ['']) {
        const request: RequestAttributes = {
          isResourceRequest: true,
          verb,
          apiGroup,
          apiVersion: 'v1',
          resource,
          subresource,
          namespace,
          name,
          path: '',
          user: sampleUser(body),
        };
        if (decidingRule(policy, request)?.index === index) return request;
      }
    }
  }
  return undefined;
}

const nameOf = ({ resource, subresource }: SecretBearing) => (subresource === '' ? resource : `${resource}/${subresource}`);

function report(policy: PolicyDocument, { body, offset }: PolicyRule, level: Level, entry: GroupResources | null, leaks: readonly Leak[]) {
  const { verb, namespace } = leaks[0]!.witness;
  const what = joined(
    leaks.map(l => l.bearing.what),
    'and',
  );
  const names = joined(
    leaks.map(l => nameOf(l.bearing)),
    'and',
  );
  const where = namespace === '' ? '' : ` in the namespace ${namespace}`;
  const edit = insertRuleBefore({ text: policy.text, offset }, body, metadataRule(body, entry, leaks));
  return {
    range: entry === null ? body.level!.range : (entry.group?.range ?? entry.range),
    message: `This rule writes ${what} into the log: ${verb} ${nameOf(leaks[0]!.bearing)}${where}, for one, is recorded at ${level}. Put a rule of level Metadata for ${names} before it.`,
    fixes: edit ? [{ title: `Record ${names} at Metadata`, edits: [edit], safe: false }] : [],
  };
}

/** A rule that takes exactly what leaks: the same users, verbs, namespaces and names. */
function metadataRule(body: RuleBody, entry: GroupResources | null, leaks: readonly Leak[]): string[] {
  const flow = (items: readonly string[]) => `[${items.map(i => JSON.stringify(i)).join(', ')}]`;
  const selectors = (['users', 'userGroups', 'verbs', 'namespaces'] as const).flatMap(field =>
    body[field].items.length > 0 ? [`${field}: ${flow(body[field].items.map(i => i.value))}`] : [],
  );
  const names = entry?.resourceNames.items.map(n => n.value) ?? [];
  const groups = [...new Set(leaks.map(l => l.bearing.group))].flatMap(group => [
    `  - group: ${JSON.stringify(group)}`,
    `    resources: ${flow(leaks.filter(l => l.bearing.group === group).map(l => nameOf(l.bearing)))}`,
    ...(names.length > 0 ? [`    resourceNames: ${flow(names)}`] : []),
  ]);
  return ['level: Metadata', ...selectors, 'resources:', ...groups];
}
