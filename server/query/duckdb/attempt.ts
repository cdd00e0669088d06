import type { Expression, Select } from '../syntax/tree.ts';
import { keyOf } from './behind-groups.ts';
import { type Emission, emitExpression } from './emission.ts';
import { isReadByRow, someColumn } from './some-column.ts';

/**
 * NULL where the expression fails. What a statement has twice DuckDB computes before everything else, out of TRY's reach; from the
 * branches of a CASE it takes nothing out. And TRY does not find what is grouped by, and takes no
 * aggregates: they come in from outside.
 */
export function attempt(e: Emission, expression: Expression, write: (inner: Emission) => string): string {
  const inside: Emission = { ...e, forgiving: false, sealed: true };
  const sql = write(inside);
  if (e.captured) return `TRY(${sql})`;
  const column = someColumn(e, expression);
  const ofRow = column === undefined ? `TRY(${sql})` : `TRY(CASE WHEN ${column} IS DISTINCT FROM ${column} THEN NULL ELSE ${sql} END)`;
  const select = e.scopes.at(-1)?.select;
  if (!select || e.key || isReadByRow(e, expression)) return ofRow;
  const keys = keysOf(e, select);
  if (keys.has(ofRow)) return ofRow;
  const captured = new Map<string, string>();
  const ofGroup = `TRY(${write({ ...inside, captured, keys })})`;
  if (captured.size === 0) return ofGroup;
  const fields = Array.from(captured, ([key, name]) => `${name} := ${key}`);
  return `list_transform([struct_pack(${fields.join(', ')})], lambda captured: ${ofGroup})[1]`;
}

/** SQL of what a select groups by. */
function keysOf(e: Emission, select: Select): ReadonlySet<string> {
  const keys = select.groupBy.flatMap(item => (item.kind === 'group-expression' ? [item.expression] : item.sets.flat()));
  return new Set(keys.map(key => emitExpression({ ...e, key: true }, keyOf(e, select, key))));
}
