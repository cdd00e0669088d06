import { functionsOf } from '../function-table.ts';

/** Section 5.2 of the reference: estimates over many rows. */
export const APPROXIMATE_FUNCTIONS = functionsOf('approximate', [
  {
    kind: 'aggregate',
    signatures: ['approx_distinct(x any, [error double]) → bigint'],
    meaning: 'About how many different values there are; the standard error is 2.3 % unless another one is given.',
    example: ['approx_distinct(x) from (values 1, 2, 2) as t(x)', '2'],
    note: 'On the opened log the exact count.',
  },
  {
    kind: 'aggregate',
    signatures: ['approx_percentile(x num, share double) → num', 'approx_percentile(x num, shares array(double)) → array(num)'],
    meaning: 'About the value that a share of all values does not exceed; shares go from 0 to 1.',
    example: ['approx_percentile(x, 0.5) from (values 1, 2, 3) as t(x)', '2'],
  },
  {
    kind: 'aggregate',
    signatures: ['numeric_histogram(buckets bigint, x num) → map(double, double)'],
    meaning: 'A histogram of at most so many buckets: middle of each bucket to its number of values.',
  },
  {
    kind: 'table',
    signatures: ['numeric_histogram_u(buckets bigint, x num) → any'],
    meaning: 'The histogram of `numeric_histogram` as rows.',
    only: 'sls',
  },
  {
    kind: 'aggregate',
    signatures: ['approx_set(x any) → hyperloglog'],
    meaning: 'A sketch of the values, whose number of different ones `cardinality` estimates.',
  },
  {
    kind: 'aggregate',
    signatures: ['merge(x hyperloglog) → hyperloglog'],
    meaning: 'The sketch of all values of several sketches.',
  },
  {
    signatures: ['empty_approx_set() → hyperloglog'],
    meaning: 'The sketch of no values.',
  },
]);
