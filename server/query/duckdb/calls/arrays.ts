import type { CallEmitter, CallSite } from '../call-site.ts';
import { callFunction, failure, literalInteger, literalText } from '../emission.ts';
import { castValue } from '../emit-cast.ts';
import { duckType } from '../sql-text.ts';
import { instantOf, packed, wallOf } from '../zoned-time.ts';

/** Elements once each in their order, NULL among them. */
const distinct = (list: string): string => `list_filter(${list}, lambda u, i: list_position(${list}, u) = i)`;

const cardinality: CallEmitter = site =>
  site.type(0).kind === 'map' ? `CAST(cardinality(${site.arg(0)}) AS BIGINT)` : `len(${site.arg(0)})`;

/** NULL where it is not there but an element is NULL. */
const contains: CallEmitter = site => {
  const [list, element] = site.args();
  return `CASE WHEN ${list} IS NULL OR ${element} IS NULL THEN NULL WHEN list_contains(${list}, ${element}) THEN true WHEN list_count(${list}) < len(${list}) THEN NULL ELSE false END`;
};

const FROM_ONE = 'Elements of an array are counted from 1.';

const elementAt: CallEmitter = site => {
  const [of, at] = site.args();
  if (site.type(0).kind === 'map') return `(${of})[${at}]`;
  if (literalInteger(site.node(1))) return `(${of})[${at}]`;
  return `CASE WHEN ${at} = 0 THEN ${failure(site.e, FROM_ONE, duckType(site.result))} ELSE (${of})[${at}] END`;
};

/** Any NULL makes the result NULL. */
const extreme =
  (name: string): CallEmitter =>
  site =>
    `CASE WHEN list_count(${site.arg(0)}) = len(${site.arg(0)}) THEN ${name}(${site.arg(0)}) END`;

const join: CallEmitter = site => {
  const type = site.type(0);
  const element = type.kind === 'array' ? type.element : ({ kind: 'unknown' } as const);
  const texts =
    element.kind === 'varchar'
      ? site.arg(0)
      : castValue(site.e, site.arg(0), { kind: 'array', element }, { kind: 'array', element: { kind: 'varchar' } }, false, site.call);
  const filled = site.count > 2 ? `list_transform(${texts}, lambda u: coalesce(u, ${site.arg(2)}))` : texts;
  // DuckDB wants to know the delimiter before the rows
  if (literalText(site.node(1)) === undefined) return callFunction(site.e, 'sls_join', filled, site.arg(1));
  // nothing but NULL is joined to an empty text
  return `CASE WHEN ${site.arg(0)} IS NOT NULL THEN coalesce(array_to_string(${filled}, ${site.arg(1)}), '') END`;
};

const remove: CallEmitter = site =>
  `CASE WHEN ${site.arg(1)} IS NOT NULL THEN list_filter(${site.arg(0)}, lambda u: u IS DISTINCT FROM ${site.arg(1)}) END`;

const except: CallEmitter = site => {
  const [a, b] = site.args();
  const kept = `list_filter(${a}, lambda u, i: list_position(${a}, u) = i AND list_position(${b}, u) IS NULL)`;
  return bothThere(a!, b!, kept);
};

const union: CallEmitter = site => {
  const [a, b] = site.args();
  return bothThere(a!, b!, distinct(`list_concat(${a}, ${b})`));
};

/** In the order of the longer array. */
const intersect: CallEmitter = site => {
  const [a, b] = site.args();
  const longer = `CASE WHEN len(${a}) >= len(${b}) THEN ${a} ELSE ${b} END`;
  const kept = `list_filter(${longer}, lambda u, i: list_position(${longer}, u) = i AND list_position(${a}, u) IS NOT NULL AND list_position(${b}, u) IS NOT NULL)`;
  return bothThere(a!, b!, kept);
};

const bothThere = (a: string, b: string, sql: string): string => `CASE WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${sql} END`;

