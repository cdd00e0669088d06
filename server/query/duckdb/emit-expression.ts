import type { SlsType } from '../catalog/sls-type.ts';
import { bare } from '../check/sql/parts.ts';
import { fieldIndex } from '../check/sql/subscript-type.ts';
import type { Binary, Case, ColumnReference, Expression, Literal, Subscript } from '../syntax/tree.ts';
import { emitAs } from './coerced.ts';
import { concatenate } from './concatenate.ts';
import { CannotCompile, computedElsewhere, type Emission, emitExpression, failure, literalInteger, typeOf } from './emission.ts';
import { emitArithmetic } from './emit-arithmetic.ts';
import { emitCall } from './emit-call.ts';
import { emitCast } from './emit-cast.ts';
import { emitComparison, emitMembership } from './emit-comparison.ts';
import { emitLogical } from './emit-logical.ts';
import { emitExists, emitQuantified, emitScalarQuery } from './emit-subquery.ts';
import { emitExtract, emitInterval, emitTimeLiteral } from './emit-time.ts';
import { sourceColumn } from './source-column.ts';
import { duckType, literal } from './sql-text.ts';
import { emitZoned } from './zoned-time.ts';

/**
 * An operand that SLS and DuckDB treat differently stands several times in the SQL, so SQL grows with a power of the nesting. So many
 * characters, and for each of the query so many more, are written for one expression.
 */
const [MOST, MOST_EACH] = [200_000, 30];

/**
 * SQL of DuckDB for an expression. It stands in parentheses wherever something around could bind tighter. Throws `CannotCompile` where it
 * cannot be computed.
 */
export function writeExpression(e: Emission, expression: Expression): string {
  const sql = computedElsewhere(e, expression) ?? writeHere(e, expression);
  if (sql.length <= MOST + MOST_EACH * e.analysed.query.text.length) return sql;
  throw new CannotCompile(
    expression.range,
    'This nests too many casts and functions for the engine. Compute the inner ones in a sub-query, and the outer ones of its columns.',
  );
}

function writeHere(e: Emission, expression: Expression): string {
  switch (expression.kind) {
    case 'column':
      return emitColumn(e, expression);
    case 'literal':
      return emitLiteral(expression);
    case 'parenthesized':
      return emitExpression(e, expression.expression);
    case 'unary': {
      if (expression.operator === 'not') return emitNot(e, expression.operand);
      if (expression.operator === '+') return emitExpression(e, expression.operand);
      const whole = literalInteger(expression) === undefined ? undefined : wholeNumber(expression.operand);
      return whole === undefined ? `(-${emitExpression(e, expression.operand)})` : `CAST(-${whole} AS BIGINT)`;
    }
    case 'binary':
      return emitBinary(e, expression);
    case 'between':
    case 'in-list':
    case 'in-query':
    case 'is-null':
    case 'like':
      return emitMembership(e, expression);
    case 'exists':
      return emitExists(e, expression);
    case 'quantified':
      return emitQuantified(e, expression);
    case 'case':
      return emitCase(e, expression);
    case 'cast':
      return emitCast(e, expression);
    case 'call':
      return emitCall(e, expression);
    case 'subquery':
      return emitScalarQuery(e, expression.query);
    case 'lambda':
      throw new CannotCompile(expression.range, 'A lambda can only be an argument of a function that takes one.');
    case 'array':
      // the empty one goes with arrays of every type
      return `[${expression.items.map(i => emitElement(e, i, typeOf(e, expression))).join(', ')}]`;
    case 'row':
      return `struct_pack(${expression.items.map((item, i) => `f${i + 1} := ${emitExpression(e, item)}`).join(', ')})`;
    case 'subscript':
      return emitSubscript(e, expression);
    case 'field': {
      const row = typeOf(e, expression.operand);
      const index = row.kind === 'row' ? fieldIndex(row, expression.name.name) : -1;
      return `struct_extract_at(${emitExpression(e, expression.operand)}, ${index + 1})`;
    }
    case 'extract':
      return emitExtract(e, expression.field, expression.operand, expression.range);
    case 'at-time-zone':
      return emitZoned(e, expression);
    case 'interval':
      return emitInterval(expression);
    case 'missing':
      throw new CannotCompile(expression.range, 'An expression is missing here.');
  }
}

/** DuckDB reads NOT a = b as a <> b, and does not find the key a = b of a group in it. */
const emitNot = (e: Emission, operand: Expression): string =>
  e.groups ? `(${emitExpression(e, operand)} = false)` : `(NOT ${emitExpression(e, operand)})`;

function wholeNumber(expression: Expression): string | undefined {
  const number = bare(expression);
  return number.kind === 'literal' && number.type === 'integer' ? number.value : undefined;
}

