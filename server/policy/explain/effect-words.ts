import { LEVELS } from '../../kubernetes/audit.ts';
import type { LeftToRule } from '../analysis/left-to-rule.ts';
import type { RuleSpec } from '../policy-spec.ts';
import { numberedRules, takersWords } from './left-words.ts';
import { ruleScope } from './rule-scope.ts';

const LONGEST = 110;

/** What a rule does, in one short line without its number: "records Metadata: reads of secrets, by anyone". */
export function effectWords(rule: RuleSpec, index: number, left: LeftToRule | undefined): string {
  if (!LEVELS.includes(rule.level)) return 'has no level that kube-apiserver knows';
  if (left && !left.inPractice) return deadWords(left);
  const does = rule.level === 'None' ? 'records nothing' : `records ${rule.level}`;
  return `${does}: ${shortened(ruleScope(rule, index))}${left ? takenPart(rule, left) : ''}`;
}

/** "→ Metadata: reads of secrets, by anyone", for the end of a line; without the level where that line tells it. Editors cut hints, so it is short. */
export function hintWords(rule: RuleSpec, index: number, left: LeftToRule | undefined, levelStands: boolean): string {
  if (left && !left.inPractice) return left.decides ? '→ never in practice' : '→ never';
  const scope = ruleScope(rule, index).replace(/^requests for (?:the paths? )?/, '');
  return `→ ${levelStands ? '' : `${rule.level || 'no level'}: `}${shortened(scope)}`;
}

function deadWords({ decides, takers }: LeftToRule): string {
  if (decides)
    return takers.length === 0 ? 'decides no request that a server ever sees' : `decides nothing in practice: ${takersWords(takers)}`;
  return takers.length === 0 ? 'never decides a request: none matches' : `never decides a request: ${takersWords(takers)}`;
}

/** Of a rule without selectors everybody expects that earlier rules take a part. */
function takenPart(rule: RuleSpec, { taken }: LeftToRule): string {
  const { users, userGroups, verbs, resources, namespaces, nonResourceURLs } = rule;
  const everything = [users, userGroups, verbs, resources, namespaces, nonResourceURLs].every(list => list.length === 0);
  if (taken.length === 0 || everything) return '';
  return ` · ${taken.length > 3 ? `${taken.length} earlier rules take` : `${numberedRules(taken)} ${taken.length === 1 ? 'takes' : 'take'}`} a part`;
}

/** Cut between words. */
function shortened(text: string): string {
  if (text.length <= LONGEST) return text;
  const cut = text.slice(0, LONGEST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST - 30)).replace(/[,\s]+$/, '')} …`;
}
