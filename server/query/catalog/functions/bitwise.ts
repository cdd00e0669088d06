import { functionsOf } from '../function-table.ts';

/** Section 5.16 of the reference: bits of whole numbers. */
export const BITWISE_FUNCTIONS = functionsOf('bitwise', [
  {
    signatures: ['bitwise_and(x bigint, y bigint) → bigint'],
    meaning: 'Bits that are set in both numbers.',
    example: ['bitwise_and(12, 10)', '8'],
  },
  {
    signatures: ['bitwise_or(x bigint, y bigint) → bigint'],
    meaning: 'Bits that are set in either number.',
    example: ['bitwise_or(12, 10)', '14'],
  },
  {
    signatures: ['bitwise_xor(x bigint, y bigint) → bigint'],
    meaning: 'Bits that are set in one of the numbers only.',
    example: ['bitwise_xor(12, 10)', '6'],
  },
  { signatures: ['bitwise_not(x bigint) → bigint'], meaning: 'All bits turned.', example: ['bitwise_not(5)', '-6'] },
  {
    signatures: ['bitwise_left_shift(x bigint, n bigint) → bigint'],
    meaning: 'The bits moved up by n places.',
    example: ['bitwise_left_shift(1, 3)', '8'],
  },
  {
    signatures: ['bitwise_right_shift(x bigint, n bigint) → bigint'],
    meaning: 'The bits moved down by n places, with 0 from above.',
    example: ['bitwise_right_shift(8, 1)', '4'],
  },
  {
    signatures: ['bitwise_right_shift_arithmetic(x bigint, n bigint) → bigint'],
    meaning: 'The bits moved down by n places, with the sign from above.',
    example: ['bitwise_right_shift_arithmetic(-8, 1)', '-4'],
  },
  {
    signatures: ['bit_count(x bigint, bits bigint) → bigint'],
    meaning: 'Number of set bits of a number of so many bits.',
    example: ['bit_count(7, 64)', '3'],
  },
]);
