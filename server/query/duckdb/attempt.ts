import type { Expression } from '../syntax/tree.ts';
import { isInside } from './contains.ts';
import { type Emission, emitExpression } from './emission.ts';

/**
 * NULL where the expression fails. What a statement has twice DuckDB computes before everything else, out of TRY's reach; from the
 * branches of a CASE it takes nothing out.
 */
export function attempt(e: Emission, expression: Expression, sql: string): string {
  const column = aColumn(e, expression);
  return column === undefined ? `TRY(${sql})` : `TRY(CASE WHEN ${column} IS DISTINCT FROM ${column} THEN NULL ELSE ${sql} END)`;
}

/** SQL of some column in the expression. */
function aColumn(e: Emission, expression: Expression): string | undefined {
  for (const [reference, { kind }] of e.analysed.resolutions) {
    if (kind === 'column' && isInside(reference.range, expression.range)) return emitExpression(e, reference);
  }
  return undefined;
}
