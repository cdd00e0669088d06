import type { LeftToRule } from '../analysis/left-to-rule.ts';
import type { RuleSpec } from '../policy-spec.ts';
import { listed } from './phrases.ts';
import { takenWords } from './taken-words.ts';

/** Rules named one by one; what more of them take is told by their numbers. */
const MOST_NAMED = 2;
const LONGEST = 180;

/** "rule 4", "rules 1 to 3 and 7": numbers as people count them. */
export function numberedRules(rules: readonly number[]): string {
  const runs: [first: number, last: number][] = [];
  for (const rule of rules.toSorted((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run && run[1] === rule - 1) run[1] = rule;
    else runs.push([rule, rule]);
  }
  const words = runs.flatMap(([first, last]) =>
    last - first > 1 ? [`${first + 1} to ${last + 1}`] : first === last ? [`${first + 1}`] : [`${first + 1}`, `${last + 1}`],
  );
  return `${rules.length === 1 ? 'rule' : 'rules'} ${listed(words, 8)}`;
}

/** "rule 2 takes everything", "rules 2 and 5 take everything together". */
export const takersWords = (takers: readonly number[]): string =>
  `${numberedRules(takers)} ${takers.length === 1 ? 'takes everything' : 'take everything together'}`;

/** What earlier rules leave to `rule`: "everything except watch requests by system:kube-proxy (rule 1)". */
export function leftWords(left: LeftToRule, rule: RuleSpec, ruleAt: (index: number) => RuleSpec | undefined): string {
  if (!left.decides)
    return left.takers.length === 0 ? 'nothing, because no request matches' : `nothing, because ${takersWords(left.takers)}`;
  if (!left.inPractice)
    return left.takers.length === 0
      ? 'only requests that no server ever sees'
      : `only requests that no server ever sees, because ${takersWords(left.takers)} else`;
  if (left.taken.length === 0) return 'everything';
  const named = left.taken.length > MOST_NAMED ? '' : exceptions(left.taken, rule, ruleAt);
  if (named !== '' && named.length <= LONGEST) return `everything except ${named}`;
  return `what ${numberedRules(left.taken)} ${left.taken.length === 1 ? 'does' : 'do'} not take`;
}

function exceptions(taken: readonly number[], rule: RuleSpec, ruleAt: (index: number) => RuleSpec | undefined): string {
  const words = taken.map(index => {
    const taker = ruleAt(index);
    return taker ? `${takenWords(taker, rule)} (rule ${index + 1})` : `rule ${index + 1}`;
  });
  return words.join(', and ');
}
