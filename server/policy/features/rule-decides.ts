import { type ApiTable, apiTable } from '../../kubernetes/api-resources.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { type LeftToRule, leftToRule } from '../analysis/left-to-rule.ts';
import { SURPRISE_PROBES } from '../explain/surprise-probes.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { type PolicySpec, policySpec } from '../policy-spec.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { usualRequest } from './usual-request.ts';

/** What was worked out for a version of a policy: hover, lens and hint of a rule ask for the same. */
const kept = new WeakMap<PolicyDocument, Kept>();

interface Kept {
  readonly spec: PolicySpec;
  readonly decided: Map<string, RuleDecides>;
}

/** What a rule decides. */
export interface RuleDecides {
  /** Undefined where the policy cannot be read as the server would read it, and where too many rules take part to tell at once. */
  readonly left: LeftToRule | undefined;
  /** A request that the rule decides, where one is found. */
  readonly example: RequestAttributes | undefined;
}

const UNKNOWN: RuleDecides = { left: undefined, example: undefined };

/** What earlier rules leave to a rule, and a request that it decides. */
export function ruleDecides(policy: PolicyDocument, index: number, { kubernetes, partlyUnknown }: FeatureSettings): RuleDecides {
  if (partlyUnknown) return UNKNOWN;
  const api = apiTable(kubernetes);
  const known = keptOf(policy);
  const key = `${api.minor} ${index}`;
  const decided = known.decided.get(key) ?? workOut(policy, known.spec, index, api);
  known.decided.set(key, decided);
  return decided;
}

/** The rules of a version of a policy as data, read once. */
export const specOf = (policy: PolicyDocument): PolicySpec => keptOf(policy).spec;

function keptOf(policy: PolicyDocument): Kept {
  const known = kept.get(policy) ?? { spec: policySpec(policy), decided: new Map() };
  kept.set(policy, known);
  return known;
}

function workOut(policy: PolicyDocument, spec: PolicySpec, index: number, api: ApiTable): RuleDecides {
  if (!isReadable(policy)) return UNKNOWN;
  const left = leftToRule(spec, index, api, SURPRISE_PROBES);
  if (left && !left.inPractice) return { left, example: undefined };
  return { left, example: usualRequest(spec, index, api) ?? left?.decides };
}

/** What a rule decides follows from all rules before it: one that cannot be read makes every such claim a guess. */
const isReadable = (policy: PolicyDocument): boolean =>
  policy.yamlProblems.every(p => p.code === 'duplicate-key') &&
  policy.rules.every(r => r.body.problems.every(p => p.kind === 'unknown-field'));
