import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { QueryBody, SetOperation, SortItem, SqlQuery, Values } from '../../syntax/tree.ts';
import type { RelationColumn } from '../analysed-query.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { renamedColumn } from '../names/relations.ts';
import type { CommonRelation, QueryColumns, Surroundings } from '../names/scope.ts';
import { commonType } from '../types/common-type.ts';
import { isComparable, isOrderable, UNKNOWN } from '../types/scalars.ts';
import { constantInteger } from './constant-number.ts';
import { readSelect } from './read-select.ts';

/** Reads a query with its common tables and its order. */
export function readQuery(analysis: Analysis, query: SqlQuery, around: Surroundings): QueryColumns {
  const commons = new Map<string, CommonRelation>(around.commons);
  const own = new Set<string>();
  for (const table of query.with) {
    const name = table.name.name.toLowerCase();
    if (own.has(name))
      analysis.report('duplicate-name', table.name.range, `There is another common table '${table.name.name}' before this one.`);
    own.add(name);
    // it sees the tables before it, not itself
    const inner = readQuery(analysis, table.query, { commons: new Map(commons), ...(around.outer && { outer: around.outer }) });
    commons.set(name, { table, columns: renamed(analysis, table, inner.columns), open: inner.open && table.columns.length === 0 });
  }
  const inside = { ...around, commons };
  const result =
    query.body.kind === 'select' ? readSelect(analysis, query.body, query.orderBy, inside) : readBody(analysis, query.body, inside);
  if (query.body.kind !== 'select') sortOutputs(analysis, query.orderBy, result.columns, inside);
  analysis.outputs.set(query, result.columns);
  return result;
}

function renamed(analysis: Analysis, table: SqlQuery['with'][number], columns: readonly RelationColumn[]): readonly RelationColumn[] {
  const { columns: names, name } = table;
  if (names.length === 0) return columns;
  if (names.length !== columns.length) {
    const message = `${name.name} names ${names.length} columns, and its query has ${columns.length}.`;
    analysis.report('column-count', { start: names[0]!.range.start, end: names.at(-1)!.range.end }, message);
  }
  return columns.map((column, i) => renamedColumn(column, names[i]?.name));
}

function readBody(analysis: Analysis, body: QueryBody, around: Surroundings): QueryColumns {
  switch (body.kind) {
    case 'select':
      return readSelect(analysis, body, [], around);
    case 'nested':
      return readQuery(analysis, body.query, around);
    case 'values':
      return { columns: readValues(analysis, body, around), open: false };
    case 'set-operation':
      return { columns: readSetOperation(analysis, body, around), open: false };
    case 'missing':
      return { columns: [], open: false };
  }
}

/** Set operations lean to the left and a chain of them may be long, so they are walked. */
function readSetOperation(analysis: Analysis, operation: SetOperation, around: Surroundings): readonly RelationColumn[] {
  const chain: SetOperation[] = [];
  let first: QueryBody = operation;
  for (; first.kind === 'set-operation'; first = first.left) chain.push(first);
  let columns = readBody(analysis, first, around).columns;
  for (const next of chain.reverse()) {
    const right = readBody(analysis, next.right, around).columns;
    columns = combined(analysis, next, columns, right);
    analysis.outputs.set(next, columns);
  }
  return columns;
}

function combined(
  analysis: Analysis,
  { operator, all, right: operand }: SetOperation,
  left: readonly RelationColumn[],
  right: readonly RelationColumn[],
): readonly RelationColumn[] {
  const name = operator.toUpperCase();
  if (operand.kind === 'missing' || left.length === 0 || right.length === 0) return left.length === 0 ? right : left;
  if (left.length !== right.length) {
    analysis.report(
      'column-count',
      operand.range,
      `${name} query has different number of fields: ${left.length}, ${right.length}. Select as many on both sides.`,
    );
    return left;
  }
  return left.map((column, i) => {
    const type = commonType(column.type, right[i]!.type);
    if (!type) {
      const types = `${typeText(column.type)}, ${typeText(right[i]!.type)}`;
      analysis.report(
        'type-mismatch',
        operand.range,
        `Column ${i + 1} in ${name} query has incompatible types: ${types}. Cast one of them.`,
      );
    } else if (!(operator === 'union' && all) && !isComparable(type)) {
      analysis.report(
        'type-mismatch',
        operand.range,
        `Values of type ${typeText(type)} cannot be told equal, so ${name} cannot compare rows.`,
      );
    }
    return { ...column, type: type ?? column.type };
  });
}

function readValues(analysis: Analysis, values: Values, around: Surroundings): readonly RelationColumn[] {
  const scope = { relations: [], merged: new Map(), star: [], commons: around.commons, ...(around.outer && { outer: around.outer }) };
  const place: Place = { scope, clause: 'VALUES', aggregates: 'refused', windows: 'refused' };
  const width = values.rows[0]?.length ?? 0;
  const types: SlsType[] = Array.from({ length: width }, () => UNKNOWN);
  for (const row of values.rows) {
    const given = row.map(e => analysis.typeOf(e, place));
    if (row.length !== width) {
      const range = row[0] && { start: row[0].range.start, end: row.at(-1)!.range.end };
      analysis.report(
        'column-count',
        range ?? values.range,
        `Rows of VALUES must be of one length: the first has ${width}, this one ${row.length}.`,
      );
      continue;
    }
    for (const [i, type] of given.entries()) {
      const common = commonType(types[i]!, type);
      if (common) types[i] = common;
      else {
        const message = `Values of column ${i + 1} must be of one type: ${typeText(type)} does not go with ${typeText(types[i]!)} before it.`;
        analysis.report('type-mismatch', row[i]!.range, message);
      }
    }
  }
  const columns = types.map((type, i): RelationColumn => ({ name: `_col${i}`, type, unnamed: true }));
  analysis.outputs.set(values, columns);
  return columns;
}

/** ORDER BY of what is no select: it can name output columns only. */
function sortOutputs(analysis: Analysis, orderBy: readonly SortItem[], columns: readonly RelationColumn[], around: Surroundings): void {
  const scope = { relations: [], merged: new Map(), star: [], commons: around.commons };
  const place: Place = { scope, clause: 'ORDER BY', aggregates: 'refused', windows: 'refused', outputs: columns };
  for (const { expression } of orderBy) {
    const type = analysis.typeOf(expression, place);
    const position = constantInteger(expression);
    const sorted = position === undefined ? type : columns[Number(position) - 1]?.type;
    if (!sorted) {
      analysis.report(
        'position-out-of-range',
        expression.range,
        `ORDER BY position ${position} is not in the select list, which has ${columns.length} ${columns.length === 1 ? 'column' : 'columns'}.`,
      );
    } else if (!isOrderable(sorted)) {
      analysis.report('type-mismatch', expression.range, `Values of type ${typeText(sorted)} have no order.`);
    }
  }
}
