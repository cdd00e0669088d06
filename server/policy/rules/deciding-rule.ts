import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { failedSelector } from '../match-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';
import { type RuleSpec, ruleSpec } from '../policy-spec.ts';
import { type ValueIndex, valueIndex, valueRules } from '../value-index.ts';
import { kept } from './kept.ts';

/** Which rules a user, a verb, an API group and a namespace pass: what tells rules of long policies apart. */
interface Sieve {
  readonly users: ValueIndex;
  readonly verbs: ValueIndex;
  readonly apiGroups: ValueIndex;
  readonly namespaces: ValueIndex;
  readonly words: number;
}

const specOf = kept((body: RuleBody): RuleSpec => ruleSpec(body));

const sieveOf = kept((policy: PolicyDocument): Sieve => {
  const rules = policy.rules.map(r => specOf(r.body));
  return {
    users: valueIndex(rules.map(r => r.users)),
    verbs: valueIndex(rules.map(r => r.verbs)),
    apiGroups: valueIndex(rules.map(apiGroupsOf)),
    namespaces: valueIndex(rules.map(r => r.namespaces)),
    words: Math.ceil(rules.length / 32),
  };
});

/** None for a rule that any group passes. */
const apiGroupsOf = ({ resources }: RuleSpec): readonly string[] => {
  const groups = resources.map(e => e.group);
  return groups.includes('*') ? [] : groups;
};

/**
 * The rule that decides a request on a resource. A check asks after every edit, for few requests: compiling the whole policy
 * would cost more than it saves, asking the plain matcher of every rule would make a long policy slow.
 */
export function decidingRule(policy: PolicyDocument, request: RequestAttributes): PolicyRule | undefined {
  const { users, verbs, apiGroups, namespaces, words } = sieveOf(policy);
  const byUser = request.user ? valueRules(users, request.user.name) : users.unconstrained;
  const byVerb = valueRules(verbs, request.verb);
  const byApiGroup = valueRules(apiGroups, request.apiGroup);
  const byNamespace = valueRules(namespaces, request.namespace);
  for (let word = 0; word < words; word++) {
    let candidates = byUser[word]! & byVerb[word]! & byApiGroup[word]! & byNamespace[word]!;
    while (candidates !== 0) {
      const rule = policy.rules[word * 32 + 31 - Math.clz32(candidates & -candidates)]!;
      if (failedSelector(specOf(rule.body), request) === undefined) return rule;
      candidates &= candidates - 1;
    }
  }
  return undefined;
}
