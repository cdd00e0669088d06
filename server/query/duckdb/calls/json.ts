import { singleSteps } from '../../catalog/json-path.ts';
import type { SlsType } from '../../catalog/sls-type.ts';
import { bare } from '../../check/sql/parts.ts';
import type { Expression } from '../../syntax/tree.ts';
import type { CallEmitter, CallSite } from '../call-site.ts';
import { jsonOf } from '../cast-json.ts';
import { duckPath } from '../duck-path.ts';
import { callFunction, type Emission, emitExpression, literalInteger, literalText } from '../emission.ts';
import { logField } from '../log-field-of.ts';
import { literal } from '../sql-text.ts';

/** A document that is known to be JSON, with the rest of the way into it. */
interface Place {
  readonly document: string;
  readonly path: string;
}

/** Where the value of a path is found natively: in fields of the log that are JSON, and in values of type json. */
function placeOf(e: Emission, expression: Expression, steps: readonly (string | number)[]): Place | undefined {
  const known = logField(e, expression);
  if (known?.field.json) {
    const path = duckPath(steps);
    if (path === undefined) return undefined;
    const inside = e.relation.document?.(known.field, '');
    if (!inside) return { document: emitExpression(e, expression), path };
    e.fields.add(known.field);
    const whole = duckPath([...inside.path, ...steps]);
    const document = known.source.derived?.((relation, alias) => relation.document?.(known.field, alias)?.sql);
    return whole === undefined || document === undefined ? { document: emitExpression(e, expression), path } : { document, path: whole };
  }
  const path = duckPath(steps);
  return e.analysed.types.get(expression)?.kind === 'json' && path !== undefined
    ? { document: emitExpression(e, expression), path }
    : undefined;
}

/** SQL over a place, computed once per event where the place is in the log. */
function computed(
  e: Emission,
  expression: Expression,
  steps: readonly (string | number)[],
  place: Place,
  sql: (document: string, path: string) => string,
): string {
  const known = logField(e, expression);
  const once = known?.source.derived?.((relation, alias) => {
    const inside = relation.document?.(known.field, alias);
    const path = duckPath([...(inside?.path ?? []), ...steps]);
    return path === undefined ? undefined : sql(inside?.sql ?? relation.column(known.field, alias), literal(path));
  });
  return once ?? sql(place.document, literal(place.path));
}

/** Numbers with a fraction or an exponent, which DuckDB writes otherwise than they stand there; SLS keeps their text. */
const ODD = String.raw`^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$`;

const extractScalar: CallEmitter = site => {
  const steps = literalSteps(site, 1);
  const slow = (document: string, path: string) => callFunction(site.e, 'sls_json_scalar', document, path);
  if (!steps) return slow(site.arg(0), site.arg(1));
  const known = logField(site.e, site.node(0));
  const kept = known?.source.derived?.((relation, alias) => relation.scalarAt?.(known.field, steps, alias));
  if (known && kept !== undefined) {
    site.e.fields.add(known.field);
    return kept;
  }
  const place = placeOf(site.e, site.node(0), steps);
  if (!place) return slow(site.arg(0), site.arg(1));
  const text = computed(site.e, site.node(0), steps, place, (document, path) => `json_extract_string(${document}, ${path})`);
  // most texts are none of it by their first character
  const odd = `(starts_with(${text}, '{') OR starts_with(${text}, '[') OR ${text} < ':' AND (contains(${text}, '.') OR contains(${text}, 'e')) AND regexp_matches(${text}, ${literal(ODD)}))`;
  return `CASE WHEN ${odd} THEN ${slow(place.document, literal(javaPath(place.path)))} ELSE ${text} END`;
};

/** DuckDB's path in the words of SLS. */
const javaPath = (path: string): string => path.replaceAll(/\."([^"]*)"/g, '["$1"]');

const literalSteps = (site: CallSite, index: number): readonly (string | number)[] | undefined => {
  const text = literalText(site.node(index));
  return text === undefined ? undefined : singleSteps(text);
};

const extract: CallEmitter = site => {
  const steps = literalSteps(site, 1);
  const place = steps && placeOf(site.e, site.node(0), steps);
  if (!steps || !place) return callFunction(site.e, 'sls_json_extract', site.arg(0), site.arg(1));
  return computed(site.e, site.node(0), steps, place, (document, path) => `CAST(json_extract(${document}, ${path}) AS VARCHAR)`);
};

