import type { LintRule } from '../../lint/lint-rule.ts';
import { SUPPRESSION_RULES } from '../../lint/suppression-rules.ts';
import type { QueryLintRule } from './query-lint-rule.ts';
import { aliasShadowsColumn } from './rules/alias-shadows-column.ts';
import { ambiguousNot } from './rules/ambiguous-not.ts';
import { commentInSearch } from './rules/comment-in-search.ts';
import { comparisonWithNull } from './rules/comparison-with-null.ts';
import { dateFormatToken } from './rules/date-format-token.ts';
import { defaultRowLimit } from './rules/default-row-limit.ts';
import { execVerbMissed } from './rules/exec-verb-missed.ts';
import { filterInWhere } from './rules/filter-in-where.ts';
import { integerRatio } from './rules/integer-ratio.ts';
import { jsonWithoutTry } from './rules/json-without-try.ts';
import { limitRange } from './rules/limit-range.ts';
import { missingStatusCounted } from './rules/missing-status-counted.ts';
import { narrowUserPattern } from './rules/narrow-user-pattern.ts';
import { numericOperatorOnText } from './rules/numeric-operator-on-text.ts';
import { phraseRestriction } from './rules/phrase-restriction.ts';
import { quotedWildcard } from './rules/quoted-wildcard.ts';
import { reservedWordInSearch } from './rules/reserved-word-in-search.ts';
import { sessionSetting } from './rules/session-setting.ts';
import { singleQuotesInSearch } from './rules/single-quotes-in-search.ts';
import { stagesCountedTwice } from './rules/stages-counted-twice.ts';
import { functionNotExecuted, unknownColumn, unknownFunction } from './rules/told-by-analysis.ts';
import { tooManyConditions } from './rules/too-many-conditions.ts';
import { tryInLambda } from './rules/try-in-lambda.ts';
import { unfilledPlaceholder } from './rules/unfilled-placeholder.ts';
import { wildcardLimits } from './rules/wildcard-limits.ts';

/** Every lint rule of queries. A new rule is a file in `rules`, its page in `docs/rules`, and a line in this list. */
export const QUERY_RULES: readonly QueryLintRule[] = [
  aliasShadowsColumn,
  ambiguousNot,
  commentInSearch,
  comparisonWithNull,
  dateFormatToken,
  defaultRowLimit,
  execVerbMissed,
  filterInWhere,
  functionNotExecuted,
  integerRatio,
  jsonWithoutTry,
  limitRange,
  missingStatusCounted,
  narrowUserPattern,
  numericOperatorOnText,
  phraseRestriction,
  quotedWildcard,
  reservedWordInSearch,
  sessionSetting,
  singleQuotesInSearch,
  stagesCountedTwice,
  tooManyConditions,
  tryInLambda,
  unfilledPlaceholder,
  unknownColumn,
  unknownFunction,
  wildcardLimits,
];

/** All that settings can name where queries are checked: the rules, and the engine's own about suppression comments. */
export const QUERY_LINT_RULES: readonly LintRule[] = [...QUERY_RULES, ...SUPPRESSION_RULES];
