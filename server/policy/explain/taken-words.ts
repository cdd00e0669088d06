import { overlappingItems, overlappingPaths } from '../analysis/overlapping-rules.ts';
import type { GroupResourcesSpec, RuleSpec } from '../policy-spec.ts';
import { ruleScope } from './rule-scope.ts';

/** "watch requests by system:kube-proxy": what an earlier rule takes of the requests of another, as far as they differ. */
export function takenWords(taker: RuleSpec, from: RuleSpec): string {
  const scope = ruleScope(
    {
      ...taker,
      users: narrowed(taker.users, from.users),
      userGroups: from.userGroups.length > 0 && from.userGroups.every(g => taker.userGroups.includes(g)) ? [] : taker.userGroups,
      verbs: narrowed(taker.verbs, from.verbs),
      namespaces: narrowed(taker.namespaces, from.namespaces),
      resources: narrowedEntries(taker.resources, from.resources),
      nonResourceURLs: narrowedPaths(taker.nonResourceURLs, from.nonResourceURLs),
    },
    1,
  );
  const short = scope
    .replace(/^(?:every|any) request by /, 'requests by ')
    .replace(/^requests for everything in the namespace/, 'requests in the namespace')
    .replace(/,? by anyone$/, '');
  const without = short.replace(/ (?:of|for) any (?:resource or path|resource|path that is no resource)\b/, '');
  return without === short ? short : without.replace(/, by /, ' by ');
}

/** The values that both lists have; none where the other list has no further ones. Empty lists stand for everything. */
function narrowed(values: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return values;
  return others.every(v => values.includes(v)) ? [] : values.filter(v => others.includes(v));
}

function narrowedPaths(paths: readonly string[], others: readonly string[]): readonly string[] {
  if (others.length === 0) return paths;
  return paths.includes('*') || others.every(p => paths.includes(p)) ? [] : overlappingPaths(paths, others);
}

function narrowedEntries(entries: readonly GroupResourcesSpec[], others: readonly GroupResourcesSpec[]): readonly GroupResourcesSpec[] {
  if (others.length === 0 || entries.length === 0) return entries;
  if (others.every(o => entries.some(e => coversEntry(e, o)))) return [];
  return entries.flatMap(e => {
    const meeting = others.filter(o => o.group === e.group || o.group === '*' || e.group === '*');
    if (meeting.length === 0) return [];
    if (e.resources.length === 0 || meeting.some(o => o.resources.length === 0)) return [e];
    const resources = overlappingItems(
      e.resources,
      meeting.flatMap(o => o.resources),
    );
    return resources.length > 0 ? [{ ...e, resources }] : [];
  });
}

function coversEntry(entry: GroupResourcesSpec, other: GroupResourcesSpec): boolean {
  if (entry.group !== other.group && entry.group !== '*') return false;
  if (entry.resources.length === 0) return true;
  const names =
    entry.resourceNames.length === 0 || (other.resourceNames.length > 0 && narrowed(entry.resourceNames, other.resourceNames).length === 0);
  if (!names) return false;
  return entry.resources.includes('*') || (other.resources.length > 0 && other.resources.every(r => entry.resources.includes(r)));
}
