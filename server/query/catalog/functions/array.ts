import { functionsOf } from '../function-table.ts';

/** Section 5.8 of the reference. Elements are counted from 1. */
export const ARRAY_FUNCTIONS = functionsOf('array', [
  {
    signatures: ['element_at(x array(T), i bigint) → T', 'element_at(x map(K, V), key K) → V'],
    meaning: 'An element of an array, from its end when negative, or the value of a key of a map.',
    example: ['element_at(array[3, 1, 2], -1)', '2'],
    note: 'NULL where there is none, while `x[i]` is an error.',
  },
  {
    signatures: ['cardinality(x array(T)) → bigint', 'cardinality(x map(K, V)) → bigint', 'cardinality(x hyperloglog) → bigint'],
    meaning: 'Number of elements of an array or entries of a map.',
    example: ['cardinality(array[3, 1, 2])', '3'],
  },
  {
    signatures: ['array_distinct(x array(T)) → array(T)'],
    meaning: 'The elements, each once.',
    example: ['array_distinct(array[1, 1, 2])', '[1,2]'],
  },
  {
    signatures: ['array_intersect(x array(T), y array(T)) → array(T)'],
    meaning: 'The elements that are in both arrays, each once.',
    example: ['array_intersect(array[3, 1, 2], array[1, 2, 5])', '[1,2]'],
  },
  {
    signatures: ['array_union(x array(T), y array(T)) → array(T)'],
    meaning: 'The elements of both arrays, each once.',
    example: ['array_union(array[3, 1], array[9, 1])', '[3,1,9]'],
  },
  {
    signatures: ['array_except(x array(T), y array(T)) → array(T)'],
    meaning: 'The elements of the first array that are not in the second, each once.',
    example: ['array_except(array[3, 1, 2], array[1])', '[3,2]'],
  },
  {
    signatures: ['array_remove(x array(T), element T) → array(T)'],
    meaning: 'The array without every occurrence of an element.',
    example: ['array_remove(array[3, 1, 2], 1)', '[3,2]'],
  },
  {
    signatures: ['array_sort(x array(T)) → array(T)', 'array_sort(x array(T), compare function(T, T, bigint)) → array(T)'],
    meaning: 'The elements in rising order, NULL last, or in the order of a lambda that gives -1, 0 or 1.',
    example: ['array_sort(array[3, 1, 2])', '[1,2,3]'],
  },
  {
    signatures: ['array_max(x array(T)) → T'],
    meaning: 'The largest element.',
    example: ['array_max(array[3, 1, 2])', '3'],
    note: 'NULL when any element is NULL.',
  },
  {
    signatures: ['array_min(x array(T)) → T'],
    meaning: 'The smallest element.',
    example: ['array_min(array[3, 1, 2])', '1'],
    note: 'NULL when any element is NULL.',
  },
  {
    signatures: ['array_position(x array(T), element T) → bigint'],
    meaning: 'Where an element occurs first, counted from 1; 0 when it does not.',
    example: ['array_position(array[3, 1, 2], 2)', '3'],
  },
  {
    signatures: ['array_join(x array(T), delimiter varchar, [null varchar]) → varchar'],
    meaning: 'The elements as one text; those that are NULL are left out, or written as a third text.',
    example: ["array_join(array['a', 'b'], '|')", 'a|b'],
    note: 'SLS cuts the result at 1 KB.',
  },
  {
    signatures: ['contains(x array(T), element T) → boolean'],
    meaning: 'Whether an array has an element.',
    example: ["contains(array['get', 'list'], 'get')", 'true'],
    note: 'NULL when it is not found and an element is NULL.',
  },
  {
    signatures: ['flatten(x array(array(T))) → array(T)'],
    meaning: 'The elements of all inner arrays.',
    example: ['flatten(array[array[1, 2], array[3]])', '[1,2,3]'],
  },
  {
    signatures: ['slice(x array(T), start bigint, length bigint) → array(T)'],
    meaning: 'Some elements from a place on, counted from 1, or from the end when negative.',
    example: ['slice(array[1, 2, 3, 4], -2, 2)', '[3,4]'],
  },
  { signatures: ['shuffle(x array(T)) → array(T)'], meaning: 'The elements in random order.' },
  {
    signatures: [
      'sequence(start bigint, stop bigint, [step bigint]) → array(bigint)',
      'sequence(start ts, stop ts, step interval day to second) → array(ts)',
      'sequence(start ts, stop ts, step interval year to month) → array(ts)',
      'sequence(start date, stop date) → array(date)',
    ],
    meaning: 'The numbers, days or times from one to another, both included.',
    example: ['sequence(1, 10, 4)', '[1,5,9]'],
  },
  {
    signatures: [
      'zip(x array(T), y array(U)) → array(row(T, U))',
      'zip(x array(T), y array(U), z array(V)) → array(row(T, U, V))',
      'zip(x array(T), y array(U), z array(V), w array(S)) → array(row(T, U, V, S))',
    ],
    meaning: 'Rows of the elements that have the same place in several arrays.',
    example: ["zip(array[1, 2], array['a', 'b'])", '[[1,"a"],[2,"b"]]'],
    note: 'Shorter arrays are filled up with NULL.',
  },
  {
    signatures: ['array_transpose(x array(array(T))) → array(array(T))'],
    meaning: 'Rows and columns of an array of arrays exchanged.',
    example: ['array_transpose(array[array[1, 2], array[3, 4]])', '[[1,3],[2,4]]'],
    only: 'local',
  },
]);

/** Section 5.8 of the reference: functions that take a lambda. */
export const LAMBDA_FUNCTIONS = functionsOf('array', [
  {
    signatures: ['filter(x array(T), condition function(T, boolean)) → array(T)'],
    meaning: 'The elements that meet a condition.',
    example: ['filter(array[3, 1, 2], e -> e > 1)', '[3,2]'],
  },
  {
    signatures: ['transform(x array(T), f function(T, U)) → array(U)'],
    meaning: 'What a lambda makes of each element.',
    example: ['transform(array[3, 1, 2], e -> e * 2)', '[6,2,4]'],
  },
  {
    signatures: ['reduce(x array(T), initial S, add function(S, T, S), finish function(S, R)) → R'],
    meaning: 'One value of all elements: the first lambda adds each to what has been reached, the second makes the result of it.',
    example: ['reduce(array[3, 1, 2], 0, (s, e) -> s + e, s -> s)', '6'],
  },
  {
    signatures: ['any_match(x array(T), condition function(T, boolean)) → boolean'],
    meaning: 'Whether any element meets a condition.',
    example: ['any_match(array[1, 3], e -> e > 2)', 'true'],
  },
  {
    signatures: ['all_match(x array(T), condition function(T, boolean)) → boolean'],
    meaning: 'Whether all elements meet a condition.',
    example: ['all_match(array[0, 1], e -> e > 0)', 'false'],
  },
  {
    signatures: ['none_match(x array(T), condition function(T, boolean)) → boolean'],
    meaning: 'Whether no element meets a condition.',
    example: ['none_match(array[1], e -> e > 2)', 'true'],
    note: 'Not on the pages of SLS; `not any_match(…)` always works.',
  },
  {
    signatures: ['zip_with(x array(T), y array(U), f function(T, U, R)) → array(R)'],
    meaning: 'What a lambda makes of the elements that have the same place in two arrays.',
    example: ['zip_with(array[1, 2], array[10, 20], (a, b) -> a + b)', '[11,22]'],
  },
]);
