import type { Severity } from './finding.ts';
import type { LintRule } from './lint-rule.ts';

/** A rule's level by setting; `off` keeps it from running. */
export type RuleLevel = Severity | 'off';

export const RULE_LEVELS: readonly RuleLevel[] = ['off', 'hint', 'information', 'warning', 'error'];

/** The level of every rule by its id. */
export type RuleLevels = ReadonlyMap<string, RuleLevel>;

/** The level of each rule under the settings, and what is wrong with the settings, in words. */
export function ruleLevels(
  rules: readonly LintRule[],
  settings: Readonly<Record<string, string>>,
): { readonly levels: RuleLevels; readonly problems: readonly string[] } {
  const levels = new Map<string, RuleLevel>(rules.map(r => [r.id, r.level]));
  const problems: string[] = [];
  for (const [id, level] of Object.entries(settings)) {
    if (!levels.has(id)) problems.push(`There is no lint rule "${id}".`);
    else if (!isLevel(level))
      problems.push(`${JSON.stringify(level)} is no level for the rule ${id}; levels are ${RULE_LEVELS.join(', ')}.`);
    else levels.set(id, level);
  }
  return { levels, problems };
}

const isLevel = (text: string): text is RuleLevel => (RULE_LEVELS as readonly string[]).includes(text);

/** The severity of a rule's findings; undefined where it is off. */
export function severityOf(levels: RuleLevels, rule: LintRule): Severity | undefined {
  const level = levels.get(rule.id) ?? rule.level;
  return level === 'off' ? undefined : level;
}
