import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { askedValue, searchNodes } from '../search-shape.ts';

export const phraseRestriction: QueryCheck = {
  id: 'phrase-restriction',
  category: 'error-prone',
  level: 'warning',
  summary: 'A phrase under `not` or `or`, or before a `|`, where SLS takes none.',
  check: ({ analysed }) =>
    searchNodes(analysed.query.search.expression).flatMap(({ expression, negated, underOr }): Reported[] => {
      const value = askedValue(expression)?.value;
      if (value?.kind !== 'phrase') return [];
      const place = negated ? 'under not' : underOr ? 'under or' : analysed.query.pipe ? 'before SQL' : undefined;
      if (place === undefined) return [];
      return [
        {
          range: value.range,
          message: `SLS takes no phrase ${place}. Write the text in double quotes without #, which asks for its words in any order, or use LIKE in SQL.`,
          fixes: [
            {
              title: 'Ask for the words',
              safe: false,
              edits: [{ range: { start: value.range.start, end: value.range.start + 1 }, newText: '' }],
            },
          ],
        },
      ];
    }),
};