const scalarAs =
  (type: string): CallEmitter =>
  site =>
    `TRY_CAST(${extractScalar(site)} AS ${type})`;

const arrayGet: CallEmitter = site => {
  const index = literalInteger(site.node(1));
  const known = logField(site.e, site.node(0));
  if (index !== undefined && index >= 0 && known) {
    const kept = known.source.derived?.((relation, alias) => relation.scalarAt?.(known.field, [index], alias));
    if (kept !== undefined) {
      site.e.fields.add(known.field);
      return kept;
    }
  }
  return callFunction(site.e, 'sls_json_array_get', site.arg(0), site.arg(1));
};

const arrayLength: CallEmitter = site => {
  const known = logField(site.e, site.node(0));
  const length = known?.source.late?.((relation, part) => relation.length?.(known.field, part));
  if (known && length !== undefined) {
    site.e.fields.add(known.field);
    return length;
  }
  if (!known?.field.json) return callFunction(site.e, 'sls_json_array_length', site.arg(0));
  const x = site.arg(0);
  return `CASE WHEN starts_with(${x}, '[') THEN CAST(json_array_length(${x}) AS BIGINT) END`;
};

const arrayContains: CallEmitter = site => {
  const asked = callFunction(site.e, 'sls_json_array_contains', site.arg(0), jsonOf(site.e, site.arg(1), site.type(1)));
  const wanted = literalText(site.node(1));
  const known = logField(site.e, site.node(0));
  if (wanted === undefined || !known?.field.json || !/^[\w:.@ -]+$/.test(wanted)) return asked;
  // most lists that have it not do not have its text either
  const x = site.arg(0);
  return `CASE WHEN starts_with(${x}, '[') THEN CASE WHEN contains(${x}, ${literal(wanted)}) THEN ${asked} ELSE false END END`;
};

/** JSON that a cast reads: what is parsed for nothing else needs no sorting of its keys. A list that the engine keeps needs no reading at all. */
export function jsonOperand(e: Emission, operand: Expression, to: SlsType): { readonly sql: string; readonly list?: string } {
  const at = bare(operand);
  const [argument] = at.kind === 'call' && at.name.name.toLowerCase() === 'json_parse' ? at.arguments : [];
  const known = argument && logField(e, argument);
  if (!argument || !known?.field.json) return { sql: emitExpression(e, operand) };
  if (to.kind === 'array' && to.element.kind === 'varchar') {
    const list = known.source.derived?.((relation, alias) => relation.list?.(known.field, alias));
    if (list !== undefined) {
      e.fields.add(known.field);
      return { sql: list, list };
    }
  }
  return { sql: emitExpression(e, hasJson(to) ? operand : argument) };
}

function hasJson(type: SlsType): boolean {
  switch (type.kind) {
    case 'json':
      return true;
    case 'array':
      return hasJson(type.element);
    case 'map':
      return hasJson(type.key) || hasJson(type.value);
    case 'row':
      return type.fields.some(f => hasJson(f.type));
    default:
      return false;
  }
}

/** Characters beyond U+FFFF stand as two of \uXXXX, but not in an element of an array, which is its bare text. */
const format: CallEmitter = site => {
  const x = site.arg(0);
  const of = site.node(0);
  if (of.kind === 'call' && of.name.name.toLowerCase() === 'json_array_get') return x;
  const beyond = `strlen(${x}) > length(${x}) AND regexp_matches(${x}, '[^\\x{0}-\\x{FFFF}]')`;
  return `CASE WHEN ${beyond} THEN ${callFunction(site.e, 'sls_json_format', x)} ELSE ${x} END`;
};

export const JSON_CALLS: Readonly<Record<string, CallEmitter>> = {
  json_parse: site => callFunction(site.e, 'sls_json_parse', site.arg(0)),
  json_format: format,
  json_extract: extract,
  json_extract_scalar: extractScalar,
  json_extract_bool: scalarAs('BOOLEAN'),
  json_extract_long: scalarAs('BIGINT'),
  json_extract_double: scalarAs('DOUBLE'),
  json_array_get: arrayGet,
  json_array_length: arrayLength,
  json_array_contains: arrayContains,
  json_size: site => callFunction(site.e, 'sls_json_size', site.arg(0), site.arg(1)),
};
