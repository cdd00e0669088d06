import type { Reported } from '../../../lint/lint-rule.ts';
import { searchText } from '../../syntax/search-quotes.ts';
import type { QueryCheck } from '../query-lint-rule.ts';
import { askedValue } from '../search-shape.ts';

export const singleQuotesInSearch: QueryCheck = {
  id: 'single-quotes-in-search',
  category: 'error-prone',
  level: 'warning',
  summary: 'Single quotes in the search part, where they quote nothing.',
  check: ({ conditions, text }) => {
    const reports: Reported[] = [];
    let end = -1;
    for (const condition of conditions) {
      const value = askedValue(condition)?.value;
      if (value?.kind !== 'word' || !value.text.startsWith("'") || value.range.start < end) continue;
      // what was meant to be one text may have been read as several words
      const closing = text.indexOf("'", value.range.start + 1);
      const limit = text.indexOf('|', value.range.start);
      const whole = closing >= 0 && (limit < 0 || closing < limit) && !text.slice(value.range.start, closing).includes('\n');
      end = whole ? closing + 1 : value.range.end;
      const range = { start: value.range.start, end };
      const inner = text.slice(range.start + 1, whole ? closing : end);
      reports.push({
        range,
        message: `Single quotes quote nothing in a search; the words between them are looked for one by one. Write double quotes: ${searchText(inner)}.`,
        fixes: [{ title: `Write ${searchText(inner)}`, safe: true, edits: [{ range, newText: searchText(inner) }] }],
      });
    }
    return reports;
  },
};
