import { partsOf } from '../check/sql/parts.ts';
import type { Call, Expression } from '../syntax/tree.ts';
import { computedElsewhere, type Emission, emitExpression, freshAlias } from './emission.ts';
import { someColumn } from './some-column.ts';

/**
 * `try(x)`: DuckDB's TRY takes no aggregates, windows, sub-queries nor functions that answer differently each time, and gets lost among the
 * keys of groups. Those are computed outside, and handed to it as parameters of a lambda.
 */
export function emitTry(e: Emission, operand: Expression): string {
  const handed = handedTo(e, operand);
  const inside: Emission = { ...e, forgiving: false, sealed: true };
  if (handed.length === 0) return kept(e, operand, emitExpression(inside, operand));
  const name = freshAlias(e, 'y');
  const fields = handed.map((expression, i) => `a${i} := ${emitExpression({ ...e, forgiving: true }, expression)}`);
  const known = new Map([...e.handed, ...handed.map((expression, i) => [expression, `${name}.a${i}`] as const)]);
  return `list_transform([struct_pack(${fields.join(', ')})], lambda ${name}: TRY(${emitExpression({ ...inside, handed: known }, operand)}))[1]`;
}

/**
 * What a statement has twice DuckDB computes before everything else, out of TRY's reach; from the branches of a CASE, and from lambdas,
 * it takes nothing out.
 */
function kept(e: Emission, operand: Expression, sql: string): string {
  const column = e.lambdas.length > 0 || e.handed.size > 0 ? undefined : someColumn(e, operand);
  return column === undefined ? `TRY(${sql})` : `TRY(CASE WHEN ${column} IS DISTINCT FROM ${column} THEN NULL ELSE ${sql} END)`;
}

const VOLATILE = new Set(['rand', 'random', 'shuffle', 'uuid']);

/** The outermost expressions in it that TRY cannot hold. */
function handedTo(e: Emission, expression: Expression): readonly Expression[] {
  if (e.handed.has(expression) || expression.kind === 'literal') return [];
  if (computedElsewhere(e, expression) !== undefined) return [expression];
  switch (expression.kind) {
    case 'column': {
      const resolution = e.analysed.resolutions.get(expression);
      if (resolution?.kind === 'parameter') return [];
      if (e.groups) return [expression];
      const item = resolution?.kind === 'alias' ? e.scopes.at(-1)?.select.items[resolution.item] : undefined;
      return item?.kind === 'item' && handedTo(e, item.expression).length > 0 ? [expression] : [];
    }
    case 'subquery':
    case 'exists':
    case 'in-query':
    case 'quantified':
      return [expression];
    case 'call':
      if (isComputedOnce(e, expression)) return [expression];
      break;
    default:
      break;
  }
  return partsOf(expression).flatMap(part => handedTo(e, part));
}

const isComputedOnce = (e: Emission, call: Call): boolean =>
  (e.analysed.calls.get(call) ?? 'scalar') !== 'scalar' || VOLATILE.has(call.name.name.toLowerCase());
