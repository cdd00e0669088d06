import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';

const MOST_ROWS = 1_000_000;
const MOST_BEHIND_OFFSET = 10_000;

export const limitRange: QueryCheck = {
  id: 'limit-range',
  category: 'error-prone',
  level: 'warning',
  summary: 'A LIMIT that SLS does not take: too many rows, or an offset in a sub-query.',
  check: ({ queries }) =>
    queries.flatMap(({ query, outermost }): Reported[] => {
      const { limit } = query;
      if (!limit) return [];
      const { offset, count = 0 } = limit;
      const trouble =
        offset !== undefined && !outermost
          ? 'SLS takes no offset in a sub-query. Write limit with the number of rows alone.'
          : offset !== undefined && (count > MOST_BEHIND_OFFSET || offset + count > MOST_ROWS)
            ? 'Behind an offset SLS gives 10,000 rows at most, and none beyond row 1,000,000.'
            : count > MOST_ROWS
              ? 'SLS gives 1,000,000 rows at most.'
              : undefined;
      return trouble === undefined ? [] : [{ range: limit.range, message: trouble }];
    }),
};
