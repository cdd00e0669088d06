import type { Call, Expression, SortItem, SqlQuery } from '../../syntax/tree.ts';

const sorted = (items: readonly SortItem[]): readonly Expression[] => items.map(i => i.expression);

/** An expression without the parentheses around it. */
export const bare = (expression: Expression): Expression =>
  expression.kind === 'parenthesized' ? bare(expression.expression) : expression;

/** A NULL as it is written, which has no type. */
export function isNull(expression: Expression): boolean {
  const literal = bare(expression);
  return literal.kind === 'literal' && literal.type === 'null';
}

/** The expressions that a window is made of. */
export function windowParts({ over }: Call): readonly Expression[] {
  if (!over) return [];
  const bounds = [over.frame?.from.offset, over.frame?.to?.offset].filter(o => o !== undefined);
  return [...over.partitionBy, ...sorted(over.orderBy), ...bounds];
}

/** The expressions directly inside an expression; queries inside it are not entered. */
export function partsOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'column':
    case 'literal':
    case 'interval':
    case 'exists':
    case 'subquery':
    case 'missing':
      return [];
    case 'unary':
    case 'in-query':
    case 'quantified':
    case 'is-null':
    case 'cast':
    case 'extract':
      return [expression.operand];
    case 'binary':
      return [expression.left, expression.right];
    case 'between':
      return [expression.operand, expression.low, expression.high];
    case 'in-list':
      return [expression.operand, ...expression.items];
    case 'like':
      return [expression.operand, expression.pattern, ...(expression.escape ? [expression.escape] : [])];
    case 'case':
      return [
        ...(expression.operand ? [expression.operand] : []),
        ...expression.branches.flatMap(b => [b.when, b.then]),
        ...(expression.otherwise ? [expression.otherwise] : []),
      ];
    case 'call':
      return [
        ...expression.arguments,
        ...sorted(expression.orderBy),
        ...(expression.filter ? [expression.filter] : []),
        ...windowParts(expression),
      ];
    case 'lambda':
      return [expression.body];
    case 'array':
    case 'row':
      return expression.items;
    case 'subscript':
      return [expression.operand, expression.index];
    case 'at-time-zone':
      return [expression.operand, expression.zone];
    case 'parenthesized':
      return [expression.expression];
  }
}

/** The first call inside an expression, itself included, that a test picks. */
export function findCall(expression: Expression, test: (call: Call) => boolean): Call | undefined {
  // a chain of operators may be far longer than calls can be nested
  const waiting: Expression[] = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'call' && test(next)) return next;
    waiting.push(...partsOf(next).toReversed());
  }
  return undefined;
}

/** The first query that stands as a value or condition inside an expression. */
export function findQuery(expression: Expression): SqlQuery | undefined {
  const waiting: Expression[] = [expression];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.kind === 'subquery' || next.kind === 'exists' || next.kind === 'in-query' || next.kind === 'quantified') return next.query;
    waiting.push(...partsOf(next).toReversed());
  }
  return undefined;
}