/** From a position counted from 1 or from the end; beyond either end there is nothing. */
const slice: CallEmitter = site => {
  const [list, start, length] = site.args();
  const [from, size] = [literalInteger(site.node(1)), literalInteger(site.node(2))];
  const type = duckType(site.result);
  if (from !== undefined && from > 0 && size !== undefined && size >= 0) return `list_slice(${list}, ${start}, ${from - 1 + size})`;
  const wrong = `WHEN ${start} = 0 THEN ${failure(site.e, FROM_ONE, type)} WHEN ${length} < 0 THEN ${failure(site.e, 'The length of slice must not be negative.', type)}`;
  const begin = `CASE WHEN ${start} < 0 THEN len(${list}) + ${start} + 1 ELSE ${start} END`;
  return `CASE ${wrong} WHEN ${begin} < 1 THEN CAST([] AS ${type}) ELSE list_slice(${list}, ${begin}, ${begin} + ${length} - 1) END`;
};

/** As many elements as SLS makes. */
const MOST_ELEMENTS = 10_000;

/** Both ends belong to it; without a step it goes by one, down where the end is before the begin. */
const sequence: CallEmitter = site => {
  const { kind } = site.type(0);
  const numbers = kind === 'bigint' || kind === 'double' || kind === 'unknown';
  const [from, to] = numbers ? [site.arg(0), site.arg(1)] : [wallOf(site.e, site.node(0)), wallOf(site.e, site.node(1))];
  const step =
    site.count > 2 ? site.arg(2) : `CASE WHEN ${from} <= ${to} THEN ${numbers ? '1 ELSE -1' : 'to_days(1) ELSE to_days(-1)'} END`;
  const months = site.count > 2 && site.type(2).kind === 'interval year to month';
  // each from the begin, which may be the last of its month
  const series = months
    ? `list_filter(list_transform(range(0, ${MOST_ELEMENTS}), lambda u: ${from} + u * ${step}), lambda u: CASE WHEN ${step} < to_days(0) THEN u >= ${to} ELSE u <= ${to} END)`
    : `generate_series(${from}, ${to}, ${step})`;
  const seconds = (x: string) => `epoch(CAST(${x} AS TIMESTAMP))`;
  const steps = numbers
    ? `abs(CAST(${to} AS DOUBLE) - ${from}) / abs(${step})`
    : `abs(${seconds(to)} - ${seconds(from)}) / abs(date_part('epoch', CAST(${step} AS INTERVAL)))`;
  const wrong = failure(site.e, `A sequence has at most ${MOST_ELEMENTS} elements.`, duckType(site.result));
  const away = failure(site.e, 'The step of a sequence must lead from its begin to its end.', duckType(site.result));
  const still = numbers ? '0' : 'to_days(0)';
  const lost =
    site.count > 2
      ? ` WHEN ${step} = ${still} OR (${to} > ${from} AND ${step} < ${still}) OR (${to} < ${from} AND ${step} > ${still}) THEN ${away}`
      : '';
  return `CASE${lost} WHEN ${steps} >= ${MOST_ELEMENTS} THEN ${wrong} ELSE ${elements(site, kind, series)} END`;
};

/** Times as the values of their type. */
function elements(site: CallSite, kind: string, series: string): string {
  if (kind === 'date') return `list_transform(${series}, lambda u: CAST(u AS DATE))`;
  if (kind !== 'timestamp with time zone') return series;
  const offset = `(${wallOf(site.e, site.node(0))} - ${instantOf(site.e, site.node(0))})`;
  return `list_transform(${series}, lambda u: ${packed({ instant: `u - ${offset}`, wall: 'u' })})`;
}

const zip: CallEmitter = site => {
  const lists = site.args();
  const all = lists.map(l => `${l} IS NOT NULL`).join(' AND ');
  const lengths = `greatest(${lists.map(l => `len(${l})`).join(', ')})`;
  return `CASE WHEN ${all} THEN list_transform(range(1, ${lengths} + 1), lambda u: struct_pack(${lists.map((l, i) => `f${i + 1} := (${l})[u]`).join(', ')})) END`;
};

const zipWith: CallEmitter = site => {
  const [a, b] = [site.arg(0), site.arg(1)];
  const at = site.variable();
  const { body } = site.lambda(2, `(${a})[${at}]`, `(${b})[${at}]`);
  return bothThere(a, b, `list_transform(range(1, greatest(len(${a}), len(${b})) + 1), lambda ${at}: ${body})`);
};

const withLambda =
  (name: string): CallEmitter =>
  site => {
    const element = site.variable();
    return `${name}(${site.arg(0)}, lambda ${element}: ${site.lambda(1, element).body})`;
  };

