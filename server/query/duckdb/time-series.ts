import { bare } from '../check/sql/parts.ts';
import type { Call, Expression, Select, SortItem } from '../syntax/tree.ts';
import { emitFormatted } from './date-format.ts';
import { CannotCompile, type Emission, type EmittedQuery, failure, freshAlias, literalInteger, literalText, typeOf } from './emission.ts';
import type { SelectClauses } from './select-clauses.ts';
import { direction } from './sort-direction.ts';
import { zoneClock } from './zone-clock.ts';
import { wallOf } from './zoned-time.ts';

const MOST_WINDOWS = 1_000_000;

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** The item of a select that is `time_series(…)`, by its index. */
export function seriesItem(select: Select): { readonly index: number; readonly call: Call } | undefined {
  for (const [index, item] of select.items.entries()) {
    const call = item.kind === 'item' ? callOf(item.expression) : undefined;
    if (call?.name.name.toLowerCase() === 'time_series') return { index, call };
  }
  return undefined;
}

function callOf(expression: Expression): Call | undefined {
  const call = bare(expression);
  return call.kind === 'call' ? call : undefined;
}

function windowOf({ arguments: [, window], range }: Call): number {
  const [, amount, unit = ''] = /^(\d+)([smhd])$/.exec(literalText(window) ?? '') ?? [];
  if (amount === undefined || Number(amount) === 0)
    throw new CannotCompile(window?.range ?? range, `The window of time_series is written '30s', '5m', '2h' or '1d'.`);
  return Number(amount) * SECONDS[unit]!;
}

/** The begin of the window that a wall clock is in, in its seconds. */
const windowStart = (wall: string, seconds: number): string => `(epoch_us(${wall}) // ${seconds}000000) * ${seconds}`;

/** `time_series(time, window, …)` as what is grouped by. */
export function emitBucket(e: Emission, call: Call): string {
  const [time] = call.arguments;
  if (!time) throw new CannotCompile(call.range, 'time_series lacks its time.');
  return windowStart(wallOf(e, time), windowOf(call));
}

/** The rows of the groups, with a row for every window in which nothing was. */
export function fillSeries(
  e: Emission,
  select: Select,
  clauses: SelectClauses,
  orderBy: readonly SortItem[],
  found: { readonly index: number; readonly call: Call },
): EmittedQuery {
  const { index, call } = found;
  const [, , formatted, padding] = call.arguments;
  const seconds = windowOf(call);
  const format = literalText(formatted);
  if (format === undefined) throw new CannotCompile(formatted?.range ?? call.range, 'The format of time_series is written as a text.');
  const bucket = `c${index}`;
  const [series, grid] = [freshAlias(e, 'f'), freshAlias(e, 'f')];
  const { range } = e.options;
  const edge = (second: number) => windowStart(zoneClock(e.options.timeZone).wallOfSeconds(`${Math.trunc(second)}::BIGINT`, true), seconds);
  const bounds = range ? [edge(range.from), edge(range.to - 1)] : ['min', 'max'].map(end => `(SELECT ${end}(${bucket}) FROM ${series})`);
  const many = failure(e, `The windows of time_series are more than ${MOST_WINDOWS}: choose longer ones or a shorter range.`, 'BIGINT');
  const limited = `CASE WHEN (${bounds[1]} - ${bounds[0]}) // ${seconds} > ${MOST_WINDOWS} THEN ${many} ELSE ${bounds[1]} END`;
  const outputs = select.items.map((item, i) => {
    if (i === index) return `${emitFormatted(`make_timestamp(${grid}.b * 1000000)`, format)} AS c${i}`;
    const numeric = item.kind === 'item' && ['bigint', 'double'].includes(typeOf(e, item.expression).kind);
    return `${padded(`${series}.c${i}`, `${grid}.b`, literalText(padding) ?? 'null', numeric, call)} AS c${i}`;
  });
  const order = orderBy.map(item => `${sortedBy(e, item, index)} ${direction(item)}`);
  const inner = `SELECT ${clauses.items}${clauses.from()}${clauses.where}${clauses.group}${clauses.having}`;
  const filled = `SELECT ${outputs.join(', ')}, ${grid}.b AS b FROM (SELECT unnest(generate_series(${bounds[0]}, ${limited}, ${seconds})) AS b) AS ${grid} LEFT JOIN ${series} ON ${series}.${bucket} = ${grid}.b`;
  const columns = select.items.map((_, i) => `c${i}`).join(', ');
  return {
    sql: `WITH ${series} AS (${inner}) SELECT ${columns} FROM (${filled}) AS ${freshAlias(e, 'f')} ORDER BY ${order.length === 0 ? 'b' : order.join(', ')}`,
    columns: select.items.length,
  };
}

/** What stands where a window has no rows. */
function padded(value: string, bucket: string, padding: string, numeric: boolean, { range }: Call): string {
  const last = `last_value(${value} IGNORE NULLS) OVER (ORDER BY ${bucket} ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;
  const next = `first_value(${value} IGNORE NULLS) OVER (ORDER BY ${bucket} ROWS BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING)`;
  switch (padding) {
    case 'null':
      return value;
    case 'last':
      return last;
    case 'next':
      return next;
    case '0':
      return numeric ? `coalesce(${value}, 0)` : value;
    case 'avg':
      return numeric ? `coalesce(${value}, (${last} + ${next}) / 2)` : value;
    default:
      throw new CannotCompile(range, `Empty windows are filled with '0', 'null', 'last', 'next' or 'avg'.`);
  }
}

function sortedBy(e: Emission, { expression, range }: SortItem, index: number): string {
  const resolution = expression.kind === 'column' ? e.analysed.resolutions.get(expression) : undefined;
  const item = resolution?.kind === 'alias' ? resolution.item : (literalInteger(expression) ?? (callOf(expression) ? index + 1 : 0)) - 1;
  if (item < 0) throw new CannotCompile(range, 'Rows of time_series are sorted by columns of the select list.');
  return item === index ? 'b' : `c${item}`;
}
