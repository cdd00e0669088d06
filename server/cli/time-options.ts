import { CannotRun } from './cannot-run.ts';
import { printable } from './printable.ts';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Unix milliseconds of RFC 3339 or Unix seconds; `option` is what is named where it is neither. */
export function readTime(option: string, value: string): number {
  if (/^\d+(\.\d+)?$/.test(value) && Number(value) < 1e12) return Number(value) * 1000;
  const time = RFC_3339.test(value) ? Date.parse(value.replace(' ', 'T').toUpperCase()) : Number.NaN;
  if (Number.isNaN(time)) throw new CannotRun(`${option}${printable(value)}: write RFC 3339 such as 2026-01-31T08:00:00Z, or Unix seconds`);
  return time;
}

/** The zone of `--time-zone`, by default the machine's. */
export function knownZone(timeZone: string | undefined): string {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    // an offset is known to JavaScript only
    if (/^[+-]/.test(zone)) throw new RangeError(zone);
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new CannotRun(`--time-zone ${printable(zone)}: write a zone of the IANA database such as UTC, Asia/Shanghai or Europe/Berlin`);
  }
}
