import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { failedSelector } from '../match-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';
import { type RuleSpec, ruleSpec } from '../policy-spec.ts';
import { type ValueIndex, valueIndex, valueRules } from '../value-index.ts';
import { kept } from './kept.ts';

/** Which rules a user, a group and a namespace pass: what tells rules of long policies apart. */
interface Sieve {
  readonly users: ValueIndex;
  readonly namespaces: ValueIndex;
  readonly words: number;
}

const specOf = kept((body: RuleBody): RuleSpec => ruleSpec(body));

const sieveOf = kept((policy: PolicyDocument): Sieve => {
  const rules = policy.rules.map(r => specOf(r.body));
  return {
    users: valueIndex(rules.map(r => r.users)),
    namespaces: valueIndex(rules.map(r => r.namespaces)),
    words: Math.ceil(rules.length / 32),
  };
});

/**
 * The rule that decides a request on a resource. A check asks after every edit, for few requests: compiling the whole policy
 * would cost more than it saves, asking the plain matcher of every rule would make a long policy slow.
 */
export function decidingRule(policy: PolicyDocument, request: RequestAttributes): PolicyRule | undefined {
  const { users, namespaces, words } = sieveOf(policy);
  const byUser = request.user ? valueRules(users, request.user.name) : users.unconstrained;
  const byNamespace = valueRules(namespaces, request.namespace);
  for (let word = 0; word < words; word++) {
    let candidates = byUser[word]! & byNamespace[word]!;
    while (candidates !== 0) {
      const rule = policy.rules[word * 32 + 31 - Math.clz32(candidates & -candidates)]!;
      if (failedSelector(specOf(rule.body), request) === undefined) return rule;
      candidates &= candidates - 1;
    }
  }
  return undefined;
}
