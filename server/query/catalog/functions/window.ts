import { functionsOf } from '../function-table.ts';

const OVER = { kind: 'window' } as const;

/** Section 5.15 of the reference. Aggregates are window functions too with OVER. */
export const WINDOW_FUNCTIONS = functionsOf('window', [
  {
    ...OVER,
    signatures: ['row_number() → bigint'],
    meaning: 'Number of the row in its partition, from 1.',
    example: ['row_number() over (order by x) from (values 5) as t(x)', '1'],
  },
  {
    ...OVER,
    signatures: ['rank() → bigint'],
    meaning: 'Rank of the row in its partition; equal rows share one, and the next ranks are left out.',
    example: ['rank() over (order by x) from (values 5) as t(x)', '1'],
  },
  {
    ...OVER,
    signatures: ['dense_rank() → bigint'],
    meaning: 'Rank of the row in its partition; equal rows share one, and no rank is left out.',
    example: ['dense_rank() over (order by x) from (values 5) as t(x)', '1'],
  },
  {
    ...OVER,
    signatures: ['percent_rank() → double'],
    meaning: 'Rank as a share from 0 to 1.',
    example: ['percent_rank() over (order by x) from (values 5) as t(x)', '0'],
  },
  {
    ...OVER,
    signatures: ['cume_dist() → double'],
    meaning: 'Share of the rows that do not come after this one.',
    example: ['cume_dist() over (order by x) from (values 5) as t(x)', '1'],
  },
  {
    ...OVER,
    signatures: ['ntile(n bigint) → bigint'],
    meaning: 'Which of n groups of about the same size the row falls into.',
    example: ['ntile(4) over (order by x) from (values 5) as t(x)', '1'],
  },
  {
    ...OVER,
    signatures: ['lag(x T, [offset bigint], [default T]) → T'],
    meaning: 'The value of an earlier row, the one before unless an offset is given.',
    example: ['lag(x, 1, 0) over (order by x) from (values 5) as t(x)', '0'],
  },
  {
    ...OVER,
    signatures: ['lead(x T, [offset bigint], [default T]) → T'],
    meaning: 'The value of a later row, the next unless an offset is given.',
    example: ['lead(x, 1, 0) over (order by x) from (values 5) as t(x)', '0'],
  },
  {
    ...OVER,
    signatures: ['first_value(x T) → T'],
    meaning: 'The value of the first row of the frame.',
    example: ['first_value(x) over (order by x) from (values 5) as t(x)', '5'],
  },
  {
    ...OVER,
    signatures: ['last_value(x T) → T'],
    meaning: 'The value of the last row of the frame.',
    example: ['last_value(x) over (order by x) from (values 5) as t(x)', '5'],
    note: 'With ORDER BY the frame ends at the current row: add `rows between unbounded preceding and unbounded following`.',
  },
  {
    ...OVER,
    signatures: ['nth_value(x T, n bigint) → T'],
    meaning: 'The value of the n-th row of the frame, counted from 1.',
    example: ['nth_value(x, 1) over (order by x) from (values 5) as t(x)', '5'],
  },
]);
