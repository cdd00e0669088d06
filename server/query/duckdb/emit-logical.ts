import type { Binary, Expression } from '../syntax/tree.ts';
import { type Emission, emitExpression } from './emission.ts';
import { mayFail } from './may-fail.ts';
import { someColumn } from './some-column.ts';

type Logical = 'and' | 'or';

/** The sides of a chain of one operator, from left to right. */
function sidesOf(expression: Expression, operator: Logical): Expression[] {
  const behind: Expression[] = [];
  let first = expression;
  for (; first.kind === 'binary' && first.operator === operator; first = first.left) behind.push(first.right);
  return [first, ...behind.reverse()];
}

/**
 * `and` and `or` as a value. DuckDB computes all sides for all rows; where a side may fail, rows that those before it decide must not
 * reach it.
 */
export function emitLogical(e: Emission, binary: Binary, operator: Logical): string {
  const sides = sidesOf(binary, operator);
  const written = sides.map(side => emitExpression(e, side));
  const all = `(${written.join(` ${operator.toUpperCase()} `)})`;
  if (!sides.slice(1).some(side => mayFail(e, side))) return all;
  const decided = written.slice(0, -1).map(side => (operator === 'and' ? ` WHEN NOT ${side} THEN false` : ` WHEN ${side} THEN true`));
  return `CASE${decided.join('')} ELSE ${all} END`;
}

/**
 * A condition in the parts that `and` joins. DuckDB moves conditions about unless they may fail, and of functions it does not know
 * that: those parts get a branch that says so, and is never entered. Conditions that read another table (a
 * sub-query, what is known of addresses) come last whatever the others are.
 */
export function conditionsOf(e: Emission, condition: Expression): string[] {
  const sides = sidesOf(condition, 'and');
  const written = sides.map(side => emitExpression(e, side));
  return sides.map((side, i) => {
    const column = mayFail(e, side) ? someColumn(e, side) : undefined;
    if (column === undefined) return written[i]!;
    const late = written.slice(0, i).filter(sql => /\(SELECT |\ba\d+\./.test(sql));
    const guards = late.map(sql => ` WHEN ${sql} IS NOT TRUE THEN false`).join('');
    return `CASE WHEN ${column} IS DISTINCT FROM ${column} THEN CAST(CAST(${column} AS VARCHAR) AS BOOLEAN)${guards} ELSE ${written[i]} END`;
  });
}
