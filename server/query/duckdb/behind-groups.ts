import type { TextRange } from '../../lint/finding.ts';
import type { LogField } from '../catalog/log-field.ts';
import { Problems } from '../syntax/problems.ts';
import { sqlTokens } from '../syntax/sql-lexer.ts';
import type { Expression, Select, SortItem } from '../syntax/tree.ts';
import type { Emission } from './emission.ts';

type Placed = { readonly range: TextRange };

const within = (outer: Placed, inner: Placed): boolean => inner.range.start >= outer.range.start && inner.range.end <= outer.range.end;

/**
 * Whether a node is read behind the grouping of a select: neither grouped by itself nor in an aggregate. DuckDB finds there what is grouped
 * by as it is written, and nothing that only follows from it.
 */
export function behindGroups(e: Emission, select: Select, orderBy: readonly SortItem[]): (node: Placed) => boolean {
  if (!e.analysed.aggregated.has(select)) return () => false;
  const textOf = ({ range }: Placed) => written(e.analysed.query.text.slice(range.start, range.end));
  const keys = select.groupBy.flatMap(item => (item.kind === 'group-expression' ? [item.expression] : item.sets.flat()));
  const grouped = new Set(keys.map(key => textOf(keyOf(e, select, key))));
  const items = select.items.flatMap(item => (item.kind === 'item' ? [item.expression] : []));
  const read = [...items, ...(select.having ? [select.having] : []), ...orderBy.map(item => item.expression)].filter(
    place => !grouped.has(textOf(place)),
  );
  const aggregates = Array.from(e.analysed.calls).flatMap(([call, kind]) =>
    kind === 'aggregate' && !call.over && read.some(place => within(place, call)) ? [call] : [],
  );
  return node => read.some(place => within(place, node)) && !aggregates.some(call => within(call, node));
}

/** An expression without its blanks and comments. */
const written = (text: string): string =>
  sqlTokens(text, 0, new Problems())
    .tokens.map(token => `${token.kind} ${token.text}`)
    .join('\n');

/** The expression that is grouped by: the item behind an alias or a position. */
function keyOf(e: Emission, select: Select, expression: Expression): Expression {
  const resolution = expression.kind === 'column' ? e.analysed.resolutions.get(expression) : undefined;
  const position = expression.kind === 'literal' && expression.type === 'integer' ? Number(expression.value) - 1 : undefined;
  const item = select.items[resolution?.kind === 'alias' ? resolution.item : (position ?? -1)];
  return item?.kind === 'item' ? item.expression : expression;
}

/** Fields of the log that are read behind the grouping: there they can only be written as they are grouped by. */
export function fieldsBehind(e: Emission, behind: (node: Placed) => boolean): ReadonlySet<LogField> {
  return new Set(
    Array.from(e.analysed.resolutions).flatMap(([reference, resolution]) =>
      resolution.kind === 'column' && resolution.column.field && behind(reference) ? [resolution.column.field] : [],
    ),
  );
}
