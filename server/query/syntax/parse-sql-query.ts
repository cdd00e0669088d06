import { parseLimit, parseOffset } from './parse-limit.ts';
import { parseSelect } from './parse-select.ts';
import { parseSortItems } from './parse-sort.ts';
import { parseNames } from './parse-source.ts';
import type { SqlCursor } from './sql-cursor.ts';
import type { CommonTable, Expression, Limit, NestedQuery, QueryBody, SetOperation, SortItem, SqlQuery, Values } from './tree.ts';
import { unreadHint } from './unread-hint.ts';

/** Reads a query expression up to a `)`, a `;` or the end; what cannot be read is told and passed. */
export function parseSqlQuery(cursor: SqlCursor, first?: NestedQuery): SqlQuery {
  const { start } = first?.range ?? cursor.token;
  const tables = first ? [] : parseWith(cursor);
  const body = parseUnion(cursor, first);
  let orderBy: readonly SortItem[] = [];
  let limit: Limit | undefined;
  for (;;) {
    if (cursor.isWord('order') && orderBy.length === 0 && !limit) orderBy = parseSortItems(cursor);
    else if (cursor.isWord('limit') && !limit) limit = parseLimit(cursor);
    else if (cursor.isWord('offset') && !limit) limit = parseOffset(cursor);
    else if (cursor.atEnd || cursor.is(')') || cursor.is(';')) break;
    else passUnread(cursor);
  }
  return { kind: 'query', range: cursor.since(Math.min(start, body.range.start)), with: tables, body, orderBy, ...(limit && { limit }) };
}

const EXPECTED = 'an operator, `,`, `from`, `where`, `group by`, `having`, `order by`, `limit` or the end';

function passUnread(cursor: SqlCursor): void {
  const hint = unreadHint(cursor);
  if (cursor.astray) {
    // what is told already
  } else if (hint) cursor.report(hint.at, hint.message);
  else if (cursor.atClause())
    cursor.problem('the end here: clauses stand in the order select, from, where, group by, having, order by, limit');
  else cursor.problem(EXPECTED);
  cursor.skip();
}

function parseWith(cursor: SqlCursor): readonly CommonTable[] {
  if (!cursor.takeWord('with')) return [];
  if (cursor.isWord('recursive')) {
    cursor.problem('a name: SLS has no `with recursive`');
    cursor.next();
  }
  const tables: CommonTable[] = [];
  do {
    const name = cursor.expectName('a name for the sub-query');
    const columns = cursor.is('(') ? parseNames(cursor) : [];
    cursor.expectWord('as', ' and a query in parentheses');
    const open = cursor.token;
    const opened = cursor.expect('(');
    const query = opened ? cursor.grammar.query(cursor) : emptyQuery(cursor);
    if (opened) cursor.close(open);
    tables.push({ range: cursor.since(name.range.start), name, columns, query });
  } while (cursor.take(','));
  return tables;
}

/** A query that is not there. */
export function emptyQuery(cursor: SqlCursor): SqlQuery {
  const body = cursor.missing();
  return { kind: 'query', range: body.range, with: [], body, orderBy: [] };
}

function parseUnion(cursor: SqlCursor, first?: NestedQuery): QueryBody {
  let left = parseIntersect(cursor, first);
  while (cursor.isWord('union') || cursor.isWord('except')) {
    const operator = cursor.next().text === 'union' ? 'union' : 'except';
    left = setOperation(cursor, operator, left, parseAll(cursor), parseIntersect);
  }
  return left;
}

function parseIntersect(cursor: SqlCursor, first?: NestedQuery): QueryBody {
  let left: QueryBody = first ?? parseOperand(cursor);
  while (cursor.takeWord('intersect')) left = setOperation(cursor, 'intersect', left, parseAll(cursor), parseOperand);
  return left;
}

function setOperation(
  cursor: SqlCursor,
  operator: SetOperation['operator'],
  left: QueryBody,
  all: boolean,
  operand: (cursor: SqlCursor) => QueryBody,
): SetOperation {
  const right = operand(cursor);
  return { kind: 'set-operation', range: cursor.since(left.range.start), operator, all, left, right };
}

function parseAll(cursor: SqlCursor): boolean {
  return cursor.takeWord('all') || (cursor.takeWord('distinct') && false);
}

function parseOperand(cursor: SqlCursor): QueryBody {
  if (cursor.isWord('select')) return parseSelect(cursor);
  if (cursor.isWord('values')) return parseValues(cursor);
  if (!cursor.is('(')) {
    cursor.problem('`select`');
    return cursor.missing();
  }
  const open = cursor.next();
  const query = cursor.grammar.query(cursor);
  cursor.close(open);
  return { kind: 'nested', range: cursor.since(open.start), query };
}

function parseValues(cursor: SqlCursor): Values {
  const { start } = cursor.next();
  const rows: (readonly Expression[])[] = [];
  do {
    let expression = cursor.grammar.expression(cursor);
    while (expression.kind === 'parenthesized') expression = expression.expression;
    rows.push(expression.kind === 'row' ? expression.items : [expression]);
  } while (cursor.take(','));
  return { kind: 'values', range: cursor.since(start), rows };
}
