import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { isNull } from '../sql/parts.ts';

export const comparisonWithNull: QueryCheck = {
  id: 'comparison-with-null',
  category: 'error-prone',
  level: 'warning',
  summary: 'A comparison with NULL, which is never true.',
  check: ({ expressions }) =>
    expressions.flatMap(({ expression }): Reported[] => {
      if (expression.kind !== 'binary' || !/^(=|<>|<=?|>=?)$/.test(expression.operator)) return [];
      const { left, right, operator, operatorRange, range } = expression;
      if (!isNull(left) && !isNull(right)) return [];
      const test = operator === '=' ? 'is null' : operator === '<>' ? 'is not null' : undefined;
      const fixes =
        test && isNull(right)
          ? [
              {
                title: `Write ${test}`,
                safe: false,
                edits: [{ range: { start: operatorRange.start, end: right.range.end }, newText: test }],
              },
            ]
          : [];
      const advice = test ? ` Write ${test}.` : '';
      return [{ range, message: `Nothing compares with NULL, so this is never true.${advice}`, fixes }];
    }),
};
