import { functionsOf } from '../function-table.ts';

/** Section 5.7 of the reference, as far as it is written as calls. */
export const CONDITIONAL_FUNCTIONS = functionsOf('conditional', [
  {
    signatures: ['if(condition boolean, then T, [else T]) → T'],
    meaning: 'One value where the condition holds, another (or NULL) where it does not.',
    example: ["if(403 >= 400, 'failed', 'ok')", 'failed'],
    note: 'A condition that is NULL does not hold.',
  },
  {
    signatures: ['coalesce(x T, …y T) → T'],
    meaning: 'The first value that is not NULL.',
    example: ["coalesce(null, '-')", '-'],
  },
  {
    signatures: ['nullif(x T, y T) → T'],
    meaning: 'NULL where both values are the same, else the first.',
    example: ['nullif(5, 0)', '5'],
  },
  {
    signatures: ['try(x T) → T'],
    meaning: 'The value, or NULL where computing it fails: division by zero, a cast, bad JSON, a subscript.',
    example: ['try(1 / 0)', 'NULL'],
    note: 'Not inside lambdas on SLS.',
  },
  {
    signatures: ['greatest(x T, […y T]) → T'],
    meaning: 'The largest of several values.',
    example: ['greatest(1, 5, 3)', '5'],
    note: 'NULL when any of them is NULL.',
  },
  {
    signatures: ['least(x T, […y T]) → T'],
    meaning: 'The smallest of several values.',
    example: ['least(1, 5, 3)', '1'],
    note: 'NULL when any of them is NULL.',
  },
  { signatures: ['typeof(x any) → varchar'], meaning: 'Name of the type of a value.', example: ['typeof(true)', 'boolean'] },
]);
