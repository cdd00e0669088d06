import type { SlsType } from '../catalog/sls-type.ts';
import type { Cast, TypeName } from '../syntax/tree.ts';
import { jsonOperand } from './calls/json.ts';
import { castJson, jsonOf } from './cast-json.ts';
import { emitAs } from './coerced.ts';
import { CannotCompile, callFunction, type Emission, emitExpression, freshAlias, typeOf } from './emission.ts';
import { duckType, literal } from './sql-text.ts';
import {
  bigintOfText,
  booleanOfText,
  dateOfText,
  decimalOfText,
  doubleOfText,
  doubleText,
  native,
  stampText,
  wallOfText,
} from './text-casts.ts';
import { packed, wallOf, zoneName } from './zoned-time.ts';

/** `cast` and `try_cast` as Presto does them: texts strictly, halves away from zero, with an error where a value does not fit. */
export function emitCast(e: Emission, cast: Cast): string {
  const [from, to] = [typeOf(e, cast.operand), typeOf(e, cast)];
  const safe = cast.safe || e.forgiving;
  // one element that cannot be cast makes the whole NULL
  const whole = cast.safe && ['array', 'map', 'row'].includes(to.kind);
  if (from.kind === 'json') {
    const { sql, list } = jsonOperand(e, cast.operand, to);
    return (
      list ??
      sized(
        guarded(e, sql, whole, x => castJson(e, x, to, safe && !whole)),
        cast.type,
        safe,
      )
    );
  }
  if (from.kind === 'timestamp with time zone' && (to.kind === 'date' || to.kind === 'timestamp')) {
    const wall = wallOf(e, cast.operand);
    return to.kind === 'date' ? `CAST(${wall} AS DATE)` : wall;
  }
  if (to.kind === 'timestamp with time zone' && (from.kind === 'timestamp' || from.kind === 'date')) return emitAs(e, cast.operand, to);
  if (from.kind === 'timestamp with time zone' && to.kind === 'varchar') {
    const zone = zoneName(e, cast.operand);
    if (zone !== undefined) return sized(`(${stampText(wallOf(e, cast.operand))} || ${literal(` ${zone}`)})`, cast.type, safe);
  }
  const [digits, places = 0] = cast.type.sizes ?? [];
  if (from.kind === 'varchar' && cast.type.name === 'decimal')
    return `CAST(${decimalOfText(e, emitExpression(e, cast.operand), Math.min(digits ?? 38, 38), Math.min(places, 38), safe)} AS DOUBLE)`;
  const value = (sql: string) => castValue(e, sql, from, to, safe && !whole, cast);
  return sized(guarded(e, emitExpression(e, cast.operand), whole, value), cast.type, safe);
}

/** NULL where the cast of a value fails; what fails in the value itself still ends the statement. */
function guarded(e: Emission, sql: string, guard: boolean, cast: (sql: string) => string): string {
  if (!guard) return cast(sql);
  const name = freshAlias(e, 'y');
  return `list_transform([${sql}], lambda ${name}: TRY(${cast(name)}))[1]`;
}

/** What the size of a type asks for besides: `varchar(3)` cuts, `decimal(10, 2)` rounds, `integer` has an end. */
function sized(sql: string, type: TypeName, safe: boolean): string {
  const [first, second = 0] = type.sizes ?? [];
  const narrowed = safe ? 'TRY_CAST' : 'CAST';
  switch (type.name) {
    case 'varchar':
    case 'char':
      return first === undefined ? sql : `substr(${sql}, 1, ${first})`;
    case 'decimal':
      return first === undefined
        ? `round(${sql}, 0)`
        : `CAST(${narrowed}(${sql} AS DECIMAL(${Math.min(first, 38)}, ${Math.min(second, first, 38)})) AS DOUBLE)`;
    case 'integer':
    case 'int':
      return `CAST(${narrowed}(${sql} AS INTEGER) AS BIGINT)`;
    case 'smallint':
    case 'tinyint':
      return `CAST(${narrowed}(${sql} AS ${type.name.toUpperCase()}) AS BIGINT)`;
    case 'real':
      return `CAST(CAST(${sql} AS FLOAT) AS DOUBLE)`;
    default:
      return sql;
  }
}

