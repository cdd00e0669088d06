import type { Expression } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';
import { someColumn } from './some-column.ts';

/**
 * NULL where the expression fails. What a statement has twice DuckDB computes before everything else, out of TRY's reach; from the
 * branches of a CASE it takes nothing out.
 */
export function attempt(e: Emission, expression: Expression, sql: string): string {
  const column = someColumn(e, expression);
  return column === undefined ? `TRY(${sql})` : `TRY(CASE WHEN ${column} IS DISTINCT FROM ${column} THEN NULL ELSE ${sql} END)`;
}
