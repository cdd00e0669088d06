import { javaDouble } from './java-double.ts';
import { numericHistogram } from './numeric-histogram.ts';
import { type SqlFunction, sqlFunction } from './sql-function.ts';

const signed = (value: bigint): bigint => BigInt.asIntN(64, value);
const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);

export const NUMBER_FUNCTIONS: readonly SqlFunction[] = [
  // DuckDB's is off by the last digit: 3.0000000000000004 of 27
  sqlFunction('sls_cbrt', ['DOUBLE'], 'DOUBLE', Math.cbrt),
  sqlFunction('sls_double_text', ['DOUBLE'], 'VARCHAR', javaDouble),
  sqlFunction('sls_shift_left', ['BIGINT', 'BIGINT'], 'BIGINT', (value, by) => (by >= 64n || by < 0n ? 0n : signed(value << by))),
  sqlFunction('sls_shift_right', ['BIGINT', 'BIGINT'], 'BIGINT', (value, by) =>
    by >= 64n || by < 0n ? 0n : signed(unsigned(value) >> by),
  ),
  sqlFunction('sls_shift_right_signed', ['BIGINT', 'BIGINT'], 'BIGINT', (value, by) => value >> (by >= 64n || by < 0n ? 63n : by)),
  sqlFunction('sls_bit_count', ['BIGINT', 'BIGINT'], 'BIGINT', (value, bits) => {
    if (bits < 2n || bits > 64n) throw new Error('The bits of bit_count go from 2 to 64.');
    if (BigInt.asIntN(Number(bits), value) !== value) throw new Error(`${value} does not fit into ${bits} bits.`);
    return BigInt(BigInt.asUintN(Number(bits), value).toString(2).replaceAll('0', '').length);
  }),
  sqlFunction('sls_from_base', ['VARCHAR', 'BIGINT'], 'BIGINT', (text, base) => {
    const radix = Number(base);
    if (radix < 2 || radix > 36) throw new Error('A base goes from 2 to 36.');
    const [, sign, digits = ''] = /^([+-]?)(\w+)$/.exec(text) ?? [];
    let value = 0n;
    for (const digit of digits.toLowerCase()) {
      const worth = '0123456789abcdefghijklmnopqrstuvwxyz'.indexOf(digit);
      if (worth < 0 || worth >= radix) throw new Error(`'${text}' is no number of base ${radix}.`);
      value = value * base + BigInt(worth);
    }
    const result = sign === '-' ? -value : value;
    if (digits === '' || signed(result) !== result) throw new Error(`'${text}' is no number of base ${radix} within bigint.`);
    return result;
  }),
  sqlFunction('sls_width_bucket', ['DOUBLE', 'DOUBLE', 'DOUBLE', 'BIGINT'], 'BIGINT', (x, low, high, buckets) => {
    if (buckets <= 0n || low === high) throw new Error('width_bucket needs at least one bucket between different bounds.');
    const count = Number(buckets);
    const [from, to] = low < high ? [low, high] : [high, low];
    const rising = x < from ? 0 : x >= to ? count + 1 : Math.floor((count * (x - from)) / (to - from)) + 1;
    return BigInt(low < high ? rising : count - rising + 1);
  }),
  sqlFunction('sls_cosine', ['VARCHAR[]', 'DOUBLE[]', 'VARCHAR[]', 'DOUBLE[]'], 'DOUBLE', (keysA, a, keysB, b) => {
    const other = new Map(keysB.map((key, i) => [key, b[i] ?? 0]));
    const norm = (values: readonly (number | null)[]) => Math.sqrt(values.reduce<number>((sum, v) => sum + (v ?? 0) ** 2, 0));
    const size = norm(a) * norm(b);
    return size === 0 ? null : keysA.reduce((sum, key, i) => sum + (a[i] ?? 0) * (other.get(key) ?? 0), 0) / size;
  }),
  sqlFunction('sls_numeric_histogram', ['DOUBLE[]', 'BIGINT'], 'DOUBLE[]', (values, buckets) => {
    const histogram = numericHistogram(
      values.filter(v => v !== null),
      Number(buckets),
    );
    return [...histogram.map(b => b.centre), ...histogram.map(b => b.weight)];
  }),
  sqlFunction('sls_weighted_percentile', ['DOUBLE[]', 'DOUBLE[]', 'DOUBLE'], 'DOUBLE', (values, weights, share) => {
    const sorted = values.map((v, i) => [v ?? 0, weights[i] ?? 0] as const).sort(([a], [b]) => a - b);
    const wanted = share * sorted.reduce((sum, [, weight]) => sum + weight, 0);
    let seen = 0;
    for (const [value, weight] of sorted) {
      seen += weight;
      if (seen >= wanted) return value;
    }
    return sorted.at(-1)?.[0] ?? null;
  }),
];
