import type { Level, Stage } from '../kubernetes/audit.ts';
import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import { failedSelector } from './match-rule.ts';
import type { PolicySpec, RuleSpec } from './policy-spec.ts';
import { resourceIndex, rulesNaming, rulesOfSubresource } from './resource-index.ts';
import { bits, setBit, type ValueIndex, valueIndex, valueRules } from './value-index.ts';

/** What a policy says of a request; the same for all its stages. */
export interface Decision {
  readonly level: Level;
  /** Zero-based deciding rule; null where none matches and the implicit `None` holds. */
  readonly rule: number | null;
  /** Policy and rule together; a rule cannot bring a stage back. */
  readonly omitStages: readonly Stage[];
  readonly omitManagedFields: boolean;
}

/** A policy ready to decide many requests. */
export interface CompiledPolicy {
  readonly decide: (request: RequestAttributes) => Decision;
}

/**
 * Compiles a policy. Every selector becomes a set of candidate rules per value, so that a decision intersects a few sets
 * instead of walking the rules; a candidate whose sets are only an upper bound is checked by `failedSelector`, which is
 * also what decides the truth. Mirrors `EvaluatePolicyRule` of `pkg/audit/policy/checker.go`.
 */
export function compilePolicy(policy: PolicySpec): CompiledPolicy {
  const words = Math.ceil(policy.rules.length / 32);
  const { rules } = policy;
  const users = valueIndex(rules.map(r => r.users));
  const groups = valueIndex(rules.map(r => r.userGroups));
  const verbs = valueIndex(rules.map(r => r.verbs));
  const namespaces = valueIndex(rules.map(r => r.namespaces));
  const resources = resourceIndex(rules);
  const paths = bits(rules.length);
  const verify = bits(rules.length);
  for (const [i, rule] of rules.entries()) {
    if (rule.resources.length === 0 && rule.namespaces.length === 0) setBit(paths, i);
    if (rule.resources.some(e => e.resourceNames.length > 0 && e.resources.length > 0) || rule.nonResourceURLs.length > 0)
      setBit(verify, i);
  }
  const decisions = rules.map((rule, index) => decisionOf(policy, rule, index));
  const fallThrough: Decision = { level: 'None', rule: null, omitStages: policy.omitStages, omitManagedFields: policy.omitManagedFields };

  const decide = (request: RequestAttributes): Decision => {
    const { user, isResourceRequest, subresource } = request;
    const byVerb = valueRules(verbs, request.verb);
    const byPlace = isResourceRequest ? valueRules(namespaces, request.namespace) : paths;
    const group = isResourceRequest ? (resources.byGroup.get(request.apiGroup) ?? resources.otherGroups) : undefined;
    const named = group && rulesNaming(group, request.resource, subresource);
    const ofSubresource = group && rulesOfSubresource(group, subresource);
    for (let w = 0; w < words; w++) {
      let candidates = byVerb[w]! & byPlace[w]!;
      if (group) candidates &= group.all[w]! | (named ? named[w]! : 0) | (ofSubresource ? ofSubresource[w]! : 0);
      // who asks is looked up only where a rule that is left cares
      if ((candidates & ~users.unconstrained[w]!) !== 0) candidates &= user ? valueRules(users, user.name)[w]! : users.unconstrained[w]!;
      if ((candidates & ~groups.unconstrained[w]!) !== 0)
        candidates &= user ? groupRules(groups, user.groups, w) : groups.unconstrained[w]!;
      while (candidates !== 0) {
        const bit = 31 - Math.clz32(candidates & -candidates);
        const rule = w * 32 + bit;
        if ((verify[w]! & (1 << bit)) === 0 || failedSelector(rules[rule]!, request) === undefined) return decisions[rule]!;
        candidates &= candidates - 1;
      }
    }
    return fallThrough;
  };
  return { decide };
}

function groupRules(index: ValueIndex, groups: readonly string[], word: number): number {
  let all = index.unconstrained[word]!;
  for (const group of groups) {
    const set = index.byValue.get(group);
    if (set) all |= set[word]!;
  }
  return all;
}

function decisionOf(policy: PolicySpec, rule: RuleSpec, index: number): Decision {
  return {
    level: rule.level,
    rule: index,
    omitStages: [...new Set([...policy.omitStages, ...rule.omitStages])],
    omitManagedFields: rule.omitManagedFields ?? policy.omitManagedFields,
  };
}
