import { bare } from '../check/sql/parts.ts';
import type { Expression, Select, SortItem } from '../syntax/tree.ts';
import { addressJoins } from './address-joins.ts';
import { hasWindow } from './contains.ts';
import {
  CannotCompile,
  type Emission,
  type EmittedQuery,
  emitExpression,
  literalInteger,
  type QueryDemand,
  withScope,
} from './emission.ts';
import { conditionsOf } from './emit-logical.ts';
import { emitSources } from './emit-source.ts';
import { ROW } from './event-rows.ts';
import { groupKeys } from './group-keys.ts';
import { emitGroups } from './grouping-sets.ts';
import type { SelectClauses } from './select-clauses.ts';
import { direction, isConstant } from './sort-direction.ts';
import { sourceColumn } from './source-column.ts';
import { fillSeries, seriesItem } from './time-series.ts';

/** An output column of a select; asking for its SQL marks the columns that it reads. */
interface Output {
  readonly sql: () => string;
  /** Its item, where it is not part of a star. */
  readonly item?: number;
}

/** A select with the order of the query that it is. */
export function emitSelect(outer: Emission, select: Select, orderBy: readonly SortItem[], demand: QueryDemand = {}): EmittedQuery {
  const series = seriesItem(select);
  if (series) return fillSeries(outer, select, emitClauses(outer, select, []), orderBy, series);
  const clauses = emitClauses(outer, select, orderBy, demand);
  const sql = `SELECT ${clauses.items}${clauses.from()}${clauses.where}${clauses.group}${clauses.having}${clauses.order}`;
  return { sql, columns: clauses.outputs };
}

export function emitClauses(
  outer: Emission,
  select: Select,
  orderBy: readonly SortItem[],
  { used, row: told }: QueryDemand = {},
): SelectClauses {
  const from = emitSources(outer, select);
  const addresses = addressJoins(outer);
  const row = withScope(outer, { select, sources: from.sources, ...(from.sources.length === 1 && { addresses }) });
  from.prepare(row);
  const aggregated = outer.analysed.aggregated.has(select);
  const e = aggregated ? { ...row, groups: groupKeys(row, select) } : row;
  const outputs = outputsOf(e, select);
  // QUALIFY asks for a window function among the items
  const qualified = select.having !== undefined && !aggregated && hasWindow(e, select.items);
  const kept =
    used && !aggregated && !select.distinct && !qualified ? outputs.flatMap((_, i) => (used.has(i) ? [i] : [])) : outputs.map((_, i) => i);
  const items = kept.map(i => `${outputs[i]!.sql()} AS c${i}`);
  const source = from.sources[0]?.row;
  if (told && source) items.push(`${source()} AS ${ROW}`);
  const conditions = select.where ? conditionsOf(row, select.where) : [];
  let having = '';
  if (select.having) {
    const parts = conditionsOf(e, select.having);
    const condition = parts.join(' AND ');
    // without groups it filters rows by the output columns
    if (aggregated) having = ` HAVING ${condition}`;
    else if (qualified) having = ` QUALIFY ${condition}`;
    else conditions.push(...parts);
  }
  for (const source of from.sources) source.filtered?.(conditions);
  const groups = emitGroups(select, expression => grouped(e, expression, outputs));
  const order = orderBy.flatMap(item => {
    const by = sorted(e, item, select, outputs, kept);
    return by === undefined ? [] : [`${by} ${direction(item)}`];
  });
  const clause = (words: string, parts: readonly string[], between: string) =>
    parts.length === 0 ? '' : ` ${words} ${parts.join(between)}`;
  return {
    items: `${select.distinct ? 'DISTINCT ' : ''}${items.length === 0 ? '1' : items.join(', ')}`,
    outputs: outputs.length,
    from: () => from.sql() + addresses.sql(),
    where: clause('WHERE', conditions, ' AND '),
    group: clause('GROUP BY', groups, ', '),
    having,
    order: clause('ORDER BY', order, ', '),
  };
}

/** Every output of the select list, stars written out. */
function outputsOf(e: Emission, select: Select): Output[] {
  const scope = e.scopes.at(-1)!;
  const sources = e.analysed.sources.get(select) ?? [];
  return select.items.flatMap((item, index): Output[] => {
    if (item.kind === 'item') return [{ sql: () => emitExpression(e, item.expression), item: index }];
    const columns = e.analysed.stars.get(item) ?? [];
    return columns.map(column => {
      const source = sources.findIndex(s => s.columns.includes(column));
      if (source < 0 && !column.merged) throw new CannotCompile(item.range, `The columns of * cannot be told.`);
      return { sql: () => sourceColumn(e, scope, column, source) };
    });
  });
}

/** The SQL of an output by its position, counted from 1. */
function atPosition(expression: Expression, outputs: readonly Output[]): Output | undefined {
  const position = literalInteger(expression);
  if (position === undefined) return undefined;
  const output = outputs[position - 1];
  if (!output) throw new CannotCompile(expression.range, `Position ${position} is not in the select list.`);
  return output;
}

const grouped = (e: Emission, expression: Expression, outputs: readonly Output[]): string =>
  atPosition(expression, outputs)?.sql() ?? emitExpression(e, expression);

/** What to sort by: an output by its position where it is one that is kept, which also suits DISTINCT. Nothing where all are alike. */
function sorted(e: Emission, item: SortItem, select: Select, outputs: readonly Output[], kept: readonly number[]): string | undefined {
  const expression = bare(item.expression);
  const resolution = expression.kind === 'column' ? e.analysed.resolutions.get(expression) : undefined;
  const output = resolution?.kind === 'alias' ? outputs.find(o => o.item === resolution.item) : atPosition(expression, outputs);
  if (!output) return isConstant(expression) ? undefined : emitExpression(e, expression);
  const position = kept.indexOf(outputs.indexOf(output));
  if (position >= 0) return String(position + 1);
  const selected = output.item === undefined ? undefined : select.items[output.item];
  return selected?.kind === 'item' && isConstant(selected.expression) ? undefined : output.sql();
}
