const QUARTER = 15 * 60_000;

/** A time zone as a clock: how far its local time is ahead of UTC. */
export interface Zone {
  readonly name: string;
  /** Milliseconds to add to a Unix time to get local time. */
  offsetAt(time: number): number;
}

/** Tells how many milliseconds a zone is ahead of UTC at a Unix time. Throws `RangeError` where the zone is not known. */
export function zoneOffset(name: string): (time: number) => number {
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
  return time => {
    const part: Record<string, string> = {};
    for (const { type, value } of format.formatToParts(time)) part[type] = value;
    const year = part.era === 'BC' ? 1 - Number(part.year) : Number(part.year);
    const date = new Date(0);
    date.setUTCFullYear(year, Number(part.month) - 1, Number(part.day));
    date.setUTCHours(Number(part.hour), Number(part.minute), Number(part.second));
    return date.getTime() - Math.floor(time / 1000) * 1000;
  };
}

/** A zone for many times: it keeps what it found. Throws `RangeError` where the zone is not known. */
export function openZone(name: string): Zone {
  const compute = zoneOffset(name);
  const quarters = new Map<number, number | null>();
  /** The offset of a whole quarter of an hour; null where the clock changes in it, which clocks of the time before zones did. */
  const ofQuarter = (quarter: number): number | null => {
    const [first, last] = [compute(quarter * QUARTER), compute((quarter + 1) * QUARTER - 1)];
    return first === last ? first : null;
  };
  return {
    name,
    offsetAt(time) {
      const quarter = Math.floor(time / QUARTER);
      let offset = quarters.get(quarter);
      if (offset === undefined) {
        if (quarters.size > 10_000) quarters.clear();
        offset = ofQuarter(quarter);
        quarters.set(quarter, offset);
      }
      return offset ?? compute(time);
    },
  };
}
