import type { SqlCursor } from './sql-cursor.ts';
import type { Expression, Identifier, Subquery } from './tree.ts';

/** Reads what a parenthesis opens: a sub-query, the parameters of a lambda, a row, or an expression. */
export function parseParenthesis(cursor: SqlCursor): Expression {
  if (opensLambda(cursor)) return parseLambda(cursor);
  const open = cursor.next();
  if (cursor.is(')')) {
    cursor.problem('an expression or a query');
    const expression = cursor.missing();
    cursor.next();
    return { kind: 'parenthesized', range: cursor.since(open.start), expression };
  }
  const items = parseItems(cursor);
  cursor.close(open);
  const range = cursor.since(open.start);
  const [only] = items;
  if (!only || items.length > 1) return { kind: 'row', range, items };
  return isBare(only) ? { ...only, range } : { kind: 'parenthesized', range, expression: only };
}

/** The items between parentheses; a query without parentheses of its own can be the only one. */
export function parseItems(cursor: SqlCursor): readonly Expression[] {
  const items = [parseItem(cursor)];
  while (cursor.take(',')) items.push(cursor.grammar.expression(cursor));
  return items;
}

/** Whether a sub-query is written without parentheses of its own, as between those of `in (…)`. */
export function isBare(expression: Expression): expression is Subquery {
  return expression.kind === 'subquery' && expression.range.start === expression.query.range.start;
}

function parseItem(cursor: SqlCursor): Expression {
  if (cursor.isWord('select') || cursor.isWord('with') || cursor.isWord('values')) {
    const query = cursor.grammar.query(cursor);
    return { kind: 'subquery', range: query.range, query };
  }
  const item = cursor.grammar.expression(cursor);
  if (item.kind !== 'subquery' || !cursor.atClause()) return item;
  // `((select …) union (select …))`: what looked like an expression was the first operand of a query.
  const query = cursor.grammar.query(cursor, { kind: 'nested', range: item.range, query: item.query });
  return { kind: 'subquery', range: query.range, query };
}

function opensLambda(cursor: SqlCursor): boolean {
  if (cursor.is(')', 1)) return cursor.is('->', 2);
  let distance = 1;
  while (cursor.atName(distance) && cursor.is(',', distance + 1)) distance += 2;
  return cursor.atName(distance) && cursor.is(')', distance + 1) && cursor.is('->', distance + 2);
}

function parseLambda(cursor: SqlCursor): Expression {
  const { start } = cursor.next();
  const parameters: Identifier[] = [];
  while (!cursor.take(')')) {
    parameters.push(cursor.name());
    cursor.take(',');
  }
  cursor.next();
  const body = cursor.grammar.expression(cursor);
  return { kind: 'lambda', range: cursor.since(start), parameters, body };
}
