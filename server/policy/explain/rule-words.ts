import type { ApiTable } from '../../kubernetes/api-resources.ts';
import { LEVELS, STAGES } from '../../kubernetes/audit.ts';
import type { PolicySpec, RuleSpec } from '../policy-spec.ts';
import { anyTargetPhrase, listed, methodPhrase, namespacePhrase, pathPhrase, resourcePhrase, userPhrase, verbPhrase } from './phrases.ts';
import { recordedWords } from './recorded-words.ts';
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
  /** What stands before this rule. */
  readonly earlier: string;
  readonly surprises: readonly string[];
}

/** What the words depend on beside the policy. */
export interface RuleFacts {
  readonly api: ApiTable;
  /** Whether an entry of the rule's `resources` has no `group`. */
  readonly omitsGroup: boolean;
  /** What earlier rules leave, where an exact analysis knows it. */
  readonly earlier?: string;
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
    scope: scopeOf(rule, index),
    recorded: silent ? undefined : recordedWords(rule, rule.omitManagedFields ?? policy.omitManagedFields),
    stages: silent ? undefined : stagesOf(policy, rule),
    earlier: facts.earlier ?? earlierRules(index),
    surprises: ruleSurprises(rule, facts).slice(0, MOST_SURPRISES),
  };
}

/** For an outline: "None: watch requests for endpoints and services, by system:kube-proxy". */
export const ruleTitle = (rule: RuleSpec, index: number): string => `${rule.level || 'No level'}: ${ruleScope(rule, index)}`;

/** The requests of a rule: "reads of secrets, by anyone". */
export const ruleScope = (rule: RuleSpec, index: number): string => scopeOf(rule, index).replace(/^for /, '');

function levelWords({ level }: RuleSpec): string {
  if (level === 'None') return 'records nothing';
  if (LEVELS.includes(level)) return `records ${level}`;
  return (level as string) === '' ? 'has no level' : `has the level "${level}", which does not exist`;
}

function scopeOf(rule: RuleSpec, index: number): string {
  const who = userPhrase(rule);
  const where = namespacePhrase(rule.namespaces);
  const place = where === '' ? '' : ` ${where}`;
  if (rule.resources.length > 0) {
    const what = resourcePhrase(rule.resources);
    const everything = rule.verbs.length === 0 && what.startsWith('everything');
    return `for ${everything ? '' : `${verbPhrase(rule.verbs)} `}${what}${place}, ${who}`;
  }
  if (where !== '')
    return `for ${rule.verbs.length === 0 ? 'requests for everything' : `${verbPhrase(rule.verbs)} everything`}${place}, ${who}`;
  if (rule.nonResourceURLs.length > 0) return `for ${methodPhrase(rule.verbs)} ${pathPhrase(rule.nonResourceURLs)}, ${who}`;
  if (rule.verbs.length > 0) return `for ${verbPhrase(rule.verbs)} ${anyTargetPhrase(rule.verbs)}, ${who}`;
  const every = rule.level === 'None' ? 'any request' : 'every request';
  if (who !== 'by anyone') return `for ${every} ${who}`;
  return index === 0 ? `for ${every}` : `for ${every} that no earlier rule decides`;
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
