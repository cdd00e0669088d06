import { functionsOf } from '../function-table.ts';

/** Section 5.16 of the reference: bytes, and hashes of them. */
export const BINARY_FUNCTIONS = functionsOf('binary', [
  { signatures: ['to_base64(x varbinary) → varchar'], meaning: 'Bytes in Base64.', example: ["to_base64(to_utf8('hello'))", 'aGVsbG8='] },
  {
    signatures: ['from_base64(x varchar) → varbinary'],
    meaning: 'The bytes of a text in Base64.',
    example: ["from_utf8(from_base64('aGVsbG8='))", 'hello'],
  },
  {
    signatures: ['to_base64url(x varbinary) → varchar'],
    meaning: 'Bytes in Base64 with the letters of URLs.',
    example: ["to_base64url(to_utf8('a?>'))", 'YT8-'],
  },
  {
    signatures: ['from_base64url(x varchar) → varbinary'],
    meaning: 'The bytes of a text in Base64 with the letters of URLs.',
    example: ["from_utf8(from_base64url('YT8-'))", 'a?>'],
  },
  { signatures: ['to_hex(x varbinary) → varchar'], meaning: 'Bytes as hexadecimal digits.', example: ["to_hex(to_utf8('abc'))", '616263'] },
  {
    signatures: ['from_hex(x varchar) → varbinary'],
    meaning: 'The bytes of hexadecimal digits.',
    example: ["length(from_hex('ff00'))", '2'],
  },
  {
    signatures: ['to_big_endian_64(x bigint) → varbinary'],
    meaning: 'A whole number as eight bytes, the highest first.',
    example: ['to_hex(to_big_endian_64(1))', '0000000000000001'],
  },
  {
    signatures: ['from_big_endian_64(x varbinary) → bigint'],
    meaning: 'The whole number of eight bytes, the highest first.',
    example: ["from_big_endian_64(from_hex('00000000000000ff'))", '255'],
  },
  {
    signatures: ['md5(x varbinary) → varbinary'],
    meaning: 'The MD5 hash of bytes.',
    example: ["to_hex(md5(to_utf8('abc')))", '900150983CD24FB0D6963F7D28E17F72'],
    note: 'Takes and gives bytes: `to_hex(md5(to_utf8(x)))`.',
  },
  {
    signatures: ['sha1(x varbinary) → varbinary'],
    meaning: 'The SHA-1 hash of bytes.',
    example: ["to_hex(sha1(to_utf8('abc')))", 'A9993E364706816ABA3E25717850C26C9CD0D89D'],
  },
  {
    signatures: ['sha256(x varbinary) → varbinary'],
    meaning: 'The SHA-256 hash of bytes.',
    example: ["length(sha256(to_utf8('abc')))", '32'],
  },
  {
    signatures: ['sha512(x varbinary) → varbinary'],
    meaning: 'The SHA-512 hash of bytes.',
    example: ["length(sha512(to_utf8('abc')))", '64'],
  },
  {
    signatures: ['xxhash64(x varbinary) → varbinary'],
    meaning: 'The xxHash64 hash of bytes.',
    example: ["to_hex(xxhash64(to_utf8('abc')))", '44BC2CF5AD770999'],
  },
  {
    signatures: ['base64_encode(x varchar) → varchar'],
    meaning: 'A text in Base64.',
    example: ["base64_encode('hello')", 'aGVsbG8='],
    only: 'local',
  },
  {
    signatures: ['base64_decode(x varchar) → varchar'],
    meaning: 'The text that is written in Base64.',
    example: ["base64_decode('aGVsbG8=')", 'hello'],
    only: 'local',
  },
]);