/** A value of one type as another. `safe` gives NULL where it cannot be. */
export function castValue(
  e: Emission,
  sql: string,
  from: SlsType,
  to: SlsType,
  safe: boolean,
  at: { readonly range: { readonly start: number; readonly end: number } },
  depth = 0,
): string {
  if (from.kind === 'unknown') return `CAST(${sql} AS ${duckType(to)})`;
  if (to.kind === 'json') return jsonOf(e, sql, from);
  if (from.kind === 'array' && to.kind === 'array') {
    if (from.element.kind === to.element.kind && duckType(from) === duckType(to)) return sql;
    const name = `v${e.lambdas.length}_${depth}`;
    return `list_transform(${sql}, lambda ${name}: ${castValue(e, name, from.element, to.element, safe, at, depth + 1)})`;
  }
  if (from.kind === 'map' && to.kind === 'map') {
    const name = `v${e.lambdas.length}_${depth}`;
    const part = (field: string, a: SlsType, b: SlsType) => castValue(e, `${name}.${field}`, a, b, safe, at, depth + 1);
    return `map_from_entries(list_transform(map_entries(${sql}), lambda ${name}: struct_pack(k := ${part('key', from.key, to.key)}, v := ${part('value', from.value, to.value)})))`;
  }
  if (from.kind === 'row' && to.kind === 'row') {
    const fields = to.fields.map(
      (f, i) =>
        `f${i + 1} := ${castValue(e, `struct_extract_at(${sql}, ${i + 1})`, from.fields[i]?.type ?? { kind: 'unknown' }, f.type, safe, at, depth + 1)}`,
    );
    return `struct_pack(${fields.join(', ')})`;
  }
  if (from.kind === to.kind) return sql;
  const done = castScalar(e, sql, from.kind, to.kind, safe);
  if (done === undefined) throw new CannotCompile(at.range, `A ${from.kind} cannot be cast to ${to.kind}.`);
  return done;
}

function castScalar(e: Emission, sql: string, from: string, to: string, safe: boolean): string | undefined {
  switch (to) {
    case 'varchar':
      return textOf(e, sql, from);
    case 'bigint':
      if (from === 'varchar') return bigintOfText(e, sql, safe);
      if (from === 'double') return native(`round(${sql})`, 'BIGINT', safe);
      return from === 'boolean' ? `CAST(${sql} AS BIGINT)` : undefined;
    case 'double':
      if (from === 'varchar') return doubleOfText(e, sql, safe);
      return from === 'bigint' ? `CAST(${sql} AS DOUBLE)` : from === 'boolean' ? `CAST(CAST(${sql} AS INTEGER) AS DOUBLE)` : undefined;
    case 'boolean':
      if (from === 'varchar') return booleanOfText(e, sql, safe);
      return from === 'bigint' || from === 'double' ? `(${sql} <> 0)` : undefined;
    case 'date':
      if (from === 'varchar') return dateOfText(e, sql, safe);
      return from === 'timestamp' ? `CAST(${sql} AS DATE)` : undefined;
    case 'timestamp':
      if (from === 'varchar') return wallOfText(e, sql, safe);
      return from === 'date' ? `CAST(${sql} AS TIMESTAMP)` : undefined;
    case 'timestamp with time zone': {
      if (from !== 'varchar') return undefined;
      const part = (which: string) =>
        `make_timestamp(${callFunction(e, 'sls_iso_micros', `replace(${sql}, ' ', 'T')`, literal(e.options.timeZone), literal(which))})`;
      return packed({ instant: part('instant'), wall: part('wall') });
    }
    case 'time':
      return from === 'varchar' ? native(sql, 'TIME', safe) : from === 'timestamp' ? `CAST(${sql} AS TIME)` : undefined;
    case 'varbinary':
      return from === 'varchar' ? `encode(${sql})` : undefined;
    default:
      return undefined;
  }
}

/** The text of a value; undefined where the type has none. */
export function textOf(e: Emission, sql: string, from: string): string | undefined {
  switch (from) {
    case 'varchar':
      return sql;
    case 'bigint':
    case 'boolean':
    case 'date':
    case 'time':
      return `CAST(${sql} AS VARCHAR)`;
    case 'double':
      return doubleText(e, sql);
    case 'timestamp':
      return stampText(sql);
    case 'timestamp with time zone':
      return callFunction(e, 'sls_zoned_text', `epoch_us((${sql}).i)`, `epoch_us((${sql}).w)`);
    default:
      return undefined;
  }
}
