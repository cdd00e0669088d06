import type { TextRange } from '../../lint/finding.ts';
import type { Expression, Interval, Literal } from '../syntax/tree.ts';
import { CannotCompile, type Emission, emitExpression, typeOf } from './emission.ts';
import { literal } from './sql-text.ts';
import { byUnit, UNITS } from './time-units.ts';
import { isZone, zoneClock } from './zone-clock.ts';
import { instantOf, packed, wallOf } from './zoned-time.ts';

/** `date_diff`: complete units between two times. */
export function emitDifference(e: Emission, unit: Expression, from: Expression, to: Expression): string {
  const zoned = [from, to].some(side => typeOf(e, side).kind === 'timestamp with time zone');
  const [a, b] = [from, to].map(side => (zoned ? instantOf(e, side) : wallOf(e, side)));
  return byUnit(e, unit, 'BIGINT', name => `date_sub(${literal(name)}, ${a}, ${b})`);
}

export function emitTimeLiteral(type: Literal['type'], value: string, range: TextRange): string {
  const text = value.trim();
  if (type === 'date' && /^[+-]?\d{4,6}-\d{1,2}-\d{1,2}$/.test(text)) return `CAST(${literal(text)} AS DATE)`;
  if (type === 'time' && /^\d{1,2}:\d{1,2}(:\d{1,2}(\.\d+)?)?$/.test(text)) return `CAST(${literal(text)} AS TIME)`;
  const [, wall, zone] =
    /^([+-]?\d{4,6}-\d{1,2}-\d{1,2}(?: \d{1,2}:\d{1,2}(?::\d{1,2}(?:\.\d+)?)?)?)(?: ?([A-Za-z][\w/+-]*|[+-]\d{1,2}:\d{2}))?$/.exec(text) ??
    [];
  if (type !== 'timestamp' || wall === undefined) throw new CannotCompile(range, `'${value}' is no ${type}.`);
  const stamp = `CAST(${literal(wall)} AS TIMESTAMP)`;
  if (zone === undefined) return stamp;
  const offset = /^([+-])(\d{1,2}):(\d{2})$/.exec(zone);
  if (offset) {
    const minutes = (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
    return packed({ instant: `${stamp} - to_minutes(${minutes})`, wall: stamp });
  }
  if (!isZone(zone)) throw new CannotCompile(range, `'${zone}' is no time zone.`);
  return packed({ instant: zoneClock(zone).instant(stamp), wall: stamp });
}

export function emitInterval({ value: written, negative, unit, range }: Interval): string {
  // the sign stands before the text, or in it
  const value = written.replace(/^[-+]/, '');
  const sign = negative !== written.startsWith('-') ? '-' : '';
  const [, from, to] = /^(\w+)(?: to (\w+))?$/.exec(unit) ?? [];
  const known = from === undefined ? undefined : UNITS[from];
  if (!known) throw new CannotCompile(range, `'${unit}' is no unit of an interval.`);
  if (to === undefined) {
    if (/^\d+$/.test(value)) return known(`${sign}${value}`);
    if (from === 'second' && /^\d+\.\d{1,9}$/.test(value)) return fraction(`${sign}${value}`);
    throw new CannotCompile(range, `'${value}' is no number of units: interval '1' ${unit}.`);
  }
  return compound(value, from!, to, sign, range);
}

const fraction = (seconds: string): string => `to_microseconds(CAST(${seconds} * 1000000 AS BIGINT))`;

const ORDER = ['day', 'hour', 'minute', 'second'];

/** `interval '1 02:30:00' day to second`, `interval '1-6' year to month`. */
function compound(value: string, from: string, to: string, sign: string, range: TextRange): string {
  const units = from === 'year' && to === 'month' ? ['year', 'month'] : ORDER.slice(ORDER.indexOf(from), ORDER.indexOf(to) + 1);
  const parts = value.trim().split(from === 'year' ? '-' : /[ :]/);
  const seconds = units[parts.length - 1] === 'second' ? /^\d+(\.\d{1,9})?$/ : /^\d+$/;
  if (units.length < 2 || parts.length > units.length || !parts.every((p, i) => (i < parts.length - 1 ? /^\d+$/ : seconds).test(p)))
    throw new CannotCompile(range, `'${value}' is no interval of ${from} to ${to}.`);
  return `(${parts.map((part, i) => (part.includes('.') ? fraction(`${sign}${part}`) : UNITS[units[i]!]!(`${sign}${part}`))).join(' + ')})`;
}

/** Parts of a time by the names of `extract` and of the functions. */
const PARTS: Readonly<Record<string, (wall: string) => string>> = {
  year: w => `year(${w})`,
  quarter: w => `quarter(${w})`,
  month: w => `month(${w})`,
  week: w => `week(${w})`,
  week_of_year: w => `week(${w})`,
  day: w => `day(${w})`,
  day_of_month: w => `day(${w})`,
  day_of_week: w => `isodow(${w})`,
  dow: w => `isodow(${w})`,
  day_of_year: w => `dayofyear(${w})`,
  doy: w => `dayofyear(${w})`,
  year_of_week: w => `isoyear(${w})`,
  yow: w => `isoyear(${w})`,
  hour: w => `hour(${w})`,
  minute: w => `minute(${w})`,
  second: w => `second(${w})`,
  millisecond: w => `(millisecond(${w}) % 1000)`,
};

/** `extract(field from x)` and the function of the same name. */
export function emitExtract(e: Emission, field: string, operand: Expression, range: TextRange): string {
  if (field === 'timezone_hour' || field === 'timezone_minute') {
    const seconds = `(epoch_us(${wallOf(e, operand)}) - epoch_us(${instantOf(e, operand)})) // 1000000`;
    return field === 'timezone_hour' ? `(${seconds} // 3600)` : `((${seconds} // 60) % 60)`;
  }
  const part = PARTS[field];
  if (!part) throw new CannotCompile(range, `'${field}' is no part of a time; there are ${Object.keys(PARTS).join(', ')}.`);
  const type = typeOf(e, operand).kind;
  if (type.startsWith('interval')) return `CAST(date_part(${literal(field)}, ${emitExpression(e, operand)}) AS BIGINT)`;
  return part(type === 'date' || type === 'time' ? emitExpression(e, operand) : wallOf(e, operand));
}
