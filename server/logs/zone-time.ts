import type { Zone } from '../query/duckdb/zone-offset.ts';

const DAY = 86_400_000;

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
