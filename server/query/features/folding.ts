import type { TextRange } from '../../lint/finding.ts';
import { sqlTokens } from '../syntax/sql-lexer.ts';
import type { Query } from '../syntax/tree.ts';

export interface QueryFolding extends TextRange {
  readonly kind?: 'comment';
}

/** What can be folded away: parentheses, `case`, the SQL part and comments. The caller drops what stands on one line. */
export function foldingRanges({ text, pipe, sql, comments }: Query): readonly QueryFolding[] {
  const ranges: QueryFolding[] = comments.map(c => ({ start: c.start, end: c.end, kind: 'comment' }));
  if (!pipe || !sql) return ranges;
  ranges.push(sql.range);
  const open: { readonly symbol: string; readonly start: number }[] = [];
  for (const { kind, text: word, start } of sqlTokens(text, pipe.end).tokens) {
    if (kind !== 'symbol' && kind !== 'word') continue;
    if (word === '(' || word === '[' || word === 'case') open.push({ symbol: word, start });
    const closes = CLOSED_BY[word];
    if (closes === undefined) continue;
    const at = open.findLastIndex(o => o.symbol === closes);
    if (at < 0) continue;
    // the line of the closing sign stays
    ranges.push({ start: open[at]!.start, end: text.lastIndexOf('\n', start) < open[at]!.start ? start : text.lastIndexOf('\n', start) });
    open.length = at;
  }
  return ranges.filter(r => r.end > r.start).toSorted((a, b) => a.start - b.start);
}

const CLOSED_BY: Readonly<Record<string, string | undefined>> = { ')': '(', ']': '[', end: 'case' };
