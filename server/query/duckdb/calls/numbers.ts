import type { CallEmitter } from '../call-site.ts';
import { callFunction, failure, literalInteger } from '../emission.ts';
import { divide } from '../emit-arithmetic.ts';

/** A function of doubles. */
const real =
  (name: string): CallEmitter =>
  site =>
    `${name}(${site
      .args()
      .map(a => `CAST(${a} AS DOUBLE)`)
      .join(', ')})`;

/** Keeps the type of its argument: nothing happens to a whole number. */
const rounding =
  (name: string): CallEmitter =>
  site =>
    site.type(0).kind === 'bigint' ? site.arg(0) : `${name}(${site.arg(0)})`;

/** Where DuckDB ends the statement outside the range of the function, SLS gives infinity or NaN. */
const guarded =
  (name: string, cases: (x: string) => string): CallEmitter =>
  site => {
    const x = `CAST(${site.arg(0)} AS DOUBLE)`;
    return `CASE ${cases(x)} ELSE ${name}(${x}) END`;
  };

const NAN = `CAST('NaN' AS DOUBLE)`;
const logarithm = (name: string): CallEmitter =>
  guarded(name, x => `WHEN ${x} = 0 THEN CAST('-Infinity' AS DOUBLE) WHEN ${x} < 0 THEN ${NAN}`);
const arc = (name: string): CallEmitter => guarded(name, x => `WHEN ${x} < -1 OR ${x} > 1 THEN ${NAN}`);

const round: CallEmitter = site => {
  if (site.count === 1) return site.type(0).kind === 'bigint' ? site.arg(0) : `round(${site.arg(0)})`;
  const digits = literalInteger(site.node(1));
  return `round(${site.arg(0)}, ${digits ?? `CAST(${site.arg(1)} AS INTEGER)`})`;
};

const mod: CallEmitter = site => {
  const [x, y] = site.args();
  if (site.result.kind === 'double') return `(CAST(${x} AS DOUBLE) % CAST(${y} AS DOUBLE))`;
  return divide(site.e, '%', x!, y!, literalInteger(site.node(1)));
};

const truncate: CallEmitter = site => {
  if (site.type(0).kind === 'bigint' && site.count === 1) return site.arg(0);
  return site.count === 1 ? `trunc(${site.arg(0)})` : `trunc(${site.arg(0)}, CAST(${site.arg(1)} AS INTEGER))`;
};

/** As SLS documents it: the value first, then the base. */
const log: CallEmitter = site => {
  const [x, base] = site.args().map(a => `CAST(${a} AS DOUBLE)`);
  return base === undefined
    ? `ln(${x})`
    : `CASE WHEN ${x} < 0 OR ${base} <= 0 THEN ${NAN} WHEN ${x} = 0 THEN CAST('-Infinity' AS DOUBLE) / ln(${base}) ELSE ln(${x}) / ln(${base}) END`;
};

const random: CallEmitter = site => {
  if (site.count === 0) return 'random()';
  const [low, high] = site.count === 1 ? ['CAST(0 AS BIGINT)', site.arg(0)] : site.args();
  return `(${low} + CAST(floor(random() * (${high} - ${low})) AS BIGINT))`;
};

const widthBucket: CallEmitter = site =>
  callFunction(site.e, 'sls_width_bucket', ...site.args().map((a, i) => (i < 3 ? `CAST(${a} AS DOUBLE)` : a)));

const toBase: CallEmitter = site => {
  const [x, base] = site.args();
  const wrong = failure(site.e, 'A base goes from 2 to 36.', 'VARCHAR');
  return `CASE WHEN ${base} < 2 OR ${base} > 36 THEN ${wrong} ELSE CASE WHEN ${x} < 0 THEN '-' ELSE '' END || lower(to_base(abs(${x}), CAST(${base} AS INTEGER))) END`;
};

export const NUMBERS: Readonly<Record<string, CallEmitter>> = {
  abs: site => `abs(${site.arg(0)})`,
  cbrt: site => callFunction(site.e, 'sls_cbrt', `CAST(${site.arg(0)} AS DOUBLE)`),
  sqrt: guarded('sqrt', x => `WHEN ${x} < 0 THEN ${NAN}`),
  ceil: rounding('ceil'),
  ceiling: rounding('ceil'),
  floor: rounding('floor'),
  round,
  truncate,
  mod,
  sign: site =>
    site.type(0).kind === 'bigint' ? `CAST(sign(${site.arg(0)}) AS BIGINT)` : guarded('sign', x => `WHEN isnan(${x}) THEN ${NAN}`)(site),
  pow: real('pow'),
  power: real('pow'),
  exp: real('exp'),
  ln: logarithm('ln'),
  log2: logarithm('log2'),
  log10: logarithm('log10'),
  log,
  e: () => 'exp(1.0::DOUBLE)',
  pi: () => 'pi()',
  degrees: real('degrees'),
  radians: real('radians'),
  sin: guarded('sin', x => `WHEN isinf(${x}) THEN ${NAN}`),
  cos: guarded('cos', x => `WHEN isinf(${x}) THEN ${NAN}`),
  tan: guarded('tan', x => `WHEN isinf(${x}) THEN ${NAN}`),
  asin: arc('asin'),
  acos: arc('acos'),
  atan: real('atan'),
  atan2: real('atan2'),
  sinh: real('sinh'),
  cosh: real('cosh'),
  tanh: real('tanh'),
  rand: random,
  random,
  infinity: () => `CAST('Infinity' AS DOUBLE)`,
  nan: () => NAN,
  is_nan: real('isnan'),
  is_finite: real('isfinite'),
  is_infinite: real('isinf'),
  to_base: toBase,
  from_base: site => callFunction(site.e, 'sls_from_base', ...site.args()),
  width_bucket: widthBucket,
  cosine_similarity: site => {
    const part = (i: number, which: string) => `map_${which}(${site.arg(i)})`;
    return callFunction(site.e, 'sls_cosine', part(0, 'keys'), part(0, 'values'), part(1, 'keys'), part(1, 'values'));
  },
};
