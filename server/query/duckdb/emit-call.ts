import { partsOf } from '../check/sql/parts.ts';
import type { Call, ColumnReference, Expression, SortItem, Window } from '../syntax/tree.ts';
import type { CallSite, EmittedLambda } from './call-site.ts';
import { AGGREGATES } from './calls/aggregates.ts';
import { SCALARS } from './calls/scalars.ts';
import { WINDOWS } from './calls/windows.ts';
import { CannotCompile, type Emission, emitExpression, typeOf } from './emission.ts';
import { direction, isConstant } from './sort-direction.ts';
import { emitZoned } from './zoned-time.ts';

/** A function of SLS as SQL. Nothing reaches DuckDB by a name that is not in the tables of this room. */
export function emitCall(e: Emission, call: Call): string {
  const name = call.name.name.toLowerCase();
  if (typeOf(e, call).kind === 'timestamp with time zone' && ZONED.has(name)) return emitZoned(e, call);
  const kind = e.analysed.calls.get(call);
  const ofRows = kind === 'aggregate' && name !== 'grouping';
  const site = callSite(ofRows ? { ...e, groups: undefined } : e, call);
  const tables = call.over ? [WINDOWS, AGGREGATES, SCALARS] : kind === 'aggregate' ? [AGGREGATES, SCALARS] : [SCALARS, AGGREGATES];
  const emitter = tables.find(table => Object.hasOwn(table, name))?.[name];
  if (!emitter) throw new CannotCompile(call.name.range, `The function ${call.name.name} is not computed on the opened log.`);
  return emitter(site);
}

const ZONED: ReadonlySet<string> = new Set([
  'now',
  'current_timestamp',
  'from_unixtime',
  'from_iso8601_timestamp',
  'date_trunc',
  'date_add',
]);

function callSite(e: Emission, call: Call): CallSite {
  const node = (index: number): Expression => {
    const found = call.arguments[index];
    if (!found) throw new CannotCompile(call.range, `${call.name.name} lacks an argument.`);
    return found;
  };
  return {
    e,
    call,
    node,
    count: call.arguments.length,
    result: typeOf(e, call),
    arg: index => emitExpression(e, node(index)),
    args: () => call.arguments.map(argument => emitExpression(e, argument)),
    type: index => typeOf(e, node(index)),
    variable: (suffix = '') => `p${e.lambdas.length}${suffix}`,
    lambda: (index, ...names) => {
      refuseMixedColumns(e, call);
      return emitLambda(e, node(index), names);
    },
    aggregate: (name, args, more = {}) => {
      // the order of what is counted is none
      const sorted = name === 'count' ? [] : call.orderBy.filter(item => !isConstant(item.expression));
      const order = more.order ?? sorted.map(item => sortItem(e, item)).join(', ');
      const conditions = [...(call.filter ? [emitExpression(e, call.filter)] : []), ...(more.filter === undefined ? [] : [more.filter])];
      const distinct = call.distinct && more.distinct !== false ? 'DISTINCT ' : '';
      const nulls = call.nulls === 'ignore' ? ' IGNORE NULLS' : '';
      const inner = `${name}(${distinct}${args.join(', ')}${order === '' ? '' : ` ORDER BY ${order}`}${nulls})`;
      return (
        inner +
        (conditions.length === 0 ? '' : ` FILTER (WHERE ${conditions.join(' AND ')})`) +
        (call.over ? ` OVER (${emitWindow(e, call.over)})` : '')
      );
    },
  };
}

const sortItem = (e: Emission, item: SortItem): string => `${emitExpression(e, item.expression)} ${direction(item)}`;

/** DuckDB binds the columns of one query only where a lambda reads columns. */
function refuseMixedColumns(e: Emission, call: Call): void {
  const columns = (expression: Expression): readonly (readonly [ColumnReference, number])[] => {
    const resolution = expression.kind === 'column' ? e.analysed.resolutions.get(expression) : undefined;
    if (expression.kind === 'column') return resolution?.kind === 'column' ? [[expression, resolution.outer]] : [];
    return partsOf(expression).flatMap(columns);
  };
  const outside = columns(call).find(([, outer]) => outer > 0)?.[0];
  if (!outside || !call.arguments.some(a => a.kind === 'lambda' && columns(a).length > 0)) return;
  const name = outside.parts.map(p => p.name).join('.');
  throw new CannotCompile(
    outside.range,
    `A function with a lambda that reads columns cannot read the query around its own. Join with that query, and use ${name} of the join.`,
  );
}

function emitLambda(e: Emission, expression: Expression, names: readonly string[]): EmittedLambda {
  if (expression.kind === 'parenthesized') return emitLambda(e, expression.expression, names);
  if (expression.kind !== 'lambda') throw new CannotCompile(expression.range, 'A lambda is expected here: x -> x > 1.');
  const body = emitExpression({ ...e, lambdas: [...e.lambdas, { lambda: expression, names }] }, expression.body);
  return { body, type: typeOf(e, expression.body) };
}

function emitWindow(e: Emission, { partitionBy, orderBy, frame }: Window): string {
  const parts: string[] = [];
  if (partitionBy.length > 0) parts.push(`PARTITION BY ${partitionBy.map(p => emitExpression(e, p)).join(', ')}`);
  if (orderBy.length > 0) parts.push(`ORDER BY ${orderBy.map(item => sortItem(e, item)).join(', ')}`);
  if (frame) {
    const bound = ({ kind, offset }: typeof frame.from) => {
      const word = kind.replaceAll('-', ' ').toUpperCase();
      return offset ? `${emitExpression(e, offset)} ${word}` : word;
    };
    parts.push(
      frame.to
        ? `${frame.unit.toUpperCase()} BETWEEN ${bound(frame.from)} AND ${bound(frame.to)}`
        : `${frame.unit.toUpperCase()} ${bound(frame.from)}`,
    );
  }
  return parts.join(' ');
}
