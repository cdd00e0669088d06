import type { Reported } from '../../../lint/lint-rule.ts';
import { RESERVED_WORDS } from '../../catalog/search-words.ts';
import { searchText } from '../../syntax/search-quotes.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { askedValue } from '../search-shape.ts';

export const reservedWordInSearch: QueryCheck = {
  id: 'reserved-word-in-search',
  category: 'error-prone',
  level: 'warning',
  summary: 'A keyword as a word to search for, without quotes.',
  check: ({ conditions }) =>
    conditions.flatMap((condition): Reported[] => {
      const value = askedValue(condition)?.value;
      if (value?.kind !== 'word' || !RESERVED_WORDS.has(value.text.toLowerCase())) return [];
      return [
        {
          range: value.range,
          message: `${value.text} is a keyword in a search. To look for the word, write ${searchText(value.text)}.`,
          fixes: [
            { title: `Write ${searchText(value.text)}`, safe: true, edits: [{ range: value.range, newText: searchText(value.text) }] },
          ],
        },
      ];
    }),
};
