import { parseGroupBy } from './parse-group.ts';
import { parseSource } from './parse-source.ts';
import { ALIAS_IS_NAME } from './problems.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, Identifier, Select, SelectItem, Source } from './tree.ts';

/** Reads one select; the cursor stands on `select`. Clauses in the wrong order are read and told. */
export function parseSelect(cursor: SqlCursor): Select {
  const { start } = cursor.next();
  const distinct = cursor.takeWord('distinct');
  if (!distinct) cursor.takeWord('all');
  const items: SelectItem[] = [];
  do items.push(parseItem(cursor));
  while (cursor.take(','));
  const from: Source[] = [];
  const fromToken = cursor.token;
  const hasFrom = cursor.takeWord('from');
  if (hasFrom) {
    do from.push(parseSource(cursor));
    while (cursor.take(','));
  }
  const where: Expression | undefined = cursor.takeWord('where') ? cursor.grammar.expression(cursor) : undefined;
  const groups: Pick<Select, 'groupBy' | 'distinctGroups'> = cursor.isWord('group') ? parseGroupBy(cursor) : { groupBy: [] };
  const having = cursor.takeWord('having') ? cursor.grammar.expression(cursor) : undefined;
  return {
    kind: 'select',
    range: cursor.since(start),
    distinct,
    items,
    from,
    ...(hasFrom && { fromKeyword: { start: fromToken.start, end: fromToken.end } }),
    ...(where && { where }),
    ...groups,
    ...(having && { having }),
  };
}

function parseItem(cursor: SqlCursor): SelectItem {
  const { start } = cursor.token;
  if (cursor.take('*')) return { kind: 'star', range: cursor.since(start) };
  if (cursor.atName() && cursor.is('.', 1) && cursor.is('*', 2)) {
    const table = cursor.name();
    cursor.next();
    cursor.next();
    return { kind: 'star', range: cursor.since(start), table };
  }
  const expression = cursor.grammar.expression(cursor);
  const alias = parseAlias(cursor);
  return { kind: 'item', range: cursor.from(expression.range), expression, ...(alias && { alias }) };
}

function parseAlias(cursor: SqlCursor): Identifier | undefined {
  const written = cursor.takeWord('as');
  if (cursor.token.kind === 'string') {
    cursor.report(cursor.token, ALIAS_IS_NAME);
    return cursor.name();
  }
  if (written) return cursor.expectName('an alias after `as`');
  // `limit` is a name to Presto, but behind an item it begins the clause.
  return cursor.atName() && !cursor.isWord('limit') && !cursor.isWord('offset') ? cursor.name() : undefined;
}
