import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';

/** What begins, or ends, a comment in some language. */
const MARK = /(?<!\S)(?:--|\/\/|\/\*)|\*\/(?!\S)/g;

export const commentInSearch: QueryCheck = {
  id: 'comment-in-search',
  category: 'error-prone',
  level: 'warning',
  summary: 'A comment in the search part, where its characters are words to look for.',
  check: ({ analysed, text, conditions }) => {
    const { range } = analysed.query.search;
    const search = text.slice(range.start, range.end);
    return [...search.matchAll(MARK)].flatMap(({ index, 0: mark }): Reported[] => {
      const start = range.start + index;
      // between quotes it is a text that somebody looks for
      if (!conditions.some(c => c.range.start === start && c.kind === 'term' && c.value.kind === 'word')) return [];
      return [
        {
          range: { start, end: start + mark.length },
          message: `A search has no comments: "${mark}" and the words behind it are looked for. Comments stand behind the |.`,
        },
      ];
    });
  },
};
