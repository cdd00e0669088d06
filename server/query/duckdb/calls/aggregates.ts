import { bare } from '../../check/sql/parts.ts';
import type { Expression } from '../../syntax/tree.ts';
import type { CallEmitter, CallSite } from '../call-site.ts';
import { emitCompare } from '../compare-over-time.ts';
import { CannotCompile, callFunction, emitExpression } from '../emission.ts';
import { isConstant } from '../sort-direction.ts';
import { duckType } from '../sql-text.ts';
import { mapOfEntries } from './maps.ts';
import { ofRows } from './same-arguments.ts';

/**
 * Of two columns, NULL where the rows do not tell: one row, or values that are all the same. Whole numbers are computed as real, of which seven
 * digits are left.
 */
const ofPairs =
  (name: string): CallEmitter =>
  site => {
    const whole = site.type(0).kind === 'bigint' && site.type(1).kind === 'bigint';
    const value = site.aggregate(name, whole ? site.args().map(a => `CAST(CAST(${a} AS FLOAT) AS DOUBLE)`) : site.args());
    return `CASE WHEN isfinite(${value}) THEN ${whole ? `CAST(CAST(CAST(${value} AS FLOAT) AS VARCHAR) AS DOUBLE)` : value} END`;
  };

/** DuckDB sums bigint as a longer number; a sum beyond bigint ends the statement. */
const sum: CallEmitter = site =>
  site.result.kind === 'bigint' ? `CAST(${site.aggregate('sum', site.args())} AS BIGINT)` : site.aggregate('sum', site.args());

/** The x of the greatest y; three arguments give a list. NULL in x counts, NULL in y does not. */
const by =
  (single: string, several: string): CallEmitter =>
  site =>
    site.count === 3
      ? `list_transform(${site.aggregate(several, [`struct_pack(v := ${site.arg(0)})`, site.arg(1), site.arg(2)])}, lambda u: u.v)`
      : site.aggregate(single, site.args());

const count: CallEmitter = site => {
  const counted = site.call.star || site.count === 0 ? site.aggregate('count', ['*']) : site.aggregate('count', site.args());
  // in a frame that ends before it begins DuckDB counts less than nothing
  return site.call.over?.frame?.to?.offset ? `greatest(${counted}, 0)` : counted;
};

const entry = (site: CallSite) => `struct_pack(k := ${site.arg(0)}, v := ${site.arg(1)})`;

const mapAggregate: CallEmitter = site => {
  const key = site.arg(0);
  const order = isConstant(site.node(0)) ? {} : { order: `${key} ASC NULLS LAST` };
  return mapOfEntries(site.aggregate('list', [entry(site)], { ...order, filter: `${key} IS NOT NULL` }));
};

const multimap: CallEmitter = site => {
  const entries = site.aggregate('list', [entry(site)], { filter: `${site.arg(0)} IS NOT NULL` });
  const values = `list_transform(list_filter(${entries}, lambda w: w.k = u), lambda w: w.v)`;
  return `map_from_entries(list_transform(list_distinct(list_transform(${entries}, lambda w: w.k)), lambda u: struct_pack(k := u, v := ${values})))`;
};

/** What is left of 1, exactly: in floating point 1 - 0.7 is more than 0.3. */
function complement(share: string): string {
  const [, whole = '0', fraction = ''] = /^(\d*)\.?(\d*)$/.exec(share) ?? [];
  const scale = 10n ** BigInt(fraction.length);
  const left = scale - BigInt(`${whole}${fraction}`);
  return `${left / scale}.${(left % scale).toString().padStart(fraction.length, '0')}`;
}

/** The first share, written as a number, that is none. */
function wrongShare(expression: Expression): Expression | undefined {
  if (expression.kind === 'parenthesized') return wrongShare(expression.expression);
  if (expression.kind === 'array') return expression.items.find(wrongShare);
  if (expression.kind === 'unary') return expression.operator === '-' && expression.operand.kind === 'literal' ? expression : undefined;
  return expression.kind === 'literal' && Number(expression.value) > 1 ? expression : undefined;
}

/** The shares that are left of 1, which DuckDB wants to be constant. */
function remainder(site: CallSite, share: Expression): string {
  if (share.kind === 'parenthesized') return remainder(site, share.expression);
  if (share.kind === 'array') return `[${share.items.map(item => remainder(site, item)).join(', ')}]`;
  const written = numberText(share);
  return written === undefined ? `1 - ${emitExpression(site.e, share)}` : complement(written);
}

/** Of one value, or of the share 1, the greatest is what is asked for. */
const everyShare = (site: CallSite): string => {
  const greatest = site.aggregate('max', [site.arg(0)]);
  const shares = bare(site.node(1));
  return site.result.kind === 'array' && shares.kind === 'array' ? `[${shares.items.map(() => greatest).join(', ')}]` : greatest;
};

/** A number as it is written, where it has no exponent. */
const numberText = (share: Expression): string | undefined =>
  share.kind === 'literal' && /^\d*\.?\d*$/.test(share.value) ? share.value : undefined;

