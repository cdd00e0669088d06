import type { LintRule } from './lint-rule.ts';

/** The engine's own rules, about comments that silence findings. They cannot be silenced by a comment themselves. */

export const UNUSED_SUPPRESSION: LintRule = {
  id: 'unused-suppression',
  category: 'style',
  level: 'warning',
  summary: 'A comment that silences a rule where the rule finds nothing.',
};

export const UNKNOWN_SUPPRESSION: LintRule = {
  id: 'unknown-suppression',
  category: 'error-prone',
  level: 'warning',
  summary: 'A comment that silences nothing because it names no lint rule.',
};

export const SUPPRESSION_WITHOUT_REASON: LintRule = {
  id: 'suppression-without-reason',
  category: 'style',
  level: 'warning',
  summary: 'A comment that silences a rule and does not say why.',
};

export const SUPPRESSION_RULES: readonly LintRule[] = [SUPPRESSION_WITHOUT_REASON, UNKNOWN_SUPPRESSION, UNUSED_SUPPRESSION];
