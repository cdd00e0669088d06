import { functionsOf } from '../function-table.ts';

/** Section 5.9 of the reference. */
export const MAP_FUNCTIONS = functionsOf('map', [
  {
    signatures: ['map() → map(K, V)', 'map(keys array(K), values array(V)) → map(K, V)'],
    meaning: 'A map of keys and values that have the same place in two arrays.',
    example: ["map(array['a', 'b'], array[1, 2])", '{"a":1,"b":2}'],
    note: '`m[key]` of a key that is not there is an error; `element_at(m, key)` gives NULL.',
  },
  {
    signatures: ['map_keys(x map(K, V)) → array(K)'],
    meaning: 'The keys of a map.',
    example: ["map_keys(map(array['a'], array[1]))", '["a"]'],
  },
  {
    signatures: ['map_values(x map(K, V)) → array(V)'],
    meaning: 'The values of a map.',
    example: ["map_values(map(array['a'], array[1]))", '[1]'],
  },
  {
    signatures: ['map_entries(x map(K, V)) → array(row(K, V))'],
    meaning: 'The entries of a map as rows.',
    example: ["map_entries(map(array['a'], array[1]))", '[["a",1]]'],
  },
  {
    signatures: ['map_from_entries(x array(row(K, V))) → map(K, V)'],
    meaning: 'A map of rows of a key and a value.',
    example: ["map_from_entries(array[('a', 1)])", '{"a":1}'],
  },
  {
    signatures: ['map_concat(x map(K, V), …y map(K, V)) → map(K, V)'],
    meaning: 'All entries in one map; of a key that occurs several times the last value counts.',
    example: ["map_concat(map(array['a'], array[1]), map(array['a'], array[9]))", '{"a":9}'],
  },
  {
    signatures: ['map_filter(x map(K, V), condition function(K, V, boolean)) → map(K, V)'],
    meaning: 'The entries that meet a condition.',
    example: ["map_filter(map(array['a', 'b'], array[1, 2]), (k, v) -> v > 1)", '{"b":2}'],
  },
  {
    signatures: ['transform_keys(x map(K, V), f function(K, V, R)) → map(R, V)'],
    meaning: 'The map with keys that a lambda makes of each entry.',
    example: ["transform_keys(map(array['a'], array[1]), (k, v) -> upper(k))", '{"A":1}'],
  },
  {
    signatures: ['transform_values(x map(K, V), f function(K, V, R)) → map(K, R)'],
    meaning: 'The map with values that a lambda makes of each entry.',
    example: ["transform_values(map(array['a'], array[1]), (k, v) -> v + 1)", '{"a":2}'],
  },
]);
