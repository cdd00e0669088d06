/**
 * Scrolling over more rows than a browser can make an element high. The list has a true position (pixels of the whole
 * list) and the scrollbar a position on a track of bounded height. Small movements of the scrollbar (wheel, keys, touch)
 * move the list by as much; large ones (a dragged thumb) move it in proportion.
 */

/** Chromium and Firefox clamp elements well above this. */
export const MAX_TRACK = 8_000_000;

export interface ScrollFrame {
  readonly rows: number;
  readonly rowHeight: number;
  /** Height of what is seen at once. */
  readonly viewport: number;
}

export const listHeight = ({ rows, rowHeight }: ScrollFrame): number => rows * rowHeight;
export const trackHeight = (frame: ScrollFrame): number => Math.min(listHeight(frame), MAX_TRACK);
/** The true position at the end of the list. */
export const lastTop = (frame: ScrollFrame): number => Math.max(0, listHeight(frame) - frame.viewport);
export const clampTop = (frame: ScrollFrame, top: number): number => Math.min(Math.max(0, top), lastTop(frame));

const lastTrack = (frame: ScrollFrame): number => Math.max(0, trackHeight(frame) - frame.viewport);

/** Where the scrollbar stands for a true position. */
export function trackOf(frame: ScrollFrame, top: number): number {
  const last = lastTop(frame);
  return last === 0 ? 0 : (clampTop(frame, top) / last) * lastTrack(frame);
}

/** The true position after the scrollbar moved from one place on its track to another. */
export function scrolledTop(frame: ScrollFrame, top: number, trackBefore: number, trackNow: number): number {
  const last = lastTrack(frame);
  if (lastTop(frame) === last) return clampTop(frame, trackNow);
  if (trackNow <= 0) return 0;
  if (trackNow >= last) return lastTop(frame);
  const moved = trackNow - trackBefore;
  if (Math.abs(moved) <= 3 * frame.viewport) return clampTop(frame, top + moved);
  return (trackNow / last) * lastTop(frame);
}

/** The rows to draw at a true position: those that can be seen, and some before and after them. */
export function visibleRows(frame: ScrollFrame, top: number, around = 2): { readonly first: number; readonly end: number } {
  const first = Math.max(0, Math.floor(top / frame.rowHeight) - around);
  return { first, end: Math.min(frame.rows, Math.ceil((top + frame.viewport) / frame.rowHeight) + around) };
}

/** The true position nearest to `top` at which the row is seen whole. */
export function revealTop(frame: ScrollFrame, top: number, row: number): number {
  const start = row * frame.rowHeight;
  if (start < top) return start;
  if (start + frame.rowHeight > top + frame.viewport) return clampTop(frame, start + frame.rowHeight - frame.viewport);
  return top;
}
