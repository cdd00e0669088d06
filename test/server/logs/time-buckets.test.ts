import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { divideTime } from '../../../server/logs/time-buckets.ts';
import { printTime } from '../../../server/logs/zone-time.ts';
import { openZone } from '../../../server/query/duckdb/zone-offset.ts';

const HOUR = 3_600_000;
const at = (text: string) => Date.parse(text);

test('buckets start at whole local times', () => {
  const shanghai = divideTime(at('2026-01-01T03:10:00Z'), at('2026-01-08T03:10:00Z'), openZone('Asia/Shanghai'));
  assert.equal(shanghai.width, 2 * HOUR);
  assert.deepEqual(shanghai.list[0], { time: '2026-01-01 10:00:00', from: at('2026-01-01T02:00:00Z'), to: at('2026-01-01T04:00:00Z') });
  const kathmandu = divideTime(at('2026-01-01T00:00:00Z'), at('2026-03-01T00:00:00Z'), openZone('Asia/Kathmandu'));
  assert.equal(kathmandu.width, 12 * HOUR);
  assert.equal(kathmandu.list[0]!.time, '2026-01-01 00:00:00');
  assert.equal(kathmandu.list[0]!.from, at('2025-12-31T18:15:00Z'));
});

test('days of a zone that changes its clock are 23 or 25 hours long', () => {
  const berlin = openZone('Europe/Berlin');
  const { width, list } = divideTime(at('2026-02-01T00:00:00Z'), at('2026-05-20T00:00:00Z'), berlin);
  assert.equal(width, 24 * HOUR);
  const hours = new Map(list.map(b => [b.time.slice(0, 10), (b.to - b.from) / HOUR]));
  assert.deepEqual([hours.get('2026-03-28'), hours.get('2026-03-29'), hours.get('2026-03-30')], [24, 23, 24]);
  assert.ok(list.every(b => b.time.endsWith(' 00:00:00')));
  const autumn = divideTime(at('2026-09-01T00:00:00Z'), at('2026-11-30T00:00:00Z'), berlin).list;
  const october = autumn.find(b => b.time.startsWith('2026-10-25'))!;
  assert.equal((october.to - october.from) / HOUR, 25);
});

test('any range: 30 to 121 buckets (fewer within seconds) without gaps that hold it whole', () => {
  const zones = ['UTC', 'Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kathmandu'].map(openZone);
  fc.assert(
    fc.property(
      fc.integer({ min: at('1995-01-01'), max: at('2040-01-01') }),
      fc.integer({ min: 1, max: 4e11 }),
      fc.constantFrom(...zones),
      (from, length, zone) => {
        const { list } = divideTime(from, from + length, zone);
        assert.ok(list.length <= 122 && (list.length >= 30 || length < 60_000), `${list.length} buckets`);
        assert.ok(list[0]!.from <= from && list.at(-1)!.to >= from + length);
        for (const [i, b] of list.entries()) {
          assert.equal(printTime(b.from, zone).slice(0, 19) >= b.time, true);
          if (i > 0) assert.equal(b.from, list[i - 1]!.to);
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('a log of one moment has one bucket, an empty one none', () => {
  assert.equal(divideTime(1000, 1001, openZone('UTC')).list.length, 1);
  assert.deepEqual(divideTime(5, 5, openZone('UTC')).list, []);
});
