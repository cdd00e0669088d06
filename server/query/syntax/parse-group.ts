import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, GroupItem, Select } from './tree.ts';

/** Reads `group by` and its items; the cursor stands on `group`. */
export function parseGroupBy(cursor: SqlCursor): Pick<Select, 'groupBy' | 'distinctGroups'> {
  cursor.next();
  cursor.expectWord('by', ' after `group`');
  const distinctGroups = cursor.takeWord('distinct');
  if (!distinctGroups) cursor.takeWord('all');
  return { groupBy: parseItems(cursor), ...(distinctGroups && { distinctGroups }) };
}

function parseItems(cursor: SqlCursor): readonly GroupItem[] {
  const items: GroupItem[] = [];
  do items.push(...parseItem(cursor));
  while (cursor.take(','));
  return items;
}

/** `(a, b)` is the same as `a, b`. */
function parseItem(cursor: SqlCursor): readonly GroupItem[] {
  const parenthesized = cursor.is('(');
  const item = parseOne(cursor);
  if (!parenthesized || item.kind !== 'group-expression' || item.expression.kind !== 'row') return [item];
  return item.expression.items.map(expression => ({ kind: 'group-expression', range: expression.range, expression }));
}

function parseOne(cursor: SqlCursor): GroupItem {
  const { start, text } = cursor.token;
  if ((cursor.isWord('rollup') || cursor.isWord('cube')) && cursor.is('(', 1)) {
    cursor.next();
    return { kind: text === 'cube' ? 'cube' : 'rollup', sets: parseSets(cursor), range: cursor.since(start) };
  }
  if (cursor.isWord('grouping') && cursor.isWord('sets', 1)) {
    cursor.next();
    cursor.next();
    return { kind: 'grouping-sets', sets: parseSets(cursor), range: cursor.since(start) };
  }
  if (cursor.is('(') && cursor.is(')', 1)) {
    cursor.next();
    cursor.next();
    return { kind: 'grouping-sets', sets: [[]], range: cursor.since(start) };
  }
  const expression = cursor.grammar.expression(cursor);
  return { kind: 'group-expression', range: expression.range, expression };
}

/** `(a, (b, c), ())`: a set without parentheses has one expression. */
function parseSets(cursor: SqlCursor): readonly (readonly Expression[])[] {
  const open = cursor.token;
  if (!cursor.expect('(')) return [];
  const sets: (readonly Expression[])[] = [];
  if (!cursor.is(')')) {
    do sets.push(parseSet(cursor));
    while (cursor.take(','));
  }
  cursor.close(open);
  return sets;
}

function parseSet(cursor: SqlCursor): readonly Expression[] {
  if (cursor.is('(') && cursor.is(')', 1)) {
    cursor.next();
    cursor.next();
    return [];
  }
  const parenthesized = cursor.is('(');
  const expression = cursor.grammar.expression(cursor);
  if (parenthesized && expression.kind === 'row') return expression.items;
  return [expression.kind === 'parenthesized' ? expression.expression : expression];
}
