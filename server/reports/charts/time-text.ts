import { openZone, type Zone } from '../../query/duckdb/zone-offset.ts';

/** Times as the views print them: `2026-01-01 08:00:05` in one zone that the view names once. */

const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  const zone = zones.get(timeZone) ?? openZone(timeZone);
  zones.set(timeZone, zone);
  return zone;
}

/** Whether the platform knows the zone. */
export function isTimeZone(timeZone: string): boolean {
  try {
    return zoneOf(timeZone) !== undefined;
  } catch {
    return false;
  }
}

/** Unix milliseconds as `2026-01-01 08:00:05` in the zone. */
export function zonedTime(milliseconds: number, timeZone: string): string {
  if (!Number.isFinite(milliseconds)) return '';
  const text = new Date(milliseconds + zoneOf(timeZone).offsetAt(milliseconds)).toISOString();
  return `${text.slice(0, -14)} ${text.slice(-13, -5)}`;
}

/** A printed time without its fraction; other texts stay. */
export const withoutFraction = (text: string): string => text.replace(/^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)\.\d+$/, '$1');

/**
 * A time cell as the views print it. RFC 3339 text is converted to the zone; text that is already printed in the zone
 * (`2026-01-01 08:00:05.123`) loses its fraction; anything else stays as it is.
 */
export function timeCell(text: string, timeZone: string): string {
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text)) {
    const milliseconds = Date.parse(text);
    return Number.isNaN(milliseconds) ? text : zonedTime(milliseconds, timeZone);
  }
  return withoutFraction(text);
}

/**
 * What a person typed as a time in the zone, as Unix milliseconds: `2026-01-01`, `2026-01-01 08:00`, `… 08:00:05(.123)`,
 * also with `T` in the middle, or RFC 3339 with its own offset. `null` where it is none. Of a wall time that happens
 * twice the first is meant; one that is skipped is read with the offset before the gap.
 */
export function readTime(text: string, timeZone: string): number | null {
  const trimmed = text.trim();
  const match = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?(Z|[+-]\d\d:\d\d)?$/.exec(trimmed);
  if (!match) return null;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', offset] = match;
  const wall = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${fraction.padEnd(3, '0').slice(0, 3)}Z`);
  if (Number.isNaN(wall) || new Date(wall).getUTCDate() !== Number(day)) return null;
  if (offset) return Date.parse(trimmed.replace(' ', 'T'));
  return fromWall(wall, timeZone);
}

function fromWall(wall: number, timeZone: string): number {
  const day = 86_400_000;
  const zone = zoneOf(timeZone);
  // the offset in force is that of the day before or the day after; the earlier reading wins
  const candidates = [zone.offsetAt(wall - day), zone.offsetAt(wall + day)].map(offset => wall - offset);
  const right = candidates.filter(c => zone.offsetAt(c) === wall - c);
  return right.length > 0 ? Math.min(...right) : candidates[0]!;
}
