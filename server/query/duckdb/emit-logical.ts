import type { Binary, Expression } from '../syntax/tree.ts';
import { type Emission, emitExpression } from './emission.ts';
import { mayFail } from './may-fail.ts';
import { someColumn } from './some-column.ts';

type Logical = 'and' | 'or';

/**
 * So many characters of SQL are written once more to protect what stands behind them. Each level of nesting would double them without end;
 * what is longer goes unprotected.
 */
const MOST = 4000;

/** What stands before a side that may fail, unless that is too long to be written again. */
const guards = (written: readonly string[]): readonly string[] =>
  written.reduce((length, sql) => length + sql.length, 0) > MOST ? [] : written;

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
  const before = guards(written.slice(0, -1));
  if (before.length === 0 || !sides.slice(1).some(side => mayFail(e, side))) return all;
  const decided = before.map(side => (operator === 'and' ? ` WHEN NOT ${side} THEN false` : ` WHEN ${side} THEN true`));
  return `CASE${decided.join('')} ELSE ${all} END`;
}

/**
 * A condition in the parts that `and` joins. DuckDB asks them in an order of its own, and moves those that cannot fail into other
 * queries; of functions it does not know that they can. So a part that may fail asks those before it first, and has a branch that
 * shows that it may fail and is never entered.
 */
export function conditionsOf(e: Emission, condition: Expression): string[] {
  const sides = sidesOf(condition, 'and');
  const written = sides.map(side => emitExpression(e, side));
  return sides.map((side, i) => {
    if (!mayFail(e, side)) return written[i]!;
    const column = e.groups ? undefined : someColumn(e, side);
    const failing =
      column === undefined ? '' : ` WHEN ${column} IS DISTINCT FROM ${column} THEN CAST(CAST(${column} AS VARCHAR) AS BOOLEAN)`;
    const decided = guards(written.slice(0, i)).map(sql => ` WHEN ${sql} IS NOT TRUE THEN false`);
    const branches = failing + decided.join('');
    return branches === '' ? written[i]! : `CASE${branches} ELSE ${written[i]} END`;
  });
}