const matching =
  (wanted: (answers: string) => string): CallEmitter =>
  site => {
    const element = site.variable();
    const list = site.arg(0);
    return `CASE WHEN ${list} IS NOT NULL THEN ${wanted(`list_transform(${list}, lambda ${element}: ${site.lambda(1, element).body})`)} END`;
  };

/** Three-valued: NULL where an answer is NULL and no other decides. */
const any = (answers: string): string =>
  `CASE WHEN list_contains(${answers}, true) THEN true WHEN list_count(${answers}) < len(${answers}) THEN NULL ELSE false END`;
const every = (answers: string): string =>
  `CASE WHEN list_contains(${answers}, false) THEN false WHEN list_count(${answers}) < len(${answers}) THEN NULL ELSE true END`;

/** State and elements have different types, and DuckDB's reduce wants one: both travel in a pair. */
const reduce: CallEmitter = site => {
  const [a, b, one, last] = ['_a', '_b', '_one', '_last'].map(site.variable) as [string, string, string, string];
  const step = site.lambda(2, `${a}.s`, `${b}.e`);
  const state = duckType(step.type);
  const type = site.type(0);
  const element = type.kind === 'array' && type.element.kind !== 'unknown' ? duckType(type.element) : state;
  const list = site.arg(0);
  const pair = (s: string, item: string) => `struct_pack(s := CAST(${s} AS ${state}), e := CAST(${item} AS ${element}))`;
  const folded = `list_reduce(list_transform(${list}, lambda ${one}: ${pair('NULL', one)}), lambda ${a}, ${b}: ${pair(step.body, 'NULL')}, ${pair(site.arg(1), 'NULL')}).s`;
  const result = site.lambda(3, `${last}.r`).body;
  return `list_transform([CASE WHEN ${list} IS NOT NULL THEN struct_pack(r := ${folded}) END], lambda ${last}: CASE WHEN ${last} IS NOT NULL THEN ${result} END)[1]`;
};

/** With a comparator every element is placed behind those that come before it. */
const sort: CallEmitter = (site: CallSite) => {
  const list = site.arg(0);
  if (site.count === 1) return `list_sort(${list}, 'ASC', 'NULLS LAST')`;
  const [i, j, placed] = ['_i', '_j', '_placed'].map(site.variable) as [string, string, string];
  const order = site.lambda(1, `(${list})[${j}]`, `(${list})[${i}]`).body;
  const positions = `range(1, len(${list}) + 1)`;
  const before = `list_filter(${positions}, lambda ${j}: ${order} < 0 OR (${j} < ${i} AND ${order} = 0))`;
  return `list_transform(list_sort(list_transform(${positions}, lambda ${i}: struct_pack(n := len(${before}), v := (${list})[${i}]))), lambda ${placed}: ${placed}.v)`;
};

export const ARRAYS: Readonly<Record<string, CallEmitter>> = {
  cardinality,
  contains,
  element_at: elementAt,
  array_distinct: site => distinct(site.arg(0)),
  array_sort: sort,
  flatten: site => `flatten(${site.arg(0)})`,
  array_position: site =>
    `CASE WHEN ${site.arg(0)} IS NOT NULL AND ${site.arg(1)} IS NOT NULL THEN coalesce(CAST(list_position(${site.arg(0)}, ${site.arg(1)}) AS BIGINT), 0) END`,
  array_join: join,
  array_max: extreme('list_max'),
  array_min: extreme('list_min'),
  array_remove: remove,
  array_except: except,
  array_union: union,
  array_intersect: intersect,
  shuffle: site => `list_transform(list_sort(list_transform(${site.arg(0)}, lambda u: struct_pack(r := random(), v := u))), lambda u: u.v)`,
  slice,
  sequence,
  zip,
  zip_with: zipWith,
  filter: withLambda('list_filter'),
  transform: withLambda('list_transform'),
  reduce,
  any_match: matching(any),
  all_match: matching(every),
  none_match: matching(answers => `NOT ${any(answers)}`),
  array_transpose: site => {
    const list = site.arg(0);
    return `list_transform(range(1, coalesce(list_max(list_transform(${list}, lambda u: len(u))), 0) + 1), lambda i: list_transform(${list}, lambda u: u[i]))`;
  },
  empty_approx_set: () => 'CAST([] AS VARCHAR[])',
};
