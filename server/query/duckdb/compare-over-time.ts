import type { Call, Expression, Select } from '../syntax/tree.ts';
import { CannotCompile, type Emission, emitExpression, literalInteger, typeOf, withScope } from './emission.ts';
import { emitSources } from './emit-source.ts';

/**
 * `compare(x, n…)` and `ts_compare(x, n…)`: the value of the group now, what the same query gives n seconds earlier, and the ratio; the
 * query it reads from is written once more for every n, its events shifted.
 */
export function emitCompare(e: Emission, call: Call, current: string): string {
  const scope = e.scopes.at(-1);
  const [x, ...offsets] = call.arguments;
  if (!scope || !x) throw new CannotCompile(call.range, 'compare stands in the select list, over a sub-query.');
  if ((e.analysed.sources.get(scope.select) ?? []).some(s => s.kind === 'common'))
    throw new CannotCompile(call.range, 'compare reads a sub-query in FROM; a common table cannot be shifted in time.');
  const shifts = offsets.map(offset => {
    const seconds = literalInteger(offset);
    if (seconds === undefined) throw new CannotCompile(offset.range, 'The seconds to look back are written as a number.');
    return seconds;
  });
  const series = call.name.name.toLowerCase() === 'ts_compare';
  // who groups by the figure as well, as engines with strict grouping ask, does not mean groups in which it was the same
  const figure = emitExpression(e, x);
  const keys = keysOf(scope.select).filter(key => emitExpression(e, key) !== figure);
  const now = `CAST(${current} AS DOUBLE)`;
  const before = shifts.map(seconds => earlier(e, scope.select, x, seconds, keys, series));
  const values = [now, ...before, ...before.map(value => `${now} / ${value}`)];
  if (series) values.push(...shiftedTime(e, keys, shifts[0] ?? 0));
  return `[${values.join(', ')}]`;
}

/** What a select groups by, aliases and positions followed. */
function keysOf(select: Select): readonly Expression[] {
  return select.groupBy.flatMap(item => {
    if (item.kind !== 'group-expression') throw new CannotCompile(item.range, 'compare does not go with several grouping sets.');
    const position = literalInteger(item.expression);
    const target = position === undefined ? undefined : select.items[position - 1];
    return [target?.kind === 'item' ? target.expression : item.expression];
  });
}

/** The value of the same group, `seconds` before. */
function earlier(e: Emission, select: Select, x: Expression, seconds: number, keys: readonly Expression[], series: boolean): string {
  const outer: Emission = { ...e, scopes: e.scopes.slice(0, -1), lambdas: [], shift: e.shift + seconds };
  const from = emitSources(outer, select);
  const shifted = withScope(outer, { select, sources: from.sources });
  from.prepare(shifted);
  const conditions = keys.map(key => `${later(shifted, key, seconds, series)} IS NOT DISTINCT FROM ${emitExpression(e, key)}`);
  if (select.where) conditions.push(emitExpression(shifted, select.where));
  const value = `CAST(any_value(${emitExpression(shifted, x)}) AS DOUBLE)`;
  return `(SELECT ${value}${from.sql()}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`})`;
}

/** A time that is grouped by is that of the group it is compared with. */
function later(e: Emission, key: Expression, seconds: number, series: boolean): string {
  const sql = emitExpression(e, key);
  const { kind } = typeOf(e, key);
  if (kind === 'timestamp') return `(${sql} + to_seconds(${seconds}))`;
  return series && kind === 'bigint' ? `(${sql} + ${seconds})` : sql;
}

/** Unix seconds of the earlier window. */
function shiftedTime(e: Emission, keys: readonly Expression[], seconds: number): readonly string[] {
  const time = keys.find(key => ['timestamp', 'bigint'].includes(typeOf(e, key).kind));
  if (!time) return [];
  const sql = emitExpression(e, time);
  return [`CAST(${typeOf(e, time).kind === 'timestamp' ? `epoch(${sql})` : sql} AS DOUBLE) - ${seconds}`];
}
