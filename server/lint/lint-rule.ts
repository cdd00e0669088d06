import type { Finding, Severity } from './finding.ts';

export type RuleCategory = 'error-prone' | 'security' | 'noise' | 'style';

/** A rule's level by setting; `off` keeps it from running. */
export type RuleLevel = Severity | 'off';

export const RULE_LEVELS: readonly RuleLevel[] = ['off', 'hint', 'information', 'warning', 'error'];

/** What every lint rule says of itself; its page is `docs/rules/<id>.md`. */
export interface LintRule {
  readonly id: string;
  readonly category: RuleCategory;
  /** Level without a setting; never louder than a warning. */
  readonly level: Exclude<Severity, 'error'>;
  /** One sentence: what it reports. */
  readonly summary: string;
}

/** What a rule's check returns: a finding without its code and severity, which the engine knows. */
export type Reported = Omit<Finding, 'code' | 'severity' | 'rule'>;

/** The level of each rule under the settings, and what is wrong with the settings, in words. */
export function ruleLevels(rules: readonly LintRule[], settings: Readonly<Record<string, string>>): { levels: ReadonlyMap<string, RuleLevel>; problems: string[] } {
  const levels = new Map<string, RuleLevel>(rules.map(r => [r.id, r.level]));
  const problems: string[] = [];
  for (const [id, level] of Object.entries(settings)) {
    if (!levels.has(id)) problems.push(`There is no lint rule "${id}".`);
    else if (!RULE_LEVELS.includes(level as RuleLevel)) problems.push(`"${level}" is no level for the rule ${id}; levels are ${RULE_LEVELS.join(', ')}.`);
    else levels.set(id, level as RuleLevel);
  }
  return { levels, problems };
}
