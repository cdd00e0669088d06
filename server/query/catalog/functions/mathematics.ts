import { functionsOf } from '../function-table.ts';

const real = (name: string, meaning: string, example?: readonly [string, string], note?: string) => ({
  signatures: [`${name}(x num) → double`],
  meaning,
  ...(example && { example }),
  ...(note !== undefined && { note }),
});

/** Section 5.10 of the reference. */
export const MATHEMATICS_FUNCTIONS = functionsOf('mathematics', [
  { signatures: ['abs(x num) → num'], meaning: 'The number without its sign.', example: ['abs(-5)', '5'] },
  { signatures: ['sign(x num) → num'], meaning: '-1, 0 or 1, as the number is negative, 0 or positive.', example: ['sign(-5)', '-1'] },
  { signatures: ['ceil(x num) → num'], meaning: 'The next whole number upwards.', example: ['ceil(2.1)', '3'] },
  { signatures: ['ceiling(x num) → num'], meaning: 'The next whole number upwards.', example: ['ceiling(-2.5)', '-2'] },
  { signatures: ['floor(x num) → num'], meaning: 'The next whole number downwards.', example: ['floor(-2.5)', '-3'] },
  {
    signatures: ['round(x num, [digits bigint]) → num'],
    meaning: 'The number rounded to whole ones, or to some digits behind the point.',
    example: ['round(66.66666, 2)', '66.67'],
    note: 'Halves go away from 0.',
  },
  { signatures: ['truncate(x num) → num'], meaning: 'The number without what stands behind the point.', example: ['truncate(-2.9)', '-2'] },
  {
    signatures: ['mod(x num, y num) → num'],
    meaning: 'The rest of a division, with the sign of the first number.',
    example: ['mod(-7, 3)', '-1'],
  },
  real('sqrt', 'The square root.', ['sqrt(4)', '2'], 'NaN for a negative number.'),
  real('cbrt', 'The cube root.', ['cbrt(27)', '3']),
  { signatures: ['power(x num, y num) → double'], meaning: 'A number to the power of another.', example: ['power(2, 10)', '1024'] },
  { signatures: ['pow(x num, y num) → double'], meaning: 'A number to the power of another.', example: ['pow(3, 2)', '9'] },
  real('exp', "Euler's number to the power of x.", ['exp(0)', '1']),
  real('ln', 'The natural logarithm.', ['ln(1)', '0'], '-Infinity for 0, NaN for a negative number.'),
  real('log2', 'The logarithm to base 2.', ['log2(8)', '3']),
  real('log10', 'The logarithm to base 10.', ['log10(1000)', '3']),
  {
    signatures: ['log(x num, base num) → double'],
    meaning: 'The logarithm of a number to a base.',
    example: ['log(8, 2)', '3'],
    note: 'Trino takes the base first.',
  },
  { signatures: ['pi() → double'], meaning: 'The number π.', example: ['pi()', '3.141592653589793'] },
  { signatures: ['e() → double'], meaning: "Euler's number.", example: ['e()', '2.718281828459045'] },
  real('degrees', 'An angle in degrees, given in radians.', ['degrees(pi())', '180']),
  real('radians', 'An angle in radians, given in degrees.', ['radians(0)', '0']),
  real('sin', 'The sine of an angle in radians.', ['sin(0)', '0']),
  real('cos', 'The cosine of an angle in radians.', ['cos(0)', '1']),
  real('tan', 'The tangent of an angle in radians.', ['tan(0)', '0']),
  real('asin', 'The arc sine.', ['asin(0)', '0'], 'NaN outside of -1 to 1.'),
  real('acos', 'The arc cosine.', ['acos(1)', '0'], 'NaN outside of -1 to 1.'),
  real('atan', 'The arc tangent.', ['atan(0)', '0']),
  { signatures: ['atan2(y num, x num) → double'], meaning: 'The angle of the point (x, y).', example: ['atan2(0, 1)', '0'] },
  real('sinh', 'The hyperbolic sine.', ['sinh(0)', '0']),
  real('cosh', 'The hyperbolic cosine.', ['cosh(0)', '1']),
  real('tanh', 'The hyperbolic tangent.', ['tanh(0)', '0']),
  { signatures: ['rand() → double'], meaning: 'A random number from 0 up to but not 1.' },
  { signatures: ['random() → double'], meaning: 'A random number from 0 up to but not 1.' },
  { signatures: ['infinity() → double'], meaning: 'Infinity.', example: ['infinity()', 'Infinity'] },
  { signatures: ['nan() → double'], meaning: 'Not a number.', example: ['nan()', 'NaN'] },
  { signatures: ['is_nan(x num) → boolean'], meaning: 'Whether a value is not a number.', example: ['is_nan(nan())', 'true'] },
  {
    signatures: ['is_finite(x num) → boolean'],
    meaning: 'Whether a number is neither infinite nor NaN.',
    example: ['is_finite(1)', 'true'],
  },
  { signatures: ['is_infinite(x num) → boolean'], meaning: 'Whether a number is infinite.', example: ['is_infinite(infinity())', 'true'] },
  {
    signatures: ['to_base(x bigint, radix bigint) → varchar'],
    meaning: 'A whole number written to a base from 2 to 36.',
    example: ['to_base(255, 16)', 'ff'],
  },
  {
    signatures: ['from_base(x varchar, radix bigint) → bigint'],
    meaning: 'The whole number that a text to a base tells.',
    example: ["from_base('ff', 16)", '255'],
  },
  {
    signatures: ['width_bucket(x num, low num, high num, buckets bigint) → bigint'],
    meaning: 'Which of so many buckets of the same width a number falls into; 0 below them, one more above.',
    example: ['width_bucket(5, 0, 10, 5)', '3'],
  },
  {
    signatures: ['cosine_similarity(x map(varchar, double), y map(varchar, double)) → double'],
    meaning: 'How alike two sparse vectors are, 1 for the same direction.',
  },
]);