const percentile: CallEmitter = site => {
  const wrong = wrongShare(site.node(site.count - 1));
  if (wrong) throw new CannotCompile(wrong.range, 'The share of approx_percentile goes from 0 to 1.');
  // of two values that are as near the greater one counts, which DuckDB finds from the other end
  if (site.count === 2 && (bare(site.node(0)).kind === 'literal' || Number(numberText(site.node(1))) === 1)) return everyShare(site);
  if (site.count === 2)
    return site.aggregate('quantile_disc', [site.arg(0), remainder(site, site.node(1))], { order: `${site.arg(0)} DESC` });
  // with weights every value counts as often as its weight says
  const share = site.arg(2);
  const values = site.aggregate('list', [`struct_pack(v := CAST(${site.arg(0)} AS DOUBLE), w := CAST(${site.arg(1)} AS DOUBLE))`], {
    filter: `${site.arg(0)} IS NOT NULL`,
  });
  const weighted = callFunction(
    site.e,
    'sls_weighted_percentile',
    `list_transform(${values}, lambda u: u.v)`,
    `list_transform(${values}, lambda u: u.w)`,
    share,
  );
  return `CAST(${weighted} AS ${duckType(site.result)})`;
};

/** DuckDB's own is a macro, which takes no FILTER and no OVER; its logarithms end the statement at 0. */
const geometricMean: CallEmitter = site => {
  const x = `CAST(${site.arg(0)} AS DOUBLE)`;
  const logarithm = `CASE WHEN ${x} > 0 THEN ln(${x}) WHEN ${x} = 0 THEN '-inf'::DOUBLE WHEN ${x} < 0 THEN 'nan'::DOUBLE END`;
  return `exp(${site.aggregate('avg', [logarithm])})`;
};

/** Presto's skewness is that of the rows themselves; DuckDB corrects for a sample. */
const skewness: CallEmitter = site => {
  const n = site.aggregate('count', [site.arg(0)]);
  return `(${site.aggregate('skewness', [site.arg(0)])} * (${n} - 2) / sqrt(CAST(${n} AS DOUBLE) * (${n} - 1)))`;
};

const histogramNumeric: CallEmitter = site => {
  const values = site.aggregate('list', [`CAST(${site.arg(1)} AS DOUBLE)`], { filter: `${site.arg(1)} IS NOT NULL` });
  const pairs = callFunction(site.e, 'sls_numeric_histogram', values, site.arg(0));
  const half = `(len(${pairs}) // 2)`;
  return `map(list_slice(${pairs}, 1, ${half}), list_slice(${pairs}, ${half} + 1, len(${pairs})))`;
};

export const AGGREGATES: Readonly<Record<string, CallEmitter>> = {
  count,
  count_if: site => site.aggregate('count', ['*'], { filter: site.arg(0) }),
  sum,
  avg: ofRows('avg'),
  max: ofRows('max'),
  min: ofRows('min'),
  max_by: by('arg_max_null', 'arg_max'),
  min_by: by('arg_min_null', 'arg_min'),
  arbitrary: ofRows('any_value'),
  array_agg: ofRows('list'),
  bool_and: ofRows('bool_and'),
  bool_or: ofRows('bool_or'),
  every: ofRows('bool_and'),
  bitwise_and_agg: ofRows('bit_and'),
  bitwise_or_agg: ofRows('bit_or'),
  geometric_mean: geometricMean,
  kurtosis: ofRows('kurtosis'),
  skewness,
  stddev: ofRows('stddev_samp'),
  stddev_samp: ofRows('stddev_samp'),
  stddev_pop: ofRows('stddev_pop'),
  variance: ofRows('var_samp'),
  var_samp: ofRows('var_samp'),
  var_pop: ofRows('var_pop'),
  corr: ofPairs('corr'),
  covar_pop: ofPairs('covar_pop'),
  covar_samp: ofPairs('covar_samp'),
  regr_slope: ofPairs('regr_slope'),
  regr_intercept: ofPairs('regr_intercept'),
  grouping: ofRows('grouping'),
  histogram: site => `CAST(${site.aggregate('histogram', [site.arg(0)])} AS ${duckType(site.result)})`,
  map_agg: mapAggregate,
  map_union: site => {
    const all = site.aggregate('list', [`map_entries(${site.arg(0)})`], { filter: `${site.arg(0)} IS NOT NULL` });
    // of a key in several maps the first counts
    const sorted = `list_sort(list_transform(flatten(${all}), lambda u, i: struct_pack(k := u.key, n := i, v := u.value)))`;
    return mapOfEntries(`list_transform(${sorted}, lambda u: struct_pack(k := u.k, v := u.v))`);
  },
  multimap_agg: multimap,
  approx_distinct: site => site.aggregate('count', [`DISTINCT ${site.arg(0)}`], { distinct: false }),
  approx_percentile: percentile,
  numeric_histogram: histogramNumeric,
  compare: site => emitCompare(site.e, site.call, site.aggregate('any_value', [site.arg(0)])),
  ts_compare: site => emitCompare(site.e, site.call, site.aggregate('any_value', [site.arg(0)])),
  approx_set: site =>
    `list_distinct(${site.aggregate('list', [`CAST(${site.arg(0)} AS VARCHAR)`], { filter: `${site.arg(0)} IS NOT NULL` })})`,
  merge: site => `list_distinct(flatten(${site.aggregate('list', [site.arg(0)], { filter: `${site.arg(0)} IS NOT NULL` })}))`,
};
