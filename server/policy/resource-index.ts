import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import type { GroupResourcesSpec, RuleSpec } from './policy-spec.ts';
import { type Bits, bits, setBit } from './value-index.ts';

/** The rules of one API group by resource pattern. */
interface GroupIndex {
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

const groupIndex = (rules: number): GroupIndex => ({ all: bits(rules), exact: new Map(), ofResource: new Map(), ofSubresource: new Map() });

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
  let group = entry.group === '*' ? index.anyGroup : index.byGroup.get(entry.group);
  if (!group) index.byGroup.set(entry.group, (group = groupIndex(index.rules)));
  if (entry.resources.length === 0) setBit(group.all, number);
  for (const pattern of entry.resources) {
    if (pattern === '*') setBit(group.all, number);
    else mark(group.exact, pattern, number, index.rules);
    if (pattern.endsWith('/*')) mark(group.ofResource, pattern.slice(0, -2), number, index.rules);
    if (pattern.startsWith('*/')) mark(group.ofSubresource, pattern.slice(2), number, index.rules);
  }
}

function mark(map: Map<string, Bits>, key: string, number: number, rules: number): void {
  let set = map.get(key);
  if (!set) map.set(key, (set = bits(rules)));
  setBit(set, number);
}

/** The sets whose union holds every rule that may cover the request's resource. */
export function rulesForResource(index: ResourceIndex, request: RequestAttributes): readonly (Bits | undefined)[] {
  const { resource, subresource } = request;
  const text = subresource === '' ? resource : `${resource}/${subresource}`;
  const sets: (Bits | undefined)[] = [index.unconstrained];
  for (const group of [index.byGroup.get(request.apiGroup), index.anyGroup]) {
    if (!group) continue;
    sets.push(group.all, group.exact.get(text), group.ofResource.get(resource));
    if (subresource !== '') sets.push(group.ofSubresource.get(subresource));
  }
  return sets;
}
