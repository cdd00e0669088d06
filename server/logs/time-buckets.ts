import type { TimeBucket } from '../protocol/log.ts';
import type { Zone } from '../query/duckdb/zone-offset.ts';
import { type OffsetStep, offsetSteps, printLocal } from './zone-time.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that people divide time by; neighbours differ by at most 2.5, so a trend has between 48 and 120 buckets. */
const WIDTHS: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map(n => n * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(n => n * MINUTE),
  ...[1, 2, 4, 6, 12].map(n => n * HOUR),
  ...[1, 2, 4, 7, 14, 28, 56, 112, 224, 448].map(n => n * DAY),
];

const MOST = 120;

/** The equal parts of a range, in a zone's local time. */
export interface Buckets {
  readonly width: number;
  readonly steps: readonly OffsetStep[];
  readonly list: readonly TimeBucket[];
}

/** Divides `[from, to)` (Unix milliseconds) into buckets that start at whole local times. An empty range has none. */
export function divideTime(from: number, to: number, zone: Zone): Buckets {
  if (!(to > from)) return { width: SECOND, steps: [{ from, offset: 0 }], list: [] };
  const fits = (width: number) => (to - from) / width <= MOST;
  const width = WIDTHS.find(fits) ?? Math.ceil((to - from) / MOST / DAY) * DAY;
  const steps = offsetSteps(zone, from - width, to + width);
  const first = Math.floor((from + zone.offsetAt(from)) / width) * width;
  const last = to - 1 + zone.offsetAt(to - 1);
  const list: TimeBucket[] = [];
  for (let local = first; local <= last; local += width) {
    list.push({ time: printLocal(local, true), from: instantOf(local, steps), to: instantOf(local + width, steps) });
  }
  return { width, steps, list };
}

/** The first Unix time at which a clock with these offsets shows a local time; within a gap the time after it. */
function instantOf(local: number, steps: readonly OffsetStep[]): number {
  for (const [i, { from, offset }] of steps.entries()) {
    const instant = local - offset;
    const next = steps[i + 1];
    if (next === undefined || instant < next.from) return i === 0 ? instant : Math.max(from, instant);
  }
  return local;
}

/**
 * The start of an event's bucket as an expression of the query language: seconds of local time, counted as if the zone were UTC, so that
 * `from_unixtime(…, 'UTC')` prints it.
 */
export function bucketExpression({ width, steps, list }: Buckets): string {
  const first = steps[0]!.offset / SECOND;
  const cases = steps.slice(1).map(step => `when __time__ >= ${Math.ceil(step.from / SECOND)} then ${step.offset / SECOND}`);
  const offset = cases.length === 0 ? String(first) : `case ${cases.reverse().join(' ')} else ${first} end`;
  const local = offset === '0' ? '__time__' : `(__time__ + ${offset})`;
  const part = `${local} % ${width / SECOND}`;
  // before 1970 a remainder is negative
  return `${local} - ${(list[0]?.from ?? 0) < 0 ? `(${part} + ${width / SECOND}) % ${width / SECOND}` : part}`;
}
