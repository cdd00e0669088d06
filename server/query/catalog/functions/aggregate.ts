import { functionsOf } from '../function-table.ts';

const IN_ONE = { kind: 'aggregate' } as const;

/** Section 5.1 of the reference: one value of many rows. */
export const AGGREGATE_FUNCTIONS = functionsOf('aggregate', [
  {
    ...IN_ONE,
    signatures: ['count([x any]) → bigint'],
    meaning: 'Number of rows; with an argument the number of rows where it is not NULL.',
    example: ['count(x) from (values 1, null, 3) as t(x)', '2'],
    note: '`count(distinct x)` counts different values. Of several columns write `count(distinct (a, b))`.',
  },
  {
    ...IN_ONE,
    signatures: ['count_if(condition boolean) → bigint'],
    meaning: 'Number of rows that meet the condition.',
    example: ['count_if(x >= 400) from (values 200, 403, null) as t(x)', '1'],
  },
  {
    ...IN_ONE,
    signatures: ['sum(x num) → num'],
    meaning: 'Sum of all values.',
    example: ['sum(x) from (values 1, 2, 3) as t(x)', '6'],
    note: 'NULL where there are no rows. A sum of whole numbers that grows too large is an error.',
  },
  {
    ...IN_ONE,
    signatures: ['avg(x num) → double'],
    meaning: 'Mean of all values, those that are NULL left out.',
    example: ['avg(x) from (values 1, 2) as t(x)', '1.5'],
  },
  {
    ...IN_ONE,
    signatures: ['max(x T) → T', 'max(x T, n bigint) → array(T)'],
    meaning: 'Largest value, or the n largest ones in falling order.',
    example: ['max(x, 2) from (values 1, 3, 2) as t(x)', '[3,2]'],
    note: 'Text is compared character by character: `9` is larger than `10`.',
  },
  {
    ...IN_ONE,
    signatures: ['min(x T) → T', 'min(x T, n bigint) → array(T)'],
    meaning: 'Smallest value, or the n smallest ones in rising order.',
    example: ['min(x) from (values 1, 3, 2) as t(x)', '1'],
  },
  {
    ...IN_ONE,
    signatures: ['max_by(x T, y U) → T', 'max_by(x T, y U, n bigint) → array(T)'],
    meaning: 'Value of x in the row with the largest y, or of the n rows with the largest ones.',
    example: ["max_by(s, i) from (values ('a', 1), ('b', 3)) as t(s, i)", 'b'],
  },
  {
    ...IN_ONE,
    signatures: ['min_by(x T, y U) → T', 'min_by(x T, y U, n bigint) → array(T)'],
    meaning: 'Value of x in the row with the smallest y, or of the n rows with the smallest ones.',
    example: ["min_by(s, i) from (values ('a', 1), ('b', 3)) as t(s, i)", 'a'],
  },
  {
    ...IN_ONE,
    signatures: ['arbitrary(x T) → T'],
    meaning: 'Some value that is not NULL, whichever is at hand.',
    example: ["arbitrary(x) from (values 'a', 'a') as t(x)", 'a'],
  },
  {
    ...IN_ONE,
    signatures: ['array_agg(x T) → array(T)'],
    meaning: 'All values as an array, NULL among them.',
    example: ['array_agg(x order by x desc) from (values 1, 2) as t(x)', '[2,1]'],
  },
  {
    ...IN_ONE,
    signatures: ['bool_and(x boolean) → boolean'],
    meaning: 'Whether the condition holds in every row.',
    example: ['bool_and(x > 0) from (values 1, 2) as t(x)', 'true'],
  },
  {
    ...IN_ONE,
    signatures: ['every(x boolean) → boolean'],
    meaning: 'Whether the condition holds in every row; another name of `bool_and`.',
    example: ['every(x > 1) from (values 1, 2) as t(x)', 'false'],
  },
  {
    ...IN_ONE,
    signatures: ['bool_or(x boolean) → boolean'],
    meaning: 'Whether the condition holds in any row.',
    example: ['bool_or(x > 1) from (values 1, 2) as t(x)', 'true'],
  },
  {
    ...IN_ONE,
    signatures: ['bitwise_and_agg(x bigint) → bigint'],
    meaning: 'Bits that are set in all values.',
    example: ['bitwise_and_agg(x) from (values 6, 3) as t(x)', '2'],
  },
  {
    ...IN_ONE,
    signatures: ['bitwise_or_agg(x bigint) → bigint'],
    meaning: 'Bits that are set in any value.',
    example: ['bitwise_or_agg(x) from (values 6, 3) as t(x)', '7'],
  },
  {
    ...IN_ONE,
    signatures: ['checksum(x any) → varbinary'],
    meaning: 'A checksum over the values that does not depend on their order.',
    note: 'Every engine computes another one.',
    only: 'trino',
  },
  {
    ...IN_ONE,
    signatures: ['geometric_mean(x num) → double'],
    meaning: 'The n-th root of the product of n values.',
    example: ['geometric_mean(x) from (values 2, 8) as t(x)', '4'],
  },
  {
    ...IN_ONE,
    signatures: ['map_union(x map(K, V)) → map(K, V)'],
    meaning: 'All maps in one; of a key that occurs several times one value is kept.',
    example: ["map_union(x) from (values map(array['a'], array[1]), map(array['b'], array[2])) as t(x)", '{"a":1,"b":2}'],
  },
  {
    ...IN_ONE,
    signatures: ['histogram(x T) → map(T, bigint)'],
    meaning: 'How often each value occurs.',
    example: ["histogram(x) from (values 'get', 'get') as t(x)", '{"get":2}'],
  },
  {
    ...IN_ONE,
    signatures: ['map_agg(key K, value V) → map(K, V)'],
    meaning: 'A map from each key to its value.',
    example: ["map_agg(k, v) from (values ('a', 1)) as t(k, v)", '{"a":1}'],
  },
  {
    ...IN_ONE,
    signatures: ['multimap_agg(key K, value V) → map(K, array(V))'],
    meaning: 'A map from each key to all its values.',
    example: ["multimap_agg(k, v) from (values ('a', 1), ('a', 1)) as t(k, v)", '{"a":[1,1]}'],
  },
  {
    kind: 'table',
    signatures: ['histogram_u(x any) → any'],
    meaning: 'How often each value occurs, as rows.',
    only: 'sls',
  },
  {
    ...IN_ONE,
    signatures: ['grouping(x any, […more any]) → bigint'],
    meaning: 'Which of the columns a row of ROLLUP, CUBE or GROUPING SETS does not group by, as bits: the last column is the lowest.',
    note: 'A bit is 1 where the column is not grouped by, 0 where it is.',
  },
]);
