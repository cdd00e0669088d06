/** Why a query cannot run. `docs/rules/query-errors.md` has a section for each. */
export const PROBLEM_CODES = [
  'query-syntax',
  'spl-not-executed',
  'unknown-column',
  'string-in-double-quotes',
  'dotted-name',
  'ambiguous-column',
  'alias-not-allowed',
  'unknown-table',
  'sub-query-without-from',
  'unknown-function',
  'function-not-executed',
  'argument-count',
  'type-mismatch',
  'unknown-type',
  'not-in-group-by',
  'position-out-of-range',
  'aggregate-not-allowed',
  'nested-aggregate',
  'not-an-aggregate',
  'window-without-over',
  'window-of-scalar',
  'window-not-allowed',
  'nested-window',
  'not-selected',
  'sub-query-columns',
  'sub-query-not-allowed',
  'column-count',
  'duplicate-name',
  'division-by-zero',
  'invalid-argument',
  'too-long',
] as const;

export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** The page that explains them, in `docs/rules`. */
export const PROBLEM_PAGE = 'query-errors.md';
