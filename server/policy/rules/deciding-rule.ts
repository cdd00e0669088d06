import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { failedSelector } from '../match-rule.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule, RuleBody } from '../policy-rule.ts';
import { type RuleSpec, ruleSpec } from '../policy-spec.ts';

const specs = new WeakMap<RuleBody, RuleSpec>();

/** A rule's meaning, kept with its body. */
export function specOf(body: RuleBody): RuleSpec {
  const known = specs.get(body);
  if (known) return known;
  const spec = ruleSpec(body);
  specs.set(body, spec);
  return spec;
}

/**
 * The rule that decides a request. The rules are walked: for the few requests that a check asks about after each edit,
 * compiling the policy would cost more.
 */
export const decidingRule = (policy: PolicyDocument, request: RequestAttributes): PolicyRule | undefined =>
  policy.rules.find(r => failedSelector(specOf(r.body), request) === undefined);
