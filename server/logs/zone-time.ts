const MINUTE = 60_000;
const DAY = 86_400_000;

/** A time zone as a clock: how far its local time is ahead of UTC. */
export interface Zone {
  readonly name: string;
  /** Milliseconds to add to a Unix time to get local time. */
  offsetAt(time: number): number;
}

/** Throws `RangeError` where the zone is not known. */
export function openZone(name: string): Zone {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });
  const cache = new Map<number, number>();
  const compute = (time: number): number => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(time)) part[type] = value;
    const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
    const date = new Date(0);
    date.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
    date.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
    return date.getTime() - Math.floor(time / 1000) * 1000;
  };
  return {
    name,
    offsetAt(time) {
      // no zone changes its clock within a quarter of an hour that a clock shows
      const key = Math.floor(time / (15 * MINUTE));
      let offset = cache.get(key);
      if (offset === undefined) {
        if (cache.size > 10_000) cache.clear();
        offset = compute(key * 15 * MINUTE);
        cache.set(key, offset);
      }
      return offset;
    },
  };
}

/** `YYYY-MM-DD HH:MM:SS.mmm` of local milliseconds, without the milliseconds where `seconds` is set. */
export function printLocal(local: number, seconds = false): string {
  const text = new Date(local).toISOString();
  return `${text.slice(0, -14)} ${text.slice(-13, seconds ? -5 : -1)}`;
}

export const printTime = (time: number, zone: Zone): string => printLocal(time + zone.offsetAt(time));

/** From this Unix time on the zone is ahead of UTC by `offset`; the first entry counts for everything before, too. */
export interface OffsetStep {
  readonly from: number;
  readonly offset: number;
}

const MAX_SAMPLES = 800;

/** How the offset of a zone changes within a range. */
export function offsetSteps(zone: Zone, from: number, to: number): OffsetStep[] {
  const steps: OffsetStep[] = [{ from, offset: zone.offsetAt(from) }];
  const stride = Math.max(DAY, (to - from) / MAX_SAMPLES);
  for (let before = from; before < to; ) {
    const after = Math.min(to, before + stride);
    const offset = zone.offsetAt(after);
    if (offset !== zone.offsetAt(before)) {
      let [low, high] = [before, after];
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2);
        if (zone.offsetAt(middle) === offset) high = middle;
        else low = middle;
      }
      steps.push({ from: high, offset });
    }
    before = after;
  }
  return steps;
}
