import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { askedValue } from '../search-shape.ts';

const LONGEST = 64;

export const wildcardLimits: QueryCheck = {
  id: 'wildcard-limits',
  category: 'error-prone',
  level: 'hint',
  summary: 'A wildcard in a search, of which SLS looks at 100 words at most.',
  check: ({ conditions }) =>
    conditions.flatMap((condition): Reported[] => {
      const value = askedValue(condition)?.value;
      if (value?.kind !== 'word' || !/[^*?][*?]/.test(value.text)) return [];
      const message =
        value.text.length > LONGEST
          ? `A word with a wildcard has at most ${LONGEST} characters in SLS, and this has ${value.text.length}. Shorten it.`
          : 'SLS looks at the first 100 words that match a wildcard only, so it may find less than what is found here. For all of them use LIKE in SQL.';
      return [{ range: value.range, message }];
    }),
};
