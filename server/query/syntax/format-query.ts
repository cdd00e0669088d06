import { group, type Layout, print } from './format/layout.ts';
import { searchLayout } from './format/search-layout.ts';
import { sqlLayout } from './format/sql-layout.ts';
import type { Query } from './tree.ts';

const WIDTH = 100;

/**
 * The text of a query in its one layout: on one line if it fits, else clauses on lines of their own. It means the same and
 * keeps every comment. A query with problems, and SPL, stay as they are.
 */
export function formatQuery(query: Query): string {
  const { text, search, pipe, sql, spl, problems } = query;
  if (text.trim() === '') return '';
  if (problems.length > 0 || spl || !search.expression) return text;
  const layout: Layout[] = [searchLayout(text, search.expression)];
  if (pipe && sql) layout.push(' |', sqlLayout(query, sql, pipe.end));
  const lineEnd = /\n\s*$/.test(text) ? '\n' : '';
  return print(group(layout), WIDTH).trimEnd() + lineEnd;
}