const two = (name: string, meaning: string, example: readonly [string, string]) => ({
  kind: 'aggregate' as const,
  signatures: [`${name}(y num, x num) → double`],
  meaning,
  example,
});
const spread = (name: string, meaning: string, example: readonly [string, string]) => ({
  kind: 'aggregate' as const,
  signatures: [`${name}(x num) → double`],
  meaning,
  example,
});

export const STATISTICS_FUNCTIONS = functionsOf('statistics', [
  two('corr', 'The correlation of two columns.', ['corr(y, x) from (values (1, 1), (2, 2)) as t(y, x)', '1']),
  two('covar_pop', 'The covariance of a whole population.', ['covar_pop(y, x) from (values (1, 1), (3, 3)) as t(y, x)', '1']),
  two('covar_samp', 'The covariance of a sample.', ['covar_samp(y, x) from (values (1, 1), (3, 3)) as t(y, x)', '2']),
  two('regr_slope', 'The slope of the line through the points (x, y).', ['regr_slope(y, x) from (values (1, 0), (3, 1)) as t(y, x)', '2']),
  two('regr_intercept', 'Where the line through the points (x, y) meets x = 0.', [
    'regr_intercept(y, x) from (values (1, 0), (3, 1)) as t(y, x)',
    '1',
  ]),
  spread('stddev', 'The standard deviation of a sample.', ['stddev(x) from (values 1, 2, 3) as t(x)', '1']),
  spread('stddev_samp', 'The standard deviation of a sample.', ['stddev_samp(x) from (values 1, 2, 3) as t(x)', '1']),
  spread('stddev_pop', 'The standard deviation of a whole population.', ['stddev_pop(x) from (values 1, 3) as t(x)', '1']),
  spread('variance', 'The variance of a sample.', ['variance(x) from (values 1, 2, 3) as t(x)', '1']),
  spread('var_samp', 'The variance of a sample.', ['var_samp(x) from (values 1, 2, 3) as t(x)', '1']),
  spread('var_pop', 'The variance of a whole population.', ['var_pop(x) from (values 1, 3) as t(x)', '1']),
  spread('skewness', 'The skewness of a whole population.', ['skewness(x) from (values 1, 2, 3) as t(x)', '0']),
  {
    kind: 'aggregate',
    signatures: ['kurtosis(x num) → double'],
    meaning: 'The excess kurtosis of a sample.',
    note: 'NULL for fewer than four values.',
  },
]);
