import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openZone } from '../../../../server/query/duckdb/zone-offset.ts';

const at = (zone: string, time: string) => openZone(zone).offsetAt(Date.parse(time)) / 1000;

test('how far a zone is ahead of UTC, winter and summer, also by seconds and within the quarter of an hour in which it changes', () => {
  assert.deepEqual(
    ['2026-03-29T00:59:59.999Z', '2026-03-29T01:00:00Z'].map(time => at('Europe/Berlin', time)),
    [3600, 7200],
  );
  assert.deepEqual(
    // Shanghai kept the time of its meridian, 8:05:43 ahead, until 1901
    ['1900-12-31T15:54:16Z', '1900-12-31T15:54:17Z'].map(time => at('Asia/Shanghai', time)),
    [29143, 28800],
  );
  assert.throws(() => openZone('Mars/Olympus'), RangeError);
});
