import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { cellText, columnTitle } from '../../../../server/reports/charts/cell-text.ts';
import { cutMiddle } from '../../../../server/reports/charts/cut-middle.ts';
import { filterText } from '../../../../server/reports/charts/field-names.ts';
import { missingFields } from '../../../../server/reports/charts/missing-fields.ts';
import { byteSize, exactNumber, shareText, shortNumber } from '../../../../server/reports/charts/number-text.ts';
import { isTimeZone, readTime, timeCell, zonedTime } from '../../../../server/reports/charts/time-text.ts';
import { visibleText } from '../../../../server/reports/charts/visible-text.ts';

test('numbers, sizes and shares read as look.md wants them', () => {
  assert.deepEqual([0, 999, 12_345, 999_999].map(shortNumber), ['0', '999', '12,345', '999,999']);
  assert.deepEqual([1_234_567, 999_990_000, 999_999_999].map(shortNumber), ['1.23 M', '999.99 M', '1.00 G']);
  assert.equal(exactNumber(1_234_567), '1,234,567');
  assert.deepEqual([0, 999, 1000, 1_500_000, 999_600, 7e8, 2e12].map(byteSize), [
    '0 B',
    '999 B',
    '1.0 kB',
    '1.5 MB',
    '1.0 MB',
    '700 MB',
    '2.0 TB',
  ]);
  assert.deepEqual([shareText(1, 3), shareText(0, 3), shareText(0, 0), shareText(1, 100_000)], ['33.3 %', '0 %', '0 %', '< 0.1 %']);
});

test('times print in the zone, and what is printed can be read again', () => {
  assert.equal(zonedTime(Date.UTC(2026, 0, 1, 0, 0, 5), 'Asia/Shanghai'), '2026-01-01 08:00:05');
  assert.equal(zonedTime(Date.UTC(2026, 0, 1), 'UTC'), '2026-01-01 00:00:00');
  assert.equal(timeCell('2026-01-01T00:00:05.123456Z', 'Asia/Shanghai'), '2026-01-01 08:00:05');
  assert.equal(timeCell('2026-01-01 08:00:05.123', 'Asia/Shanghai'), '2026-01-01 08:00:05');
  assert.equal(timeCell('yesterday', 'UTC'), 'yesterday');
  const zones = ['UTC', 'Asia/Shanghai', 'Europe/Berlin', 'America/St_Johns', 'Pacific/Chatham', 'Australia/Lord_Howe'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4e9 }), fc.constantFrom(...zones), (seconds, zone) => {
      const text = zonedTime(seconds * 1000, zone);
      const again = readTime(text, zone);
      // an hour that happens twice is read as its first occurrence
      return again !== null && zonedTime(again, zone) === text && again <= seconds * 1000;
    }),
  );
});

test('what a person types as a time is read, and nothing else', () => {
  assert.equal(readTime('2026-01-01', 'Asia/Shanghai'), Date.UTC(2025, 11, 31, 16));
  assert.equal(readTime(' 2026-01-01 08:00 ', 'Asia/Shanghai'), Date.UTC(2026, 0, 1));
  assert.equal(readTime('2026-01-01T08:00:05.5', 'UTC'), Date.UTC(2026, 0, 1, 8, 0, 5, 500));
  assert.equal(readTime('2026-01-01T08:00:05+02:00', 'UTC'), Date.UTC(2026, 0, 1, 6, 0, 5));
  for (const wrong of ['', 'now', '2026-13-01', '2026-02-30', '2026-01-01 25:00', '01.01.2026'])
    assert.equal(readTime(wrong, 'UTC'), null, wrong);
  // Berlin skips 02:00 to 03:00 on 29 March 2026
  assert.equal(zonedTime(readTime('2026-03-29 02:30', 'Europe/Berlin')!, 'Europe/Berlin'), '2026-03-29 03:30:00');
  assert.equal(isTimeZone('Asia/Shanghai'), true);
  assert.equal(isTimeZone('Mars/Olympus'), false);
});

test('long texts are cut in the middle without tearing characters', () => {
  assert.equal(cutMiddle('short', 10), 'short');
  assert.equal(cutMiddle('system:serviceaccount:ci:robot', 13), 'system…:robot');
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 3, max: 20 }), (text, limit) => {
      const cut = cutMiddle(text, limit);
      assert.ok(Array.from(cut).length <= Math.max(limit, Array.from(text).length));
      assert.ok(cut === text || (Array.from(cut).length === limit && !/\p{Cs}/u.test(cut)));
    }),
  );
});

test('control and direction characters of a log are seen, not obeyed', () => {
  assert.equal(visibleText('a\u0000b\u001b[31m\u202edeliver'), 'a\\x00b\\x1b[31m\\u202edeliver');
  assert.equal(visibleText('plain ümlaut 名'), 'plain ümlaut 名');
});

test('cells, columns and conditions are named for people', () => {
  assert.deepEqual(['auditID', 'requestURI', 'userAgent', 'requests', 'user.username'].map(columnTitle), [
    'Audit ID',
    'Request URI',
    'User agent',
    'Requests',
    'User username',
  ]);
  assert.equal(cellText(12_345, { name: 'requests', type: 'bigint' }), '12,345');
  assert.equal(cellText(1403, { name: 'code', type: 'bigint' }), '1403');
  assert.equal(cellText('DE', { name: 'country', type: 'varchar' }), 'Germany');
  assert.equal(cellText('2026-01-01 08:00:05.123', { name: 'time', type: 'timestamp' }), '2026-01-01 08:00:05');
  assert.equal(filterText({ field: 'user', value: 'alice', exclude: true }), 'user: not alice');
  assert.equal(filterText({ field: 'namespace', value: '' }), 'namespace: (none)');
});

test('a panel tells which fields its query misses in the log, by whole names', () => {
  const panel = {
    id: 'x',
    title: 'x',
    kind: 'table',
    description: '',
    query: 'SELECT verb, "objectRef.name" FROM log',
    empty: '',
  } as const;
  const summary = { missingFields: ['objectRef.name', 'objectRef', 'name', 'verb', 'ver', 'user.username'] };
  assert.deepEqual(missingFields(panel, summary as never), ['objectRef.name', 'verb']);
});
