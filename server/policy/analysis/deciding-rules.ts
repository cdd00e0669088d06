import type { PolicySpec } from '../policy-spec.ts';
import { type Diagram, type Diagrams, leaf } from './diagram.ts';
import type { RuleRequests } from './rule-requests.ts';

/** Which rule decides each request. */
export interface DecidingRules {
  /** The requests each rule matches, whatever stands before it. */
  readonly matched: readonly Diagram[];
  /**
   * `from[i]`: who decides where only the rules from `i` on stand; leaves are rule numbers, that of no rule is the number
   * of rules. `from[0]` is the policy.
   */
  readonly from: readonly Diagram[];
}

/** Yields after each rule, so that a caller can let others run. */
export function* decidingRules(diagrams: Diagrams, requests: RuleRequests, policy: PolicySpec): Generator<void, DecidingRules> {
  const matched: Diagram[] = [];
  for (const rule of policy.rules) {
    matched.push(requests.ofRule(rule));
    yield;
  }
  const from: Diagram[] = [leaf(policy.rules.length)];
  for (let i = policy.rules.length - 1; i >= 0; i--) {
    from.unshift(diagrams.override(matched[i]!, leaf(i), from[0]!));
    yield;
  }
  return { matched, from };
}
