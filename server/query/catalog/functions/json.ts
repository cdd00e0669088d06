import { functionsOf } from '../function-table.ts';

const CUT = 'SLS cuts long texts at 2 KB by default; members before the cut are found, later ones are NULL.';

/** Section 5.6 of the reference. Documents are texts; `json` is what `json_parse` and `json_extract` give. */
export const JSON_FUNCTIONS = functionsOf('json', [
  {
    signatures: ['json_parse(x varchar) → json'],
    meaning: 'A text as a JSON value, members of objects sorted by name.',
    example: ['json_format(json_parse(\'{"b": 1, "a": 2}\'))', '{"a":2,"b":1}'],
    note: 'A text that is no JSON is an error: `try(json_parse(…))` gives NULL.',
  },
  {
    signatures: ['json_format(x json) → varchar'],
    meaning: 'A JSON value as text.',
    example: ["json_format(json_parse('[1, 2]'))", '[1,2]'],
  },
  {
    signatures: ['json_extract(x varchar, path varchar) → json', 'json_extract(x json, path varchar) → json'],
    meaning: 'What stands at a path of a document, as JSON: a text keeps its quotes.',
    example: ['json_format(json_extract(\'{"kind":"Pod"}\', \'$.kind\'))', '"Pod"'],
    note: `NULL where the path leads nowhere; a JSON null is not NULL. ${CUT}`,
  },
  {
    signatures: ['json_extract_scalar(x varchar, path varchar) → varchar', 'json_extract_scalar(x json, path varchar) → varchar'],
    meaning: 'The text, number or boolean at a path of a document, as text.',
    example: ['json_extract_scalar(\'{"kind":"Pod"}\', \'$.kind\')', 'Pod'],
    note: `NULL for objects and arrays. Names with dots or dashes: \`$["a.b"]\`. ${CUT}`,
  },
  {
    signatures: ['json_extract_bool(x varchar, path varchar) → boolean', 'json_extract_bool(x json, path varchar) → boolean'],
    meaning: 'The boolean at a path of a document.',
    example: ["json_extract_bool('{\"a\":true}', '$.a')", 'true'],
    only: 'local',
  },
  {
    signatures: ['json_extract_long(x varchar, path varchar) → bigint', 'json_extract_long(x json, path varchar) → bigint'],
    meaning: 'The whole number at a path of a document.',
    example: ["json_extract_long('{\"a\":5}', '$.a')", '5'],
    only: 'local',
  },
  {
    signatures: ['json_extract_double(x varchar, path varchar) → double', 'json_extract_double(x json, path varchar) → double'],
    meaning: 'The number at a path of a document.',
    example: ["json_extract_double('{\"a\":5.5}', '$.a')", '5.5'],
    only: 'local',
  },
  {
    signatures: ['json_array_get(x varchar, i bigint) → json', 'json_array_get(x json, i bigint) → json'],
    meaning: 'An element of an array, counted from 0, or from the end when negative.',
    example: ['json_format(json_array_get(\'["203.0.113.7"]\', 0))', '203.0.113.7'],
    note: 'A text comes without its quotes. NULL where there is no such element.',
  },
  {
    signatures: ['json_array_length(x varchar) → bigint', 'json_array_length(x json) → bigint'],
    meaning: 'Number of elements of an array.',
    example: ["json_array_length('[1,2,3]')", '3'],
    note: 'NULL for what is no array.',
  },
  {
    signatures: ['varchar', 'json'].flatMap(x =>
      ['varchar', 'bigint', 'double', 'boolean'].map(value => `json_array_contains(x ${x}, value ${value}) → boolean`),
    ),
    meaning: 'Whether an array has an element.',
    example: ['json_array_contains(\'["a","b"]\', \'a\')', 'true'],
    note: 'Types count: `2` is not `"2"`.',
  },
  {
    signatures: ['json_size(x varchar, path varchar) → bigint', 'json_size(x json, path varchar) → bigint'],
    meaning: 'Number of members of the object or elements of the array at a path.',
    example: ['json_size(\'{"tags":["x"]}\', \'$.tags\')', '1'],
    note: '0 for a text, number or boolean; NULL where the path leads nowhere.',
  },
  {
    signatures: ['json_object_flatten(x varchar) → any'],
    meaning: 'The members of an object, those of inner objects under their dotted names.',
    only: 'sls',
  },
]);
