import type { ApiTable } from '../../kubernetes/api-resources.ts';
import { LEVELS, STAGES } from '../../kubernetes/audit.ts';
import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import type { LeftToRule } from '../analysis/left-to-rule.ts';
import type { PolicySpec, RuleSpec } from '../policy-spec.ts';
import { leftWords } from './left-words.ts';
import { listed } from './phrases.ts';
import { recordedWords } from './recorded-words.ts';
import { type RequestExample, requestExample } from './request-example.ts';
import { ruleScope } from './rule-scope.ts';
import { ruleSurprises } from './rule-surprises.ts';

/** A rule in plain words; plain text throughout except the surprises, which are Markdown of ours. */
export interface RuleWords {
  /** "Rule 4 of 12 records Metadata" */
  readonly answer: string;
  /** Whether the rule has no level that the server knows. */
  readonly refused: boolean;
  /** "for reads of secrets and configmaps, by anyone" */
  readonly scope: string;
  /** What is recorded of a request; undefined where nothing is. */
  readonly recorded: string | undefined;
  readonly stages: string | undefined;
  /** What earlier rules leave of the requests, a line of its own: "Left by earlier rules: everything". */
  readonly earlier: string;
  /** A request that the rule decides. */
  readonly example: RequestExample | undefined;
  readonly surprises: readonly string[];
}

/** What the words depend on beside the policy. */
export interface RuleFacts {
  readonly api: ApiTable;
  /** Whether an entry of the rule's `resources` has no `group`. */
  readonly omitsGroup: boolean;
  /** What earlier rules leave, where an exact analysis knows it. */
  readonly left?: LeftToRule;
  /** The other rules, by number. */
  readonly ruleAt: (index: number) => RuleSpec | undefined;
  /** A request that the rule decides, where one is known. */
  readonly example?: RequestAttributes;
}

const MOST_SURPRISES = 3;

/** What of the policy its rules inherit. */
export type PolicyFrame = Pick<PolicySpec, 'omitStages' | 'omitManagedFields'> & { readonly count: number };

/** Describes the rule `index` (zero-based) of a policy. */
export function ruleWords(rule: RuleSpec, index: number, policy: PolicyFrame, facts: RuleFacts): RuleWords {
  const refused = !LEVELS.includes(rule.level);
  const silent = rule.level === 'None' || refused;
  return {
    answer: `Rule ${index + 1} of ${policy.count} ${levelWords(rule)}`,
    refused,
    scope: `for ${ruleScope(rule, index)}`,
    recorded: silent ? undefined : recordedWords(rule, rule.omitManagedFields ?? policy.omitManagedFields),
    stages: silent ? undefined : stagesOf(policy, rule),
    earlier:
      index > 0 && facts.left ? `Left by earlier rules: ${leftWords(facts.left, rule, facts.ruleAt)}` : `Order: ${earlierRules(index)}`,
    example: facts.example && !refused ? requestExample(facts.example, facts.api.minor) : undefined,
    surprises: ruleSurprises(rule, facts).slice(0, MOST_SURPRISES),
  };
}

/** For an outline: "None: watch requests for endpoints and services, by system:kube-proxy". */
export const ruleTitle = (rule: RuleSpec, index: number): string => `${rule.level || 'No level'}: ${ruleScope(rule, index)}`;

function levelWords({ level }: RuleSpec): string {
  if (level === 'None') return 'records nothing';
  if (LEVELS.includes(level)) return `records ${level}`;
  return (level as string) === '' ? 'has no level' : `has the level "${level}", which does not exist`;
}

function stagesOf(policy: PolicyFrame, rule: RuleSpec): string {
  const ofPolicy = STAGES.filter(s => policy.omitStages.includes(s));
  const ofRule = STAGES.filter(s => rule.omitStages.includes(s) && !ofPolicy.includes(s));
  const kept = STAGES.filter(s => !ofPolicy.includes(s) && !ofRule.includes(s));
  if (kept.length === 0) return 'none, because all four are omitted: nothing is ever recorded';
  const why = [omitted(ofPolicy, 'policy'), omitted(ofRule, 'rule')].filter(w => w !== '');
  return `${kept.join(', ')}${why.length > 0 ? ` (${why.join('; ')})` : ''}`;
}

const omitted = (stages: readonly string[], by: string) =>
  stages.length === 0 ? '' : `${listed(stages)} ${stages.length === 1 ? 'is' : 'are'} omitted by the ${by}`;

function earlierRules(index: number): string {
  if (index === 0) return 'asked first';
  if (index === 1) return 'asked for what rule 1 does not match';
  return `asked for what rules 1 ${index === 2 ? 'and' : 'to'} ${index} do not match`;
}
