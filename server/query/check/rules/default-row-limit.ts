import type { QueryCheck } from '../query-lint-rule.ts';
import { emptyAt } from '../search-shape.ts';

export const defaultRowLimit: QueryCheck = {
  id: 'default-row-limit',
  category: 'error-prone',
  level: 'information',
  summary: 'A query without LIMIT that lists events: only 100 rows come out.',
  check: ({ analysed }) => {
    const query = analysed.query.sql?.query;
    if (!query || query.limit || query.body.kind !== 'select') return [];
    const select = query.body;
    if (analysed.aggregated.has(select) || select.distinct) return [];
    // of groups made further inside there are rarely more; of events there are
    const events = analysed.sources.get(select)?.some(s => s.kind === 'log');
    if (!events) return [];
    const keyword = { start: select.range.start, end: select.range.start + 'select'.length };
    // the parser takes a misspelt keyword for it too
    if (analysed.query.text.slice(keyword.start, keyword.end).toLowerCase() !== 'select') return [];
    const end = query.orderBy.at(-1)?.range.end ?? select.range.end;
    return [
      {
        range: keyword,
        message: 'Without LIMIT a query gives 100 rows, and here one for every event. Say how many: limit 1000.',
        fixes: [{ title: 'Write limit 1000', safe: false, edits: [{ range: emptyAt(end), newText: ' limit 1000' }] }],
      },
    ];
  },
};
