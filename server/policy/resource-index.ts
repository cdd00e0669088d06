import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import type { GroupResourcesSpec, RuleSpec } from './policy-spec.ts';
import { type Bits, bits, setBit } from './value-index.ts';

/** The rules of one API group by resource pattern. */
interface GroupIndex {
  used: boolean;
  /** Entries without resources, and `*`. */
  readonly all: Bits;
  /** `pods`, `pods/log`, by the pattern's text. */
  readonly exact: Map<string, Bits>;
  /** `pods/*` by `pods`. */
  readonly ofResource: Map<string, Bits>;
  /** `*` + `/status` by `status`. */
  readonly ofSubresource: Map<string, Bits>;
}

/** For the `resources` selector: which rules may cover a resource; names are left to an exact check. */
export interface ResourceIndex {
  readonly rules: number;
  readonly unconstrained: Bits;
  readonly byGroup: Map<string, GroupIndex>;
  /** Entries of group `*`. */
  readonly anyGroup: GroupIndex;
}

const groupIndex = (rules: number): GroupIndex => ({ used: false, all: bits(rules), exact: new Map(), ofResource: new Map(), ofSubresource: new Map() });

export const resourceIndex = (rules: number): ResourceIndex => ({
  rules,
  unconstrained: bits(rules),
  byGroup: new Map(),
  anyGroup: groupIndex(rules),
});

export function addResourceRules(index: ResourceIndex, rule: RuleSpec, number: number): void {
  if (rule.resources.length === 0) {
    // a rule about paths never takes a resource request
    if (rule.nonResourceURLs.length === 0 || rule.namespaces.length > 0) setBit(index.unconstrained, number);
    return;
  }
  for (const entry of rule.resources) addEntry(index, entry, number);
}

function addEntry(index: ResourceIndex, entry: GroupResourcesSpec, number: number): void {
  const group = entry.group === '*' ? index.anyGroup : (index.byGroup.get(entry.group) ?? groupIndex(index.rules));
  if (entry.group !== '*') index.byGroup.set(entry.group, group);
  group.used = true;
  if (entry.resources.length === 0) setBit(group.all, number);
  for (const pattern of entry.resources) {
    if (pattern === '*') setBit(group.all, number);
    else mark(group.exact, pattern, number, index.rules);
    if (pattern.endsWith('/*')) mark(group.ofResource, pattern.slice(0, -2), number, index.rules);
    if (pattern.startsWith('*/')) mark(group.ofSubresource, pattern.slice(2), number, index.rules);
  }
}

function mark(map: Map<string, Bits>, key: string, number: number, rules: number): void {
  const set = map.get(key) ?? bits(rules);
  map.set(key, set);
  setBit(set, number);
}

/** The rules that may cover the request's resource, as far as they lie in one word of 32. */
export function resourceRules(index: ResourceIndex, request: RequestAttributes, word: number): number {
  const group = index.byGroup.get(request.apiGroup);
  let rules = index.unconstrained[word]!;
  if (group) rules |= coveringRules(group, request, word);
  return index.anyGroup.used ? rules | coveringRules(index.anyGroup, request, word) : rules;
}

function coveringRules(group: GroupIndex, { resource, subresource }: RequestAttributes, word: number): number {
  let rules = group.all[word]!;
  const exact = group.exact.get(subresource === '' ? resource : `${resource}/${subresource}`);
  if (exact) rules |= exact[word]!;
  const ofResource = group.ofResource.size > 0 ? group.ofResource.get(resource) : undefined;
  if (ofResource) rules |= ofResource[word]!;
  const ofSubresource = subresource !== '' && group.ofSubresource.size > 0 ? group.ofSubresource.get(subresource) : undefined;
  return ofSubresource ? rules | ofSubresource[word]! : rules;
}
