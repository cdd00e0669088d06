import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';

/** `\w+` between quotes behind the kind of a subject. */
const NARROW = /"\(\\w[+*]\)"/g;
const ROBUST = '"([^"]+)"';

export const narrowUserPattern: QueryCheck = {
  id: 'narrow-user-pattern',
  category: 'security',
  level: 'information',
  summary: 'A pattern that takes names out of an authorization reason and misses those with `-`, `@`, `:` or a dot.',
  check: ({ expressions, text }) =>
    expressions.flatMap(({ expression }): Reported[] => {
      if (expression.kind !== 'call' || !/^regexp_/i.test(expression.name.name)) return [];
      const pattern = expression.arguments[1];
      if (pattern?.kind !== 'literal' || pattern.type !== 'string') return [];
      const { start, end } = pattern.range;
      return [...text.slice(start, end).matchAll(NARROW)].map(({ index, 0: found }) => {
        const range = { start: start + index, end: start + index + found.length };
        return {
          range,
          message: `\\w takes letters, digits and _ only, so names with - @ : or a dot do not match and come out as NULL. Write ${ROBUST}.`,
          fixes: [{ title: `Write ${ROBUST}`, safe: false, edits: [{ range, newText: ROBUST }] }],
        };
      });
    }),
};
