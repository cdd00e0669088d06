import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, Identifier, Join, Source, TableAlias } from './tree.ts';

/** Reads one source of FROM with the joins behind it. */
export function parseSource(cursor: SqlCursor): Source {
  const first = cursor.nested<Source>(
    () => parseOperand(cursor),
    () => cursor.missing(),
  );
  return parseJoins(cursor, first);
}

function parseJoins(cursor: SqlCursor, first: Source): Source {
  const { start } = first.range;
  let left = first;
  for (;;) {
    const type = parseJoinWord(cursor);
    if (!type) return left;
    const right = cursor.nested<Source>(
      () => parseOperand(cursor),
      () => cursor.missing(),
    );
    let on: Expression | undefined;
    let using: readonly Identifier[] | undefined;
    if (type === 'cross' && (cursor.isWord('on') || cursor.isWord('using')))
      cursor.problem('the end of the join: `cross join` takes no condition, `join` does');
    if (cursor.takeWord('on')) on = cursor.grammar.expression(cursor);
    else if (cursor.isWord('using')) {
      cursor.next();
      using = parseNames(cursor);
    } else if (type !== 'cross') cursor.problem('`on` and the condition of the join');
    left = { kind: 'join', range: cursor.since(start), type, left, right, ...(on && { on }), ...(using && { using }) };
  }
}

/** Reads `left outer join` and its like. */
function parseJoinWord(cursor: SqlCursor): Join['type'] | undefined {
  if (cursor.isWord('natural')) {
    cursor.problem('a join with `on` or `using`: SLS has no `natural join`');
    cursor.next();
  }
  const { kind, text } = cursor.token;
  if (kind !== 'word') return undefined;
  switch (text) {
    case 'join':
      cursor.next();
      return 'inner';
    case 'cross':
    case 'inner':
      cursor.next();
      cursor.expectWord('join', ` after \`${text}\``);
      return text;
    case 'left':
    case 'right':
    case 'full':
      cursor.next();
      cursor.takeWord('outer');
      cursor.expectWord('join', ` after \`${text}\``);
      return text;
    default:
      return undefined;
  }
}

function parseOperand(cursor: SqlCursor): Source {
  const { start } = cursor.token;
  if (cursor.is('(')) return parseParenthesis(cursor);
  if (cursor.isWord('unnest')) return parseUnnest(cursor);
  if (cursor.isWord('lateral') && cursor.is('(', 1)) return parseLateral(cursor);
  if (!cursor.atName()) {
    cursor.problem('a source such as `log`, a sub-query in parentheses, or `unnest(…)`');
    return cursor.missing();
  }
  let name = cursor.name();
  while (cursor.take('.')) {
    const part = cursor.expectName('a name after `.`');
    name = { range: cursor.since(start), name: `${name.name}.${part.name}`, quoted: name.quoted || part.quoted };
  }
  const alias = parseTableAlias(cursor);
  return { kind: 'table', range: cursor.since(start), name, ...(alias && { alias }) };
}

function parseParenthesis(cursor: SqlCursor): Source {
  const open = cursor.token;
  if (!cursor.holdsQuery()) return parseGrouped(cursor);
  cursor.next();
  const query = cursor.grammar.query(cursor);
  cursor.close(open);
  const alias = parseTableAlias(cursor);
  return { kind: 'query-source', range: cursor.since(open.start), query, ...(alias && { alias }) };
}

function parseLateral(cursor: SqlCursor): Source {
  const { start } = cursor.next();
  const open = cursor.next();
  const query = cursor.grammar.query(cursor);
  cursor.close(open);
  const alias = parseTableAlias(cursor);
  return { kind: 'query-source', range: cursor.since(start), query, lateral: true, ...(alias && { alias }) };
}

/** A join in parentheses. */
function parseGrouped(cursor: SqlCursor): Source {
  const open = cursor.next();
  const source = parseSource(cursor);
  cursor.close(open);
  return source;
}

function parseUnnest(cursor: SqlCursor): Source {
  const { start } = cursor.next();
  const open = cursor.token;
  const items: Expression[] = [];
  if (cursor.expect('(', ' after `unnest`')) {
    do items.push(cursor.grammar.expression(cursor));
    while (cursor.take(','));
    cursor.close(open);
  }
  const ordinality = cursor.isWord('with') && cursor.isWord('ordinality', 1);
  if (ordinality) {
    cursor.next();
    cursor.next();
  }
  const alias = parseTableAlias(cursor);
  return { kind: 'unnest', range: cursor.since(start), arguments: items, ordinality, ...(alias && { alias }) };
}

/** `as t(a, b)`, with or without `as` and columns. */
function parseTableAlias(cursor: SqlCursor): TableAlias | undefined {
  const { start } = cursor.token;
  const written = cursor.takeWord('as');
  if (!written && (!cursor.atName() || cursor.isWord('limit') || cursor.isWord('offset'))) return undefined;
  const name = cursor.expectName('a name after `as`');
  const columns = cursor.is('(') ? parseNames(cursor) : [];
  return { range: cursor.since(start), name, columns };
}

/** Names in parentheses. */
export function parseNames(cursor: SqlCursor): readonly Identifier[] {
  const open = cursor.token;
  if (!cursor.expect('(')) return [];
  const names: Identifier[] = [];
  do names.push(cursor.expectName('the name of a column'));
  while (cursor.take(','));
  cursor.close(open);
  return names;
}
