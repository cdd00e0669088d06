import { type Level, recordsBodies, STAGES } from '../../kubernetes/audit.ts';
import type { PolicySpec, RuleSpec } from '../policy-spec.ts';
import { listed, namespacePhrase, resourcePhrase, userPhrase, verbPhrase } from './phrases.ts';
import { ruleSurprises } from './rule-surprises.ts';

/** A rule in plain words; plain text throughout except the surprises, which are Markdown of ours. */
export interface RuleWords {
  /** "Rule 4 of 12 records Metadata" */
  readonly answer: string;
  /** "for reads of secrets and configmaps, by anyone" */
  readonly scope: string;
  readonly stages: string;
  readonly bodies: string | undefined;
  /** What stands before this rule. */
  readonly earlier: string;
  readonly surprises: readonly string[];
}

/** Describes rule `index` (zero-based) of a policy. `earlier` may be replaced by what an exact analysis knows. */
export function ruleWords(policy: PolicySpec, index: number, earlier = earlierRules(index)): RuleWords {
  const rule = policy.rules[index]!;
  const number = `Rule ${index + 1} of ${policy.rules.length}`;
  return {
    answer: rule.level === 'None' ? `${number} records nothing` : `${number} records ${rule.level || 'at no level'}`,
    scope: scopeOf(rule, index),
    stages: stagesOf(policy, rule),
    bodies: bodiesOf(rule),
    earlier,
    surprises: ruleSurprises(rule).slice(0, 3),
  };
}

/** For an outline: "None: watches of endpoints and services, by system:kube-proxy". */
export const ruleTitle = (rule: RuleSpec, index: number): string => `${rule.level || 'no level'}: ${scopeOf(rule, index).replace(/^for /, '')}`;

function scopeOf(rule: RuleSpec, index: number): string {
  const who = userPhrase(rule);
  const where = namespacePhrase(rule.namespaces);
  const verbs = verbPhrase(rule.verbs);
  if (rule.nonResourceURLs.length > 0) {
    const paths = rule.nonResourceURLs.length === 1 && rule.nonResourceURLs[0] === '*' ? 'every path that is no resource' : listed(rule.nonResourceURLs);
    return `for ${rule.verbs.length === 0 ? 'requests' : `${listed(rule.verbs.map(v => v.toUpperCase()))} requests`} for ${paths}, ${who}`;
  }
  const place = where === '' ? '' : ` ${where}`;
  if (rule.resources.length > 0) return `for ${verbs ? `${verbs} of` : 'every request for'} ${resourcePhrase(rule.resources)}${place}, ${who}`;
  const unconditional = verbs === undefined && where === '' && who === 'by anyone';
  if (unconditional) return index === 0 ? 'for every request' : 'for every request that no earlier rule decides';
  return `for ${verbs ?? 'every request'}${place}, ${who}`;
}

function stagesOf(policy: PolicySpec, rule: RuleSpec): string {
  if (rule.level === 'None') return 'nothing is written at any stage';
  const ofPolicy = STAGES.filter(s => policy.omitStages.includes(s));
  const ofRule = STAGES.filter(s => rule.omitStages.includes(s) && !ofPolicy.includes(s));
  const kept = STAGES.filter(s => !ofPolicy.includes(s) && !ofRule.includes(s));
  if (kept.length === 0) return 'none: every stage is omitted, so nothing is ever recorded';
  const why = [ofPolicy.length > 0 ? `${listed(ofPolicy)} omitted by the policy` : '', ofRule.length > 0 ? `${listed(ofRule)} omitted by the rule` : ''].filter(w => w !== '');
  return `${kept.join(', ')}${why.length > 0 ? ` (${why.join('; ')})` : ''}`;
}

function bodiesOf(rule: RuleSpec): string | undefined {
  const level: Level = rule.level;
  if (!recordsBodies(level) || rule.nonResourceURLs.length > 0) return undefined;
  const verbs = new Set(rule.verbs);
  const reads = rule.verbs.length > 0 && rule.verbs.every(v => v === 'get' || v === 'list' || v === 'watch');
  if (level === 'Request') return reads ? 'none: reads send no body, so this is the same as Metadata' : 'what the client sends (create, update, patch, delete); reads send none';
  if (reads) return verbs.size === 1 && verbs.has('watch') ? 'none: a watch is a stream, so this is the same as Metadata' : 'the objects and lists that are read; watches are streams and have none';
  return 'what the client sends and what the server answers; watch, exec, log and proxy are streams and have none';
}

function earlierRules(index: number): string {
  if (index === 0) return 'asked first';
  return index === 1 ? 'asked for what rule 1 does not match' : `asked for what rules 1 to ${index} do not match`;
}
