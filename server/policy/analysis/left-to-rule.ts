import type { ApiTable } from '../../kubernetes/api-resources.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import type { PolicySpec, RuleSpec } from '../policy-spec.ts';
import { decidingRules } from './deciding-rules.ts';
import { createDiagrams, type Diagrams, IN_BOTH, NOTHING } from './diagram.ts';
import { overlappingRules } from './overlapping-rules.ts';
import { practicalRequests } from './practice.ts';
import { requestSpace } from './request-space.ts';
import { ruleRequests } from './rule-requests.ts';
import { runSteps, type Steps, withinLimit } from './run-steps.ts';
import { takers } from './takers.ts';
import { witnessIn } from './witness.ts';

/** What earlier rules leave one rule to decide. */
export interface LeftToRule {
  /** A request the rule decides, one a server can see where there is one; undefined where it decides none. */
  readonly decides: RequestAttributes | undefined;
  readonly inPractice: boolean;
  /** Earlier rules that decide a request the rule matches and a server sees, zero-based. */
  readonly taken: readonly number[];
  /** For a rule that decides nothing (of what a server sees): earlier rules that together take everything, none to spare. */
  readonly takers: readonly number[];
  /** Of each probe, whether the rule decides a request it matches and a server sees. */
  readonly probed: readonly boolean[];
}

/** More rules than this are too many to describe, and to work out between two keystrokes. */
const MOST_RULES = 48;
const NODES = 60_000;

/**
 * Works out exactly what is left to one rule, from the earlier rules that have requests in common with it; quick enough to
 * be asked while a person points at the rule. Undefined where those are too many.
 */
export function leftToRule(policy: PolicySpec, index: number, api: ApiTable, probes: readonly RuleSpec[] = []): LeftToRule | undefined {
  const earlier = overlappingRules(policy.rules, index);
  if (earlier.length > MOST_RULES) return undefined;
  const found = runSteps(withinLimit(workOut(createDiagrams(NODES), policy, [...earlier, index], api, probes)));
  return 'stopped' in found ? undefined : found;
}

/** `numbers` are the rules that matter; the last is the one asked about. */
function* workOut(
  diagrams: Diagrams,
  policy: PolicySpec,
  numbers: readonly number[],
  api: ApiTable,
  probes: readonly RuleSpec[],
): Steps<LeftToRule> {
  const part: PolicySpec = { ...policy, rules: numbers.map(n => policy.rules[n]!) };
  const last = numbers.length - 1;
  const space = requestSpace([part, { ...policy, rules: probes }]);
  const requests = ruleRequests(diagrams, space);
  const practical = practicalRequests(diagrams, space, requests, api);
  const { matched, from } = yield* decidingRules(diagrams, requests, part);
  const whole = from[0]!;
  const set = matched[last]!;
  const seen = diagrams.and(set, practical);
  const taking = [...diagrams.leavesWithin(seen, whole)].filter(k => k !== last).sort((a, b) => a - b);
  const decided = matched.slice(0, last).reduce((rest, m) => diagrams.without(rest, m), set);
  const found = decided === NOTHING ? undefined : witnessIn(diagrams, space, decided, practical);
  const dead = found?.practical ? NOTHING : found ? seen : set;
  return {
    decides: found?.request,
    inPractice: found?.practical ?? false,
    taken: taking.map(k => numbers[k]!),
    takers: dead === NOTHING ? [] : takers(diagrams, dead, whole, matched).map(k => numbers[k]!),
    probed: probes.map(p => diagrams.find(diagrams.and(decided, practical), requests.ofRule(p), IN_BOTH) !== undefined),
  };
}
