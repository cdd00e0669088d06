import type { RuleSpec } from '../policy-spec.ts';
import { anyTargetPhrase, methodPhrase, namespacePhrase, pathPhrase, resourcePhrase, userPhrase, verbPhrase } from './phrases.ts';

/** The requests of a rule: "reads of secrets, by anyone". */
export function ruleScope(rule: RuleSpec, index: number): string {
  const who = userPhrase(rule);
  const where = namespacePhrase(rule.namespaces);
  const place = where === '' ? '' : ` ${where}`;
  if (rule.resources.length > 0) {
    const what = resourcePhrase(rule.resources);
    const everything = rule.verbs.length === 0 && what.startsWith('everything');
    return `${everything ? '' : `${verbPhrase(rule.verbs)} `}${what}${place}, ${who}`;
  }
  if (where !== '')
    return `${rule.verbs.length === 0 ? 'requests for everything' : `${verbPhrase(rule.verbs)} everything`}${place}, ${who}`;
  if (rule.nonResourceURLs.length > 0) return `${methodPhrase(rule.verbs)} ${pathPhrase(rule.nonResourceURLs)}, ${who}`;
  if (rule.verbs.length > 0) return `${verbPhrase(rule.verbs)} ${anyTargetPhrase(rule.verbs)}, ${who}`;
  const every = rule.level === 'None' ? 'any request' : 'every request';
  if (who !== 'by anyone') return `${every} ${who}`;
  return index === 0 ? `${every}` : `${every} that no earlier rule decides`;
}
