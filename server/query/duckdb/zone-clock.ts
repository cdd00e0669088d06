import { literal } from './sql-text.ts';
import { zoneOffset } from './zone-offset.ts';

/** A time zone as DuckDB reckons with it, and quickly where its offset did not change for decades. */
export interface ZoneClock {
  /** TIMESTAMP of the wall clock for Unix seconds, whole or not. */
  readonly wallOfSeconds: (seconds: string, whole: boolean) => string;
  /** TIMESTAMP of the wall clock for an instant, a TIMESTAMP in UTC. */
  readonly wall: (instant: string) => string;
  /** The instant, a TIMESTAMP in UTC, at which the wall clock shows a TIMESTAMP. */
  readonly instant: (wall: string) => string;
}

interface Steady {
  /** Seconds east of Greenwich. */
  readonly offset: number;
  /** Unix seconds between which it holds; everywhere where absent. */
  readonly between?: readonly [number, number];
}

/** Whether an IANA zone of that name is known. */
export function isZone(zone: string): boolean {
  return offsetsOf(zone) !== undefined;
}

export function zoneClock(zone: string): ZoneClock {
  const steady = steadyOffset(zone);
  const name = literal(zone);
  const slowWall = (instant: string) => `timezone(${name}, timezone('UTC', ${instant}))`;
  const slowInstant = (wall: string) => `timezone('UTC', timezone(${name}, ${wall}))`;
  const shifted = (time: string, seconds: number) => (seconds === 0 ? time : `(${time} + to_seconds(${seconds}))`);
  /** The quick way within the decades it was checked for. */
  const either = (time: string, seconds: number, slow: string): string => {
    if (!steady) return slow;
    if (!steady.between) return shifted(time, seconds);
    const [from, to] = steady.between.map(s => `make_timestamp(${s}000000)`);
    return `CASE WHEN ${time} BETWEEN ${from} AND ${to} THEN ${shifted(time, seconds)} ELSE ${slow} END`;
  };
  return {
    wall: instant => either(instant, steady?.offset ?? 0, slowWall(instant)),
    instant: wall => either(wall, -(steady?.offset ?? 0), slowInstant(wall)),
    wallOfSeconds: (seconds, whole) => {
      const micros = microsOf(seconds, whole);
      const slow = slowWall(`make_timestamp(${micros})`);
      if (!steady) return slow;
      const quick = steady.offset === 0 ? `make_timestamp(${micros})` : `make_timestamp(${micros} + ${steady.offset}000000)`;
      return steady.between
        ? `CASE WHEN ${seconds} BETWEEN ${steady.between[0]} AND ${steady.between[1]} THEN ${quick} ELSE ${slow} END`
        : quick;
    },
  };
}

/** Microseconds of Unix seconds; a fraction counts to the millisecond, as SLS keeps times. */
export const microsOf = (seconds: string, whole: boolean): string =>
  whole ? `(${seconds}) * 1000000` : `CAST(round((${seconds}) * 1000) AS BIGINT) * 1000`;

const DAY = 86400;
const FROM = Date.UTC(1996, 0, 1) / 1000;
const TO = Date.UTC(2038, 0, 1) / 1000;

/** What was found out of a zone, which never changes. */
const FOUND = new Map<string, Steady | undefined>();

function steadyOffset(zone: string): Steady | undefined {
  if (!FOUND.has(zone)) {
    const found = findSteadyOffset(zone);
    // names that are no zones are not kept
    if (isZone(zone)) FOUND.set(zone, found);
    return found;
  }
  return FOUND.get(zone);
}

/** The offset of a zone that kept it from 1996 to 2037; nothing where clocks were changed. */
function findSteadyOffset(zone: string): Steady | undefined {
  const offsetAt = offsetsOf(zone);
  if (!offsetAt) return undefined;
  const offset = offsetAt(FROM);
  if (/^(etc\/)?(utc|gmt|zulu|uct)$/i.test(zone)) return { offset: 0 };
  for (let at = FROM; at < TO; at += 10 * DAY) if (offsetAt(at) !== offset) return undefined;
  // local times near the ends belong to the other side for at most a day
  return { offset, between: [FROM + DAY, TO - DAY] };
}

/** Seconds that a zone is ahead of UTC at Unix seconds. */
function offsetsOf(zone: string): ((seconds: number) => number) | undefined {
  try {
    const offset = zoneOffset(zone);
    return seconds => offset(seconds * 1000) / 1000;
  } catch {
    return undefined;
  }
}
