import type { CallEmitter } from '../call-site.ts';
import { callFunction } from '../emission.ts';
import { registered } from './same-arguments.ts';

const operator =
  (sign: string): CallEmitter =>
  site =>
    `(${site.arg(0)} ${sign} ${site.arg(1)})`;

export const BITS: Readonly<Record<string, CallEmitter>> = {
  bitwise_and: operator('&'),
  bitwise_or: operator('|'),
  bitwise_xor: site => `xor(${site.arg(0)}, ${site.arg(1)})`,
  bitwise_not: site => `(~${site.arg(0)})`,
  bitwise_left_shift: registered('sls_shift_left'),
  bitwise_right_shift: registered('sls_shift_right'),
  bitwise_right_shift_arithmetic: registered('sls_shift_right_signed'),
  bit_count: site =>
    site.count === 1 ? `CAST(bit_count(${site.arg(0)}) AS BIGINT)` : callFunction(site.e, 'sls_bit_count', ...site.args()),
};
