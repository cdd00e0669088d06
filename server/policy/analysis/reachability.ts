import type { ApiTable } from '../../kubernetes/api-resources.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import type { PolicySpec } from '../policy-spec.ts';
import { decidingRules } from './deciding-rules.ts';
import { createDiagrams, type Diagram, type Diagrams, EVERYTHING, leafValue, NOTHING } from './diagram.ts';
import { type IdleItem, idleItems } from './idle-items.ts';
import { practicalRequests } from './practice.ts';
import { recordedShapes } from './recorded-shape.ts';
import { requestSpace } from './request-space.ts';
import { ruleRequests } from './rule-requests.ts';
import { NODE_LIMIT, type Steps, type Stopped, withinLimit } from './run-steps.ts';
import { takers } from './takers.ts';
import { witnessIn } from './witness.ts';

/** What is known of one rule; every claim is about all requests there can be. */
export interface RuleReach {
  /** A request the rule decides, one a server can see where there is one; undefined where it decides none at all. */
  readonly decides: RequestAttributes | undefined;
  /** Whether a request that a real server sees is decided. */
  readonly inPractice: boolean;
  /** For a rule that decides nothing: earlier rules that together take all it matches, none of them to spare; empty where it matches nothing by itself. */
  readonly takenBy: readonly number[];
  /** For a rule that decides only what no server sees: the same of what a server sees; empty where no such request is matched. */
  readonly takenInPracticeBy: readonly number[];
  /** It decides requests, but without it every request would be recorded the same. */
  readonly redundant: boolean;
  /** For a redundant rule: the later rules that would decide its requests instead. */
  readonly insteadBy: readonly number[];
  /** For a rule that decides requests: its items without which it decides the same. */
  readonly idleItems: readonly IdleItem[];
}

export interface PolicyReach {
  readonly rules: readonly RuleReach[];
  /** A request that no rule decides and a server can see. */
  readonly fallsThrough: RequestAttributes | undefined;
}

/** Says of every rule which requests it decides; `stopped` where the policy needs more than the analysis allows itself. */
export const policyReach = (policy: PolicySpec, api: ApiTable, limit = NODE_LIMIT): Steps<PolicyReach | Stopped> =>
  withinLimit(analyse(createDiagrams(limit), policy, api));

function* analyse(diagrams: Diagrams, policy: PolicySpec, api: ApiTable): Steps<PolicyReach> {
  const space = requestSpace([policy]);
  const requests = ruleRequests(diagrams, space);
  const practical = practicalRequests(diagrams, space, requests, api);
  const { matched, from } = yield* decidingRules(diagrams, requests, policy);
  const shapes = recordedShapes(policy);
  const whole = from[0]!;
  const rules: RuleReach[] = [];
  let left: Diagram = EVERYTHING;
  for (const [i, set] of matched.entries()) {
    yield;
    const decided = diagrams.and(set, left);
    left = diagrams.without(left, set);
    if (decided === NOTHING) {
      const takenBy = takers(diagrams, set, whole, matched);
      rules.push({ decides: undefined, inPractice: false, takenBy, takenInPracticeBy: [], redundant: false, insteadBy: [], idleItems: [] });
      continue;
    }
    const own = shapes[i]!.key;
    const changes = diagrams.find(decided, from[i + 1]!, {
      wanted: (a, b) => a === EVERYTHING && shapes[leafValue(b)]!.key !== own,
      hopeless: a => a === NOTHING,
    });
    const saidOnPurpose = policy.rules[i]!.level === 'None' && i === policy.rules.length - 1 && set === EVERYTHING;
    const found = witnessIn(diagrams, space, decided, practical)!;
    const redundant = changes === undefined && !saidOnPurpose;
    const instead = redundant ? [...diagrams.leavesWithin(decided, from[i + 1]!)].filter(k => k < matched.length) : [];
    rules.push({
      decides: found.request,
      inPractice: found.practical,
      takenBy: [],
      takenInPracticeBy: found.practical ? [] : takers(diagrams, diagrams.and(set, practical), whole, matched),
      redundant,
      insteadBy: instead.sort((a, b) => a - b),
      idleItems: idleItems(diagrams, requests, policy, { index: i, matched: set, decided }, { whole, matched }),
    });
  }
  const fallsThrough = witnessIn(diagrams, space, left, practical);
  return { rules, fallsThrough: fallsThrough?.practical ? fallsThrough.request : undefined };
}
