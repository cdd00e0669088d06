import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sqlFunctions } from '../../../../../server/query/duckdb/functions/all-functions.ts';
import { javaDouble } from '../../../../../server/query/duckdb/functions/java-double.ts';
import { numericHistogram } from '../../../../../server/query/duckdb/functions/numeric-histogram.ts';
import { readIso } from '../../../../../server/query/duckdb/functions/time-functions.ts';
import { xxhash64 } from '../../../../../server/query/duckdb/functions/xxhash64.ts';

const FUNCTIONS = new Map(
  sqlFunctions({
    country: address => (address === '8.8.8.8' ? 'US' : null),
    listed: (kind, value) => kind === 'ip' && value === '203.0.113.7',
  }).map(f => [f.name, f.call as unknown as (...args: readonly unknown[]) => unknown]),
);
const call = (name: string, ...args: readonly unknown[]): unknown => FUNCTIONS.get(`sls_${name}`)!(...args);

test('every function has a name of its own', () => {
  assert.equal(FUNCTIONS.size, sqlFunctions().length);
});

test('doubles are written as Java writes them', () => {
  const texts = [
    [1.5, '1.5'],
    [100, '100.0'],
    [1e7, '1.0E7'],
    [12345678.9, '1.23456789E7'],
    [0.001, '0.001'],
    [0.0001, '1.0E-4'],
    [-0, '-0.0'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-Infinity'],
    [1e300, '1.0E300'],
  ] as const;
  for (const [value, text] of texts) assert.equal(javaDouble(value), text);
});

test('parts of URLs are those of java.net.URI, and what is none has none', () => {
  const part = (text: string, name: string) => call('url_part', text, name);
  const url = 'https://u@example.com:8443/api%20v1/x?command=sh&tty=true#frag';
  assert.deepEqual(
    ['protocol', 'host', 'port', 'path', 'query', 'fragment'].map(name => part(url, name)),
    ['https', 'example.com', '8443', '/api v1/x', 'command=sh&tty=true', 'frag'],
  );
  for (const text of ['not a url', 'a|b', '/x"y', '/x%zz', '/a#b#c']) assert.equal(part(text, 'path'), null, text);
  assert.equal(call('url_parameter', '/x?a=1&b=%E4%BD%A0&b=2', 'b'), '你');
  assert.equal(call('url_parameter', '/x', 'b'), null);
  assert.equal(call('url_encode', 'a b/c*~ü'), 'a+b%2Fc*%7E%C3%BC');
  assert.throws(() => call('url_decode', '%zz'), /percent/);
});

test('times of ISO 8601 keep their zone', () => {
  const shown = (text: string, zone = 'UTC') => {
    const { wall, offset } = readIso(text, zone);
    return [new Date(wall).toISOString(), offset / 60_000];
  };
  assert.deepEqual(shown('2026-01-01T08:00:00.123456Z'), ['2026-01-01T08:00:00.123Z', 0]);
  assert.deepEqual(shown('2026-01-01T08:00:00+08:00'), ['2026-01-01T08:00:00.000Z', 480]);
  assert.deepEqual(shown('2026-07-01T08:00', 'America/New_York'), ['2026-07-01T08:00:00.000Z', -240]);
  assert.deepEqual(shown('2026-01-01', 'America/New_York'), ['2026-01-01T00:00:00.000Z', -300]);
  assert.deepEqual(shown('2026-W01-4'), ['2026-01-01T00:00:00.000Z', 0]);
  assert.deepEqual(shown('2024-060'), ['2024-02-29T00:00:00.000Z', 0]);
  for (const text of ['2026-02-30', '2026-01-01 08:00:00', 'x', '2026-01-01T25:00']) assert.throws(() => readIso(text, 'UTC'), /.+/, text);
});

test('bits, bases and buckets', () => {
  assert.equal(call('shift_left', -1n, 3n), -8n);
  assert.equal(call('shift_right', -1n, 60n), 15n);
  assert.equal(call('shift_right_signed', -8n, 1n), -4n);
  assert.equal(call('bit_count', -1n, 8n), 8n);
  assert.throws(() => call('bit_count', 300n, 8n), /does not fit/);
  assert.equal(call('from_base', '-12', 8n), -10n);
  assert.throws(() => call('from_base', '9', 8n), /base 8/);
  assert.deepEqual(
    [-1, 0, 5, 9.99, 10].map(x => call('width_bucket', x, 0, 10, 5n)),
    [0n, 1n, 3n, 5n, 6n],
  );
});

test('xxHash gives the published digests', () => {
  const hash = (text: string) => BigInt.asUintN(64, xxhash64(Buffer.from(text))).toString(16);
  assert.equal(hash(''), 'ef46db3751d8e999');
  assert.equal(hash('abc'), '44bc2cf5ad770999');
});

test('a histogram of few values has them all, of many no more buckets than asked for', () => {
  assert.deepEqual(numericHistogram([1, 2, 2], 10), [
    { centre: 1, weight: 1 },
    { centre: 2, weight: 2 },
  ]);
  const many = numericHistogram(
    Array.from({ length: 10_000 }, (_, i) => i),
    5,
  );
  assert.equal(many.length, 5);
  assert.equal(
    many.reduce((sum, b) => sum + b.weight, 0),
    10_000,
  );
});

test('places and lists are those that the user gave', () => {
  assert.equal(call('ip_to_country_code', '8.8.8.8'), 'US');
  assert.equal(call('ip_to_country', '8.8.8.8', 'en'), 'United States');
  assert.equal(call('ip_to_country', '8.8.8.8', ''), '美国');
  assert.equal(call('ip_to_country', '10.0.0.1', ''), null);
  assert.equal(call('ip_to_domain', '["10.0.0.1"]'), null);
  assert.equal(call('security_check_ip', '203.0.113.7'), 1n);
  assert.equal(call('security_check_domain', 'example.com'), 0n);
});

test('what would take too long is refused', () => {
  assert.throws(() => call('levenshtein', 'a'.repeat(2000), 'b'.repeat(2000)), /too long/);
});