function emitLiteral({ type, value, range }: Literal): string {
  switch (type) {
    case 'string':
      return literal(value);
    case 'integer':
      if (BigInt(value) > 9223372036854775807n)
        throw new CannotCompile(range, `${value} is beyond the largest bigint, 9223372036854775807.`);
      return `CAST(${BigInt(value)} AS BIGINT)`;
    case 'decimal':
      return `CAST(${literal(value)} AS DOUBLE)`;
    case 'boolean':
      return value === 'true' ? 'true' : 'false';
    case 'null':
      return 'NULL';
    default:
      return emitTimeLiteral(type, value, range);
  }
}

const emitElement = (e: Emission, item: Expression, array: SlsType): string =>
  array.kind === 'array' ? emitAs(e, item, array.element) : emitExpression(e, item);

/** A name: the column of a source, an output column by its alias, or the parameter of a lambda. */
function emitColumn(e: Emission, reference: ColumnReference): string {
  const resolution = e.analysed.resolutions.get(reference);
  const named = reference.parts.map(p => p.name).join('.');
  if (!resolution) throw new CannotCompile(reference.range, `Column '${named}' cannot be resolved.`);
  switch (resolution.kind) {
    case 'column': {
      const scope = e.scopes[e.scopes.length - 1 - resolution.outer];
      const source = scope?.sources[resolution.source];
      if (!scope || !source) throw new CannotCompile(reference.range, `Column '${named}' cannot be resolved.`);
      return dereference(sourceColumn(e, scope, resolution.column, resolution.source), resolution.path);
    }
    case 'alias': {
      const scope = e.scopes.at(-1);
      const item = scope?.select.items[resolution.item];
      if (item?.kind !== 'item') throw new CannotCompile(reference.range, `Column '${named}' cannot be resolved.`);
      return emitExpression(e, item.expression);
    }
    case 'output':
      return `c${resolution.output}`;
    case 'parameter': {
      const bound = e.lambdas.findLast(l => l.lambda.parameters.some(p => same(p.name, resolution.name)));
      const name = bound?.names[bound.lambda.parameters.findIndex(p => same(p.name, resolution.name))];
      if (name === undefined) throw new CannotCompile(reference.range, `'${named}' cannot be resolved.`);
      return dereference(name, resolution.path);
    }
  }
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const dereference = (sql: string, path: readonly number[] = []): string =>
  path.reduce((at, field) => `struct_extract_at(${at}, ${field + 1})`, sql);

function emitBinary(e: Emission, binary: Binary): string {
  switch (binary.operator) {
    case 'and':
    case 'or':
      return emitLogical(e, binary, binary.operator);
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return emitArithmetic(e, binary);
    case '||':
      return emitConcatenation(e, binary);
    default:
      return emitComparison(e, binary.operator, binary.left, binary.right);
  }
}

/** `||` of texts, arrays, or an array and an element; NULL with NULL is NULL. */
function emitConcatenation(e: Emission, { left, right }: Binary): string {
  return concatenate([left, right].map(side => ({ sql: emitExpression(e, side), array: typeOf(e, side).kind === 'array' })));
}

function emitCase(e: Emission, expression: Case): string {
  const type = typeOf(e, expression);
  const branches = expression.branches.map(branch => {
    const when = expression.operand ? emitComparison(e, '=', expression.operand, branch.when) : emitExpression(e, branch.when);
    return ` WHEN ${when} THEN ${emitAs(e, branch.then, type)}`;
  });
  const otherwise = expression.otherwise ? ` ELSE ${emitAs(e, expression.otherwise, type)}` : '';
  return `CASE${branches.join('')}${otherwise} END`;
}

/** `array[i]` and `map[key]`, which fail where nothing is there. */
function emitSubscript(e: Emission, { operand, index }: Subscript): string {
  const type = typeOf(e, operand);
  const of = emitExpression(e, operand);
  if (type.kind === 'row') return `struct_extract_at(${of}, ${literalInteger(index)})`;
  const at = emitExpression(e, index);
  const result = duckType(type.kind === 'map' ? type.value : type.kind === 'array' ? type.element : { kind: 'unknown' });
  if (type.kind === 'map') {
    const missing = failure(e, 'There is no such key in the map; element_at(map, key) gives NULL instead.', result);
    return `CASE WHEN map_contains(${of}, ${at}) THEN (${of})[${at}] WHEN ${of} IS NOT NULL AND ${at} IS NOT NULL THEN ${missing} END`;
  }
  const beyond = failure(
    e,
    'The subscript is outside the array, whose first element is 1; element_at(array, n) gives NULL instead.',
    result,
  );
  const position = literalInteger(index);
  if (position !== undefined && position > 0) return `coalesce((${of})[${at}], CASE WHEN len(${of}) < ${position} THEN ${beyond} END)`;
  return `CASE WHEN ${at} < 1 OR ${at} > len(${of}) THEN ${beyond} ELSE (${of})[${at}] END`;
}
