import type { GroupResourcesSpec, RuleSpec } from './policy-spec.ts';
import { type Bits, bits, setBit, unite } from './value-index.ts';

/** The rules that may cover one resource of a group, the names of objects left aside. */
interface ResourceRules {
  /** For a request without subresource: `pods` and `pods/*`. */
  readonly bare: Bits;
  /** By subresource, each with `pods/*`. */
  readonly bySubresource: Map<string, Bits>;
  /** For every other subresource: `pods/*`. */
  readonly anySubresource: Bits;
}

/** The rules of one API group. */
export interface GroupRules {
  /** Rules about any resource: without `resources`, entries without resources, and `*`. */
  readonly all: Bits;
  readonly byResource: Map<string, ResourceRules>;
  /** `*` + `/status` by `status`. */
  readonly bySubresource: Map<string, Bits>;
}

/** For the `resources` selector: which rules may cover a resource; names are left to an exact check. */
export interface ResourceIndex {
  readonly byGroup: ReadonlyMap<string, GroupRules>;
  /** Groups that no rule names. */
  readonly otherGroups: GroupRules;
}

/** Builds the index. Entries of group `*` are part of every group, so that a request looks into one group only. */
export function resourceIndex(rules: readonly RuleSpec[]): ResourceIndex {
  const groups = new Set(rules.flatMap(rule => rule.resources.map(entry => entry.group)).filter(group => group !== '*'));
  const byGroup = new Map([...groups].map(group => [group, groupRules(rules, group)]));
  return { byGroup, otherGroups: groupRules(rules, undefined) };
}

function groupRules(rules: readonly RuleSpec[], name: string | undefined): GroupRules {
  const group: GroupRules = { all: bits(rules.length), byResource: new Map(), bySubresource: new Map() };
  for (const [number, rule] of rules.entries()) {
    // a rule about paths never takes a resource request
    if (rule.resources.length === 0 && (rule.nonResourceURLs.length === 0 || rule.namespaces.length > 0)) setBit(group.all, number);
    for (const entry of rule.resources) if (entry.group === '*' || entry.group === name) addEntry(group, entry, number, rules.length);
  }
  for (const { bare, bySubresource, anySubresource } of group.byResource.values())
    for (const set of [bare, ...bySubresource.values()]) unite(set, anySubresource);
  return group;
}

function addEntry(group: GroupRules, { resources }: GroupResourcesSpec, number: number, count: number): void {
  if (resources.length === 0) setBit(group.all, number);
  for (const pattern of resources) {
    if (pattern === '*') setBit(group.all, number);
    else setBit(resourceNamed(group, pattern, count).bare, number);
    if (pattern.endsWith('/*')) setBit(resourceNamed(group, pattern.slice(0, -2), count).anySubresource, number);
    if (pattern.startsWith('*/')) setBit(valueNamed(group.bySubresource, pattern.slice(2), count), number);
    // a subresource may hold a slash where attributes are given by hand, so every slash may be the one between the two
    for (let slash = pattern.indexOf('/'); slash >= 0; slash = pattern.indexOf('/', slash + 1)) {
      const { bySubresource } = resourceNamed(group, pattern.slice(0, slash), count);
      setBit(valueNamed(bySubresource, pattern.slice(slash + 1), count), number);
    }
  }
}

function resourceNamed({ byResource }: GroupRules, name: string, count: number): ResourceRules {
  const known = byResource.get(name);
  if (known) return known;
  const added: ResourceRules = { bare: bits(count), bySubresource: new Map(), anySubresource: bits(count) };
  byResource.set(name, added);
  return added;
}

function valueNamed(sets: Map<string, Bits>, value: string, count: number): Bits {
  const set = sets.get(value) ?? bits(count);
  sets.set(value, set);
  return set;
}

/** The rules that name a resource; those about any resource are `group.all`, those about `*` + `/sub` apart. */
export function rulesNaming(group: GroupRules, resource: string, subresource: string): Bits | undefined {
  const found = group.byResource.get(resource);
  if (!found) return undefined;
  return subresource === '' ? found.bare : (found.bySubresource.get(subresource) ?? found.anySubresource);
}

/** The rules about a subresource of any resource of the group. */
export const rulesOfSubresource = (group: GroupRules, subresource: string): Bits | undefined =>
  subresource === '' ? undefined : group.bySubresource.get(subresource);
