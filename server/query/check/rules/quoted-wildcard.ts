import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { askedValue } from '../search-shape.ts';

export const quotedWildcard: QueryCheck = {
  id: 'quoted-wildcard',
  category: 'error-prone',
  level: 'information',
  summary: 'A `*` or `?` at the end of a quoted word, where it is no wildcard.',
  check: ({ conditions }) =>
    conditions.flatMap((condition): Reported[] => {
      const value = askedValue(condition)?.value;
      if (value?.kind !== 'quoted' || !/^[^\s*?]+[*?]+$/.test(value.text)) return [];
      // without quotes it must still be one word that begins with no wildcard
      const bare = /^[\w.@$%+~^-][\w.@$%+~^/&-]*[*?]+$/.test(value.text);
      return [
        {
          range: value.range,
          message: `Between quotes ${value.text.at(-1)} is a character like any other, so this finds only what contains it. Without quotes it is a wildcard: ${value.text}`,
          fixes: bare ? [{ title: `Write ${value.text}`, safe: false, edits: [{ range: value.range, newText: value.text }] }] : [],
        },
      ];
    }),
};
