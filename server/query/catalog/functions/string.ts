import { functionsOf } from '../function-table.ts';

/** Section 5.3 of the reference. */
export const STRING_FUNCTIONS = functionsOf('string', [
  { signatures: ['chr(n bigint) → varchar'], meaning: 'The character of a Unicode code point.', example: ['chr(65)', 'A'] },
  {
    signatures: ['codepoint(x varchar) → bigint'],
    meaning: 'Unicode code point of a single character.',
    example: ["codepoint(cast('A' as varchar(1)))", '65'],
    note: 'Takes `varchar(1)` only: cast a longer text first.',
  },
  {
    signatures: ['concat(x varchar, …y varchar) → varchar', 'concat(x array(T), …y array(T)) → array(T)'],
    meaning: 'All texts, or all arrays, one behind the other.',
    example: ["concat('a', '/', 'b')", 'a/b'],
    note: 'NULL when any of them is NULL.',
  },
  {
    signatures: ['from_utf8(x varbinary, [replacement varchar]) → varchar', 'from_utf8(x varbinary, replacement bigint) → varchar'],
    meaning: 'Bytes as text; what is no UTF-8 becomes the replacement.',
    example: ["from_utf8(from_hex('616263'))", 'abc'],
  },
  {
    signatures: ['to_utf8(x varchar) → varbinary'],
    meaning: 'The bytes of a text in UTF-8.',
    example: ["to_hex(to_utf8('abc'))", '616263'],
  },
  {
    signatures: ['length(x varchar) → bigint', 'length(x varbinary) → bigint'],
    meaning: 'Number of characters (code points) of a text, or of bytes.',
    example: ["length('你好')", '2'],
  },
  { signatures: ['lower(x varchar) → varchar'], meaning: 'The text in small letters.', example: ["lower('GET')", 'get'] },
  { signatures: ['upper(x varchar) → varchar'], meaning: 'The text in capitals.', example: ["upper('get')", 'GET'] },
  {
    signatures: ['lpad(x varchar, length bigint, padding varchar) → varchar'],
    meaning: 'The text filled up at its beginning, or cut, to a length.',
    example: ["lpad('42', 5, '0')", '00042'],
  },
  {
    signatures: ['rpad(x varchar, length bigint, padding varchar) → varchar'],
    meaning: 'The text filled up at its end, or cut, to a length.',
    example: ["rpad('ab', 4, '.')", 'ab..'],
  },
  {
    signatures: ['trim(x varchar) → varchar'],
    meaning: 'The text without blanks, tabs and line ends at both ends.',
    example: ["trim('  a b ')", 'a b'],
  },
  { signatures: ['ltrim(x varchar) → varchar'], meaning: 'The text without blanks at its beginning.', example: ["ltrim('  a')", 'a'] },
  { signatures: ['rtrim(x varchar) → varchar'], meaning: 'The text without blanks at its end.', example: ["rtrim('a  ')", 'a'] },
  {
    signatures: ['replace(x varchar, search varchar, [replacement varchar]) → varchar'],
    meaning: 'The text with every occurrence of another one replaced, or taken out.',
    example: ["replace('a-b-c', '-', '/')", 'a/b/c'],
  },
  {
    signatures: ['reverse(x varchar) → varchar', 'reverse(x array(T)) → array(T)'],
    meaning: 'The characters of a text, or the elements of an array, from the last to the first.',
    example: ["reverse('abc')", 'cba'],
  },
  {
    signatures: ['split(x varchar, delimiter varchar, [limit bigint]) → array(varchar)'],
    meaning: 'The pieces between delimiters; with a limit the last piece keeps the rest.',
    example: ["split('system:node:n1', ':')", '["system","node","n1"]'],
  },
  {
    signatures: ['split_part(x varchar, delimiter varchar, n bigint) → varchar'],
    meaning: 'The n-th piece between delimiters, counted from 1.',
    example: ["split_part('a/b', '/', 2)", 'b'],
    note: 'NULL when there are fewer pieces; n below 1 is an error.',
  },
  {
    signatures: ['split_to_map(x varchar, entries varchar, keys varchar) → map(varchar, varchar)'],
    meaning: 'A map of the entries between the first delimiter, keys ending at the second.',
    example: ["split_to_map('a=1&b=2', '&', '=')", '{"a":"1","b":"2"}'],
    note: 'A key that occurs twice is an error.',
  },
  {
    signatures: ['starts_with(x varchar, beginning varchar) → boolean'],
    meaning: 'Whether a text begins with another.',
    example: ["starts_with('system:node', 'sys')", 'true'],
    note: "Not on the pages of SLS; `x like 'sys%'` always works.",
  },
  {
    signatures: ['strpos(x varchar, search varchar) → bigint'],
    meaning: 'Where a text occurs first in another, counted from 1; 0 when it does not.',
    example: ["strpos('kubernetes', 'net')", '6'],
  },
  {
    signatures: ['position(search varchar, x varchar) → bigint'],
    meaning: 'Where a text occurs first in another, counted from 1; 0 when it does not. Written `position(search in x)`.',
    example: ["position('ber' in 'kubernetes')", '3'],
  },
  {
    signatures: ['substr(x varchar, start bigint, [length bigint]) → varchar'],
    meaning: 'The text from a place on, counted from 1, or from the end when negative.',
    example: ["substr('hello', 2, 3)", 'ell'],
    note: 'Start 0, and a start before the first character, give an empty text.',
  },
  {
    signatures: ['substring(x varchar, start bigint, [length bigint]) → varchar'],
    meaning: 'The same as `substr`.',
    example: ["substring('hello', -2)", 'lo'],
  },
  {
    signatures: ['levenshtein_distance(x varchar, y varchar) → bigint'],
    meaning: 'How many characters must be put in, taken out or changed to make one text of the other.',
    example: ["levenshtein_distance('kitten', 'sitting')", '3'],
  },
  {
    signatures: ['hamming_distance(x varchar, y varchar) → bigint'],
    meaning: 'In how many places two texts of the same length differ.',
    example: ["hamming_distance('karolin', 'kathrin')", '3'],
    note: 'Texts of different lengths are an error.',
  },
  {
    signatures: ['normalize(x varchar, [form varchar]) → varchar'],
    meaning: 'The text in a normal form of Unicode, NFC unless another is named.',
    example: ["length(normalize('e\u0301'))", '1'],
  },
]);
