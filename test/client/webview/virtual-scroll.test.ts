import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  clampTop,
  lastTop,
  listHeight,
  MAX_TRACK,
  revealTop,
  type ScrollFrame,
  scrolledTop,
  trackHeight,
  trackOf,
  visibleRows,
} from '../../../client/webview/shared/virtual-scroll.ts';

const frames = fc.record({
  rows: fc.integer({ min: 0, max: 50_000_000 }),
  rowHeight: fc.constant(22),
  viewport: fc.integer({ min: 22, max: 2000 }),
});
const HALF_A_MILLION: ScrollFrame = { rows: 500_000, rowHeight: 22, viewport: 600 };

test('a list that fits a browser scrolls as any other', () => {
  const frame = { rows: 1000, rowHeight: 22, viewport: 600 };
  assert.equal(trackHeight(frame), 22_000);
  assert.equal(scrolledTop(frame, 0, 0, 12_345), 12_345);
  assert.equal(trackOf(frame, 12_345), 12_345);
});

test('a list beyond the limit of browsers keeps its track bounded and reaches both ends', () => {
  assert.equal(trackHeight(HALF_A_MILLION), MAX_TRACK);
  const end = MAX_TRACK - 600;
  assert.equal(scrolledTop(HALF_A_MILLION, 100_000, 1000, 0), 0);
  assert.equal(scrolledTop(HALF_A_MILLION, 100_000, 1000, end), lastTop(HALF_A_MILLION));
  assert.equal(visibleRows(HALF_A_MILLION, lastTop(HALF_A_MILLION)).end, 500_000);
});

test('the wheel moves by as much as it says, a dragged thumb in proportion', () => {
  const top = scrolledTop(HALF_A_MILLION, 5_000_000, 3_600_000, 3_600_120);
  assert.equal(top, 5_000_120);
  const dragged = scrolledTop(HALF_A_MILLION, 0, 0, MAX_TRACK / 2);
  assert.ok(Math.abs(dragged - listHeight(HALF_A_MILLION) / 2) < 1000);
});

test('whatever the size: positions stay inside, the track answers the position, a revealed row is seen', () => {
  fc.assert(
    fc.property(frames, fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(), (frame, share, pick) => {
      const top = clampTop(frame, share * listHeight(frame));
      assert.ok(top >= 0 && top <= lastTop(frame));
      const track = trackOf(frame, top);
      assert.ok(track >= 0 && track <= Math.max(0, trackHeight(frame) - frame.viewport));
      const { first, end } = visibleRows(frame, top);
      assert.ok(first >= 0 && end <= frame.rows && end - first <= frame.viewport / 22 + 6);
      if (frame.rows === 0) return;
      const row = pick % frame.rows;
      const revealed = revealTop(frame, top, row);
      assert.ok(row * 22 >= revealed && (row + 1) * 22 <= revealed + Math.max(frame.viewport, 22));
    }),
  );
});
