import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';

export const unfilledPlaceholder: QueryCheck = {
  id: 'unfilled-placeholder',
  category: 'error-prone',
  level: 'warning',
  summary: 'A text in angle brackets that was to be replaced by a value of your own.',
  check: ({ expressions }) =>
    expressions.flatMap(({ expression }): Reported[] => {
      if (expression.kind !== 'literal' || expression.type !== 'string' || !/^<[^<>/]+>$/.test(expression.value)) return [];
      return [{ range: expression.range, message: `"${expression.value}" looks like a placeholder. Write your own value in its place.` }];
    }),
};
