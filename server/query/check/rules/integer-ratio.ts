import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { emptyAt } from '../search-shape.ts';
import { findCall } from '../sql/parts.ts';

export const integerRatio: QueryCheck = {
  id: 'integer-ratio',
  category: 'error-prone',
  level: 'warning',
  summary: 'A ratio of two whole numbers, which is cut to a whole number.',
  check: ({ analysed, expressions }) =>
    expressions.flatMap(({ expression }): Reported[] => {
      if (expression.kind !== 'binary' || expression.operator !== '/') return [];
      const { left, right } = expression;
      const whole = [left, right].every(e => analysed.types.get(e)?.kind === 'bigint');
      // a figure divided by a figure is a ratio; one divided by a literal may be meant to be cut
      const figures = [left, right].every(e => findCall(e, c => /^(count|count_if|sum|approx_distinct)$/i.test(c.name.name)));
      if (!whole || !figures) return [];
      return [
        {
          range: expression.range,
          message: 'Two whole numbers divide to a whole number, so a share is 0 here. Multiply by 1.0 first, or by 100.0 for per cent.',
          fixes: [{ title: 'Multiply by 1.0', safe: false, edits: [{ range: emptyAt(left.range.end), newText: ' * 1.0' }] }],
        },
      ];
    }),
};
