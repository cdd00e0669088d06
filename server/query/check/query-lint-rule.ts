import type { LintRule, Reported } from '../../lint/lint-rule.ts';
import type { LintedQuery } from './linted-query.ts';

/** Looks at a whole query; places are those of its text. */
export interface QueryCheck extends LintRule {
  readonly check: (linted: LintedQuery) => Reported[];
}

/** What the analysis tells by itself, as long as it does not keep the query from running anywhere: it has a level too. */
export interface ToldByAnalysis extends LintRule {
  readonly toldByAnalysis: true;
}

export type QueryLintRule = QueryCheck | ToldByAnalysis;
