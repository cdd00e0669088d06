import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, SortItem } from './tree.ts';

/** Reads `order by` and its items; the cursor stands on `order`. */
export function parseSortItems(cursor: SqlCursor): readonly SortItem[] {
  cursor.next();
  cursor.expectWord('by', ' after `order`');
  const items: SortItem[] = [];
  do items.push(parseSortItem(cursor));
  while (cursor.take(','));
  return items;
}

function parseSortItem(cursor: SqlCursor): SortItem {
  const expression: Expression = cursor.grammar.expression(cursor);
  const descending = cursor.takeWord('desc');
  if (!descending) cursor.takeWord('asc');
  let nulls: SortItem['nulls'];
  if (cursor.takeWord('nulls')) {
    nulls = cursor.isWord('first') ? 'first' : 'last';
    if (!cursor.takeWord('first')) cursor.expectWord('last', ' or `first`');
  }
  return { range: cursor.from(expression.range), expression, descending, ...(nulls && { nulls }) };
}
