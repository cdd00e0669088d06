import type { Finding, Severity } from './finding.ts';

/**
 * What a finding of the rule is about: a slip that makes the document mean something else (`error-prone`), something
 * unseen or exposed (`security`), volume without information (`noise`), a matter of form (`style`).
 */
export type RuleCategory = 'error-prone' | 'security' | 'noise' | 'style';

/** What every lint rule says of itself; its page is `docs/rules/<id>.md`. */
export interface LintRule {
  /** Kebab-case; settings, suppression comments and pages name the rule by it. */
  readonly id: string;
  readonly category: RuleCategory;
  /** Level without a setting; never louder than a warning. */
  readonly level: Exclude<Severity, 'error'>;
  /** What it reports, in one sentence. */
  readonly summary: string;
}

/** What a rule's check returns: a finding without what the engine knows. */
export type Reported = Omit<Finding, 'code' | 'severity' | 'page'>;

/** The file in `docs/rules` that explains a rule. */
export const pageOf = (rule: LintRule): string => `${rule.id}.md`;

/** A report of a rule as a finding at a severity. */
export const findingOf = (rule: LintRule, severity: Severity, reported: Reported): Finding => ({
  code: rule.id,
  severity,
  page: pageOf(rule),
  ...reported,
});
