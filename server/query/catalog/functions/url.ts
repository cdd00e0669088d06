import { functionsOf } from '../function-table.ts';

/** Section 5.13 of the reference. */
export const URL_FUNCTIONS = functionsOf('url', [
  {
    signatures: ['url_extract_parameter(url varchar, name varchar) → varchar'],
    meaning: 'The value of a parameter in the query of a URL, decoded; of repeated ones the first.',
    example: ["url_extract_parameter('/api/v1/pods?watch=1', 'watch')", '1'],
    note: 'Takes a path alone, like `requestURI`, too.',
  },
  {
    signatures: ['url_extract_host(url varchar) → varchar'],
    meaning: 'The host of a URL.',
    example: ["url_extract_host('https://example.com:8443/a')", 'example.com'],
  },
  {
    signatures: ['url_extract_port(url varchar) → bigint'],
    meaning: 'The port of a URL, NULL when it names none.',
    example: ["url_extract_port('https://example.com:8443/a')", '8443'],
  },
  {
    signatures: ['url_extract_protocol(url varchar) → varchar'],
    meaning: 'The protocol of a URL.',
    example: ["url_extract_protocol('https://example.com/a')", 'https'],
  },
  {
    signatures: ['url_extract_path(url varchar) → varchar'],
    meaning: 'The path of a URL.',
    example: ["url_extract_path('/api/v1/pods?watch=1')", '/api/v1/pods'],
  },
  {
    signatures: ['url_extract_query(url varchar) → varchar'],
    meaning: 'What stands behind the `?` of a URL.',
    example: ["url_extract_query('/api/v1/pods?watch=1')", 'watch=1'],
  },
  {
    signatures: ['url_extract_fragment(url varchar) → varchar'],
    meaning: 'What stands behind the `#` of a URL.',
    example: ["url_extract_fragment('https://example.com/a#b')", 'b'],
  },
  {
    signatures: ['url_encode(x varchar) → varchar'],
    meaning: 'A text as it may stand in the query of a URL; a blank becomes `+`.',
    example: ["url_encode('a b/c')", 'a+b%2Fc'],
  },
  {
    signatures: ['url_decode(x varchar) → varchar'],
    meaning: 'The text that was encoded for a URL; `+` becomes a blank.',
    example: ["url_decode('a+b%20c')", 'a b c'],
  },
]);
