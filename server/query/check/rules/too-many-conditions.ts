import type { QueryCheck } from '../query-lint-rule.ts';

/** What documentation says since 2021, and what a newer source says. */
const DOCUMENTED = 30;
const MOST = 128;

export const tooManyConditions: QueryCheck = {
  id: 'too-many-conditions',
  category: 'error-prone',
  level: 'warning',
  summary: 'More than 30 conditions in a search, which SLS refuses.',
  check: ({ conditions, analysed }) => {
    const asked = conditions.filter(c => c.kind !== 'all' && c.kind !== 'missing');
    if (asked.length <= DOCUMENTED) return [];
    const limit = asked.length > MOST ? `more than the ${MOST} that SLS takes` : `more than the ${DOCUMENTED} that are documented`;
    return [
      {
        range: { start: asked[DOCUMENTED]!.range.start, end: analysed.query.search.expression?.range.end ?? asked[DOCUMENTED]!.range.end },
        message: `The search has ${asked.length} conditions, ${limit}. Move some into WHERE, for example "user.username" not in ('a', 'b').`,
      },
    ];
  },
};
