import type { CommonTable, Expression, Limit, QueryBody, SetOperation, SqlQuery, Values } from '../syntax/tree.ts';
import {
  CannotCompile,
  type Emission,
  type EmittedQuery,
  type EmittedTable,
  emitExpression,
  freshAlias,
  literalInteger,
  type QueryDemand,
} from './emission.ts';
import { emitSelect } from './emit-select.ts';
import { direction, isConstant } from './sort-direction.ts';

/** A query with its common tables, order and limit. */
export const writeQuery = (outer: Emission, query: SqlQuery, demand: QueryDemand = {}): EmittedQuery =>
  withTables(outer, query, e => emitOrdered(e, query, demand));

/** Writes something that reads the common tables of a query, with these before it. */
export function withTables(outer: Emission, query: SqlQuery, write: (e: Emission) => EmittedQuery): EmittedQuery {
  if (query.with.length === 0) return write(outer);
  const tables = new Map(outer.tables);
  for (const table of query.with) tables.set(table, { alias: freshAlias(outer, 't'), used: new Set() });
  const e: Emission = { ...outer, tables };
  const body = write(e);
  // a table is written after everything that reads it, so that it has only the columns that are read
  const common = query.with.toReversed().flatMap(table => emitCommonTable(e, table, tables.get(table)));
  const inner = body.sql.startsWith('WITH') ? `SELECT * FROM (${body.sql})` : body.sql;
  return { sql: `WITH ${common.reverse().join(', ')} ${inner}`, columns: body.columns };
}

function emitCommonTable(e: Emission, table: CommonTable, emitted: EmittedTable | undefined): string[] {
  if (!emitted) return [];
  return [`${emitted.alias} AS (${writeQuery({ ...e, scopes: [], lambdas: [] }, table.query, { used: emitted.used }).sql})`];
}

function emitOrdered(e: Emission, query: SqlQuery, demand: QueryDemand): EmittedQuery {
  const limit = limitOf(query.limit, demand.limit);
  if (query.body.kind === 'select') {
    const body = emitSelect(e, query.body, query.orderBy, demand);
    return { ...body, sql: body.sql + limit };
  }
  const body = emitBody(e, query.body);
  if (query.orderBy.length === 0 && limit === '') return body;
  const order = query.orderBy.filter(item => !isConstant(item.expression)).map(item => `${sorted(e, item.expression)} ${direction(item)}`);
  return {
    ...body,
    sql: `SELECT * FROM (${body.sql}) AS ${freshAlias(e, 'q')}${order.length === 0 ? '' : ` ORDER BY ${order.join(', ')}`}${limit}`,
  };
}

/** The order of a set operation is made of its outputs. */
function sorted(e: Emission, expression: Expression): string {
  const position = literalInteger(expression);
  return position === undefined ? emitExpression(e, expression) : `c${position - 1}`;
}

function limitOf(limit: Limit | undefined, implicit: number | undefined): string {
  if (limit?.count === undefined) return implicit === undefined ? '' : ` LIMIT ${implicit}`;
  return ` LIMIT ${limit.count}${limit.offset === undefined ? '' : ` OFFSET ${limit.offset}`}`;
}

/** One side of a set operation, or what stands where a select could. */
export function emitBody(e: Emission, body: QueryBody): EmittedQuery {
  switch (body.kind) {
    case 'select':
      return emitSelect(e, body, []);
    case 'nested': {
      const nested = writeQuery(e, body.query);
      return { ...nested, sql: `SELECT * FROM (${nested.sql}) AS ${freshAlias(e, 'q')}` };
    }
    case 'values':
      return emitValues(e, body);
    case 'set-operation':
      return emitSetOperation(e, body);
    case 'missing':
      throw new CannotCompile(body.range, 'A query is missing here.');
  }
}

function emitSetOperation(e: Emission, { operator, all, left, right }: SetOperation): EmittedQuery {
  const [a, b] = [emitBody(e, left), emitBody(e, right)];
  return { sql: `(${a.sql}) ${operator.toUpperCase()}${all ? ' ALL' : ''} (${b.sql})`, columns: a.columns };
}

function emitValues(e: Emission, values: Values): EmittedQuery {
  const columns = values.rows[0]?.length ?? 0;
  const rows = values.rows.map(row => `(${row.map(value => emitExpression(e, value)).join(', ')})`);
  const names = Array.from({ length: columns }, (_, i) => `c${i}`);
  return { sql: `SELECT * FROM (VALUES ${rows.join(', ')}) AS ${freshAlias(e, 'v')}(${names.join(', ')})`, columns };
}
