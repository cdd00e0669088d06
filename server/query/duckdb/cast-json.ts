import type { SlsType } from '../catalog/sls-type.ts';
import { type Emission, failure } from './emission.ts';
import { duckType } from './sql-text.ts';
import { bigintOfText, booleanOfText, dateOfText, doubleOfText, doubleText, stampText, wallOfText } from './text-casts.ts';

/** JSON text as a value of a type. JSON's null is NULL; what has another shape is an error, or NULL where `safe`. */
export function castJson(e: Emission, json: string, to: SlsType, safe: boolean, depth = 0): string {
  switch (to.kind) {
    case 'json':
      return json;
    case 'array': {
      const name = `j${e.lambdas.length}_${depth}`;
      const native = `CAST(CAST(${json} AS JSON) AS ${to.element.kind === 'json' ? 'JSON[]' : duckType(to)})`;
      // an element that is null stays JSON
      if (to.element.kind === 'json') return `list_transform(CAST(${native} AS VARCHAR[]), lambda ${name}: coalesce(${name}, 'null'))`;
      const each = `list_transform(CAST(CAST(CAST(${json} AS JSON) AS JSON[]) AS VARCHAR[]), lambda ${name}: ${castJson(e, name, to.element, safe, depth + 1)})`;
      // a flat list of texts is read in one go
      return to.element.kind === 'varchar'
        ? `CASE WHEN starts_with(${json}, '[') AND NOT contains(${json}, '{') AND NOT contains(substr(${json}, 2), '[') THEN ${native} ELSE ${each} END`
        : each;
    }
    case 'map': {
      const name = `j${e.lambdas.length}_${depth}`;
      const entries = `map_entries(CAST(CAST(${json} AS JSON) AS MAP(VARCHAR, JSON)))`;
      const key = castText(e, `${name}.key`, to.key, safe);
      const member = `CAST(${name}.value AS VARCHAR)`;
      const value = to.value.kind === 'json' ? `coalesce(${member}, 'null')` : castJson(e, member, to.value, safe, depth + 1);
      return `map_from_entries(list_transform(${entries}, lambda ${name}: struct_pack(k := ${key}, v := ${value})))`;
    }
    case 'row': {
      const fields = to.fields.map((f, i) => {
        const path =
          f.name === undefined
            ? `'$[${i}]'`
            : `CASE WHEN starts_with(${json}, '[') THEN '$[${i}]' ELSE '$."${f.name.replaceAll(/["'\\*?]/g, '')}"' END`;
        return `f${i + 1} := ${castJson(e, `CAST(json_extract(${json}, ${path}) AS VARCHAR)`, f.type, safe, depth + 1)}`;
      });
      return `CASE WHEN ${json} IS NOT NULL AND ${json} <> 'null' THEN struct_pack(${fields.join(', ')}) END`;
    }
    default:
      return castScalar(e, json, to, safe);
  }
}

/** Scalars of JSON: a text is read as a cast of the text reads it, a number as one of the number. */
function castScalar(e: Emission, json: string, to: SlsType, safe: boolean): string {
  const type = duckType(to);
  const wrong = safe
    ? `CAST(NULL AS ${type})`
    : failure(e, `JSON of another kind cannot be cast to ${to.kind}; try_cast gives NULL instead.`, type);
  const text = castText(e, `json_extract_string(${json}, '$')`, to, safe);
  const cast = safe ? 'TRY_CAST' : 'CAST';
  const number = `${cast}(${json} AS DOUBLE)`;
  const whole = (negated: boolean) => `${negated ? 'NOT ' : ''}regexp_full_match(${json}, '-?\\d+')`;
  const ofNumber: Readonly<Record<string, string>> = {
    varchar: `CASE WHEN ${whole(false)} THEN ${json} ELSE ${doubleText(e, number)} END`,
    bigint: `CASE WHEN ${whole(false)} THEN ${cast}(${json} AS BIGINT) ELSE ${cast}(round(${number}) AS BIGINT) END`,
    double: number,
    boolean: `(${number} <> 0)`,
  };
  const ofBoolean: Readonly<Record<string, (value: boolean) => string>> = {
    varchar: value => `'${value}'`,
    bigint: value => `CAST(${Number(value)} AS BIGINT)`,
    double: value => `CAST(${Number(value)} AS DOUBLE)`,
    boolean: value => String(value),
  };
  const boolean = (value: boolean) => ofBoolean[to.kind]?.(value) ?? wrong;
  return (
    `CASE WHEN ${json} IS NULL OR ${json} = 'null' THEN NULL WHEN starts_with(${json}, '"') THEN ${text} WHEN ${json} = 'true' THEN ${boolean(true)} WHEN ${json} = 'false' THEN ${boolean(false)} ` +
    `WHEN starts_with(${json}, '{') OR starts_with(${json}, '[') THEN ${wrong} ELSE ${ofNumber[to.kind] ?? wrong} END`
  );
}

function castText(e: Emission, text: string, to: SlsType, safe: boolean): string {
  switch (to.kind) {
    case 'bigint':
      return bigintOfText(e, text, safe);
    case 'double':
      return doubleOfText(e, text, safe);
    case 'boolean':
      return booleanOfText(e, text, safe);
    case 'date':
      return dateOfText(e, text, safe);
    case 'timestamp':
      return wallOfText(e, text, safe);
    default:
      return text;
  }
}

/** A value as JSON text. */
export function jsonOf(e: Emission, sql: string, from: SlsType, depth = 0): string {
  switch (from.kind) {
    case 'json':
      return sql;
    case 'timestamp':
      return `CAST(to_json(${stampText(sql)}) AS VARCHAR)`;
    case 'double':
      return `CASE WHEN isfinite(${sql}) THEN ${doubleText(e, sql)} ELSE '"' || ${doubleText(e, sql)} || '"' END`;
    case 'date':
      return `CAST(to_json(CAST(${sql} AS VARCHAR)) AS VARCHAR)`;
    case 'array': {
      const name = `o${depth}`;
      const items = `list_transform(${sql}, lambda ${name}: coalesce(${jsonOf(e, name, from.element, depth + 1)}, 'null'))`;
      return `CASE WHEN ${sql} IS NOT NULL THEN '[' || array_to_string(${items}, ',') || ']' END`;
    }
    case 'map': {
      const name = `o${depth}`;
      const item = `CAST(to_json(CAST(${name}.key AS VARCHAR)) AS VARCHAR) || ':' || coalesce(${jsonOf(e, `${name}.value`, from.value, depth + 1)}, 'null')`;
      return `CASE WHEN ${sql} IS NOT NULL THEN '{' || array_to_string(list_sort(list_transform(map_entries(${sql}), lambda ${name}: ${item})), ',') || '}' END`;
    }
    case 'row': {
      const items = from.fields.map((f, i) => `coalesce(${jsonOf(e, `struct_extract_at(${sql}, ${i + 1})`, f.type, depth + 1)}, 'null')`);
      return `CASE WHEN ${sql} IS NOT NULL THEN '[' || ${items.join(` || ',' || `)} || ']' END`;
    }
    default:
      return `CAST(to_json(${sql}) AS VARCHAR)`;
  }
}
