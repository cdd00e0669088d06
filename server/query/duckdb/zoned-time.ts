import { bare } from '../check/sql/parts.ts';
import type { AtTimeZone, Call, Expression } from '../syntax/tree.ts';
import {
  CannotCompile,
  callFunction,
  computedElsewhere,
  type Emission,
  emitExpression,
  literalInteger,
  literalText,
  typeOf,
} from './emission.ts';
import { logField } from './log-field-of.ts';
import { literal } from './sql-text.ts';
import { wallOfText } from './text-casts.ts';
import { addUnits, truncated } from './time-units.ts';
import { isZone, microsOf, zoneClock } from './zone-clock.ts';

/** What a clock in the zone of the value shows, as TIMESTAMP: of dates, times, Unix seconds and texts too. */
export function wallOf(e: Emission, expression: Expression): string {
  const type = typeOf(e, expression).kind;
  switch (type) {
    case 'timestamp with time zone': {
      const pair = emitZonedPair(e, expression);
      return pair ? pair.wall : `(${emitExpression(e, expression)}).w`;
    }
    case 'date':
      return `CAST(${emitExpression(e, expression)} AS TIMESTAMP)`;
    case 'bigint':
    case 'double':
      return zoneClock(e.options.timeZone).wallOfSeconds(emitExpression(e, expression), type === 'bigint');
    case 'varchar':
      return wallOfText(e, emitExpression(e, expression));
    case 'unknown':
      return `CAST(${emitExpression(e, expression)} AS TIMESTAMP)`;
    default:
      return emitExpression(e, expression);
  }
}

/** The instant of a value as TIMESTAMP in UTC. What has no zone of its own is of the session's. */
export function instantOf(e: Emission, expression: Expression): string {
  const type = typeOf(e, expression).kind;
  if (type === 'timestamp with time zone') {
    const pair = emitZonedPair(e, expression);
    return pair ? pair.instant : `(${emitExpression(e, expression)}).i`;
  }
  // where a clock is set back its hour tells two instants, the seconds tell one
  const seconds = computedElsewhere(e, expression) === undefined ? secondsOf(expression) : expression;
  if (seconds !== expression && expression.kind === 'call') return instantOf(e, seconds);
  if (type === 'bigint' || type === 'double') return `make_timestamp(${microsOf(emitExpression(e, expression), type === 'bigint')})`;
  return zoneClock(e.options.timeZone).instant(wallOf(e, expression));
}

/**
 * Like `wallOf`, but fractions of a second may be left in: of the event's own time it is cheaper, since it need not be made of seconds first.
 */
export function wallOfMoment(e: Emission, expression: Expression): string {
  const known = computedElsewhere(e, expression) === undefined ? logField(e, secondsOf(expression)) : undefined;
  if (known?.field.name.toLowerCase() !== '__time__') return wallOf(e, expression);
  const instant = known.source.derived?.((relation, alias) => relation.instant?.(alias));
  if (instant === undefined) return wallOf(e, expression);
  e.fields.add(known.field);
  return zoneClock(e.options.timeZone).wall(instant);
}

/** Whether a time is an instant though its type has no zone: made of Unix seconds, it is that of the session. */
export const isMoment = (e: Emission, expression: Expression): boolean =>
  computedElsewhere(e, expression) === undefined && secondsOf(expression) !== bare(expression);

/** The Unix seconds that a time of the session's zone is made of. */
function secondsOf(expression: Expression): Expression {
  const call = bare(expression);
  const made = call.kind === 'call' && call.name.name.toLowerCase() === 'from_unixtime' && call.arguments.length === 1;
  return made ? call.arguments[0]! : call;
}

/** A timestamp with zone: its instant (a TIMESTAMP in UTC) and what the clock of its zone shows. */
export interface ZonedPair {
  readonly instant: string;
  readonly wall: string;
}

/** The stored form of a timestamp with zone. */
export const packed = ({ instant, wall }: ZonedPair): string => `struct_pack(i := ${instant}, w := ${wall})`;

/** A timestamp with zone that is made here: of a call, or by AT TIME ZONE. */
export function emitZoned(e: Emission, expression: Call | AtTimeZone): string {
  const pair = emitZonedPair(e, expression);
  if (!pair) throw new CannotCompile(expression.range, 'This time cannot be computed on the opened log.');
  return packed(pair);
}

/** The two parts where they can be written without making the pair first. */
export function emitZonedPair(e: Emission, expression: Expression): ZonedPair | undefined {
  if (computedElsewhere(e, expression) !== undefined) return undefined;
  if (expression.kind === 'parenthesized') return emitZonedPair(e, expression.expression);
  if (expression.kind === 'at-time-zone') return atZone(e, instantOf(e, expression.operand), expression.zone);
  if (expression.kind !== 'call') return undefined;
  const [first, second, third] = expression.arguments;
  switch (expression.name.name.toLowerCase()) {
    case 'now':
    case 'current_timestamp':
      return inZone(`timezone('UTC', now())`, e.options.timeZone);
    case 'from_unixtime':
      return first && fromUnix(e, first, second, third);
    case 'from_iso8601_timestamp':
      return first && fromIso(e, emitExpression(e, first));
    case 'date_trunc': {
      if (!first || !second) return undefined;
      const pair = partsOf(e, second);
      const wall = truncated(e, first, pair.wall);
      const clock = clockOf(e, second);
      if (clock && isOfDays(first)) return { wall, instant: clock.instant(wall) };
      return { wall, instant: `(${wall} - (${pair.wall} - ${pair.instant}))` };
    }
    case 'date_add': {
      if (!first || !second || !third) return undefined;
      const pair = partsOf(e, third);
      const moved = (time: string) => addUnits(e, first, emitExpression(e, second), time);
      const clock = clockOf(e, third);
      if (clock) return isOfDays(first) ? ofWall(clock, moved(pair.wall)) : ofInstant(clock, moved(pair.instant));
      return { wall: moved(pair.wall), instant: moved(pair.instant) };
    }
    default:
      return undefined;
  }
}

type Clock = ReturnType<typeof zoneClock>;

/** The clock of the zone of a timestamp with zone, where the query tells it: hours between two days may be 23 or 25. */
function clockOf(e: Emission, expression: Expression): Clock | undefined {
  const zone = zoneName(e, expression);
  return zone === undefined ? undefined : zoneClock(zone);
}

const ofWall = (clock: Clock, wall: string): ZonedPair => ({ wall, instant: clock.instant(wall) });
const ofInstant = (clock: Clock, instant: string): ZonedPair => ({ instant, wall: clock.wall(instant) });

/** Whether a unit is counted by the calendar, not by the clock. */
const isOfDays = (unit: Expression): boolean =>
  ['day', 'week', 'month', 'quarter', 'year'].includes(literalText(unit)?.toLowerCase() ?? '');

/** A timestamp with zone and an interval: days are 24 hours, months are those of the calendar. */
export function emitMoved(e: Emission, zoned: Expression, operator: string, interval: Expression): string {
  const { instant, wall } = partsOf(e, zoned);
  const move = (time: string) => `${time} ${operator} ${emitExpression(e, interval)}`;
  const clock = clockOf(e, zoned);
  if (!clock) return packed({ instant: move(instant), wall: move(wall) });
  const byCalendar = typeOf(e, interval).kind === 'interval year to month';
  return packed(byCalendar ? ofWall(clock, `(${move(wall)})`) : ofInstant(clock, `(${move(instant)})`));
}

/** The name of the zone of a timestamp with zone, where the query tells it. */
export function zoneName(e: Emission, expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'parenthesized':
      return zoneName(e, expression.expression);
    case 'at-time-zone':
      return regionOf(expression.zone);
    case 'binary':
      return [expression.left, expression.right]
        .filter(side => typeOf(e, side).kind === 'timestamp with time zone')
        .map(side => zoneName(e, side))[0];
    case 'call': {
      const given = expression.arguments;
      const name = expression.name.name.toLowerCase();
      if (name === 'now' || name === 'current_timestamp') return e.options.timeZone;
      if (name === 'from_unixtime' && given.length === 2) return regionOf(given[1]!);
      return name === 'date_trunc' || name === 'date_add' ? zoneName(e, given.at(-1)!) : undefined;
    }
    default:
      return undefined;
  }
}

/** A zone by its name; those at a distance from UTC are written by their distance. */
function regionOf(zone: Expression): string | undefined {
  const name = literalText(zone);
  return name !== undefined && isZone(name) && !/^[+-]/.test(name) ? name : undefined;
}

function partsOf(e: Emission, expression: Expression): ZonedPair {
  const pair = emitZonedPair(e, expression);
  if (pair) return pair;
  const sql = emitExpression(e, expression);
  return { instant: `(${sql}).i`, wall: `(${sql}).w` };
}

const inZone = (instant: string, zone: string): ZonedPair => ({ instant, wall: zoneClock(zone).wall(instant) });

function atZone(e: Emission, instant: string, zone: Expression): ZonedPair {
  const name = literalText(zone);
  if (name === undefined) {
    const of = emitExpression(e, zone);
    const minutes = `CAST(substr(${of}, 1, 3) AS INTEGER) * 60 + CAST(substr(${of}, 1, 1) || substr(${of}, 5) AS INTEGER)`;
    const offset = `regexp_full_match(${of}, ${literal(String.raw`[+-]\d\d:\d\d`)})`;
    const named = `timezone(${of}, timezone('UTC', ${instant}))`;
    return { instant, wall: `CASE WHEN ${offset} THEN ${instant} + to_minutes(${minutes}) ELSE ${named} END` };
  }
  const offset = /^([+-])(\d{1,2}):?(\d{2})?$/.exec(name);
  if (offset) {
    const minutes = (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0));
    return { instant, wall: `(${instant} + to_minutes(${minutes}))` };
  }
  if (!isZone(name)) throw new CannotCompile(zone.range, `'${name}' is no time zone; zones are written 'Asia/Shanghai' or '+08:00'.`);
  return inZone(instant, name);
}

/** `from_unixtime(seconds [, zone | hours, minutes])`; without a zone it is of the session's. */
function fromUnix(e: Emission, seconds: Expression, second: Expression | undefined, third: Expression | undefined): ZonedPair {
  const instant = `make_timestamp(${microsOf(emitExpression(e, seconds), typeOf(e, seconds).kind !== 'double')})`;
  if (!second) return inZone(instant, e.options.timeZone);
  if (!third) return atZone(e, instant, second);
  const [hours, minutes] = [literalInteger(second), literalInteger(third)];
  if (hours !== undefined && minutes !== undefined) return { instant, wall: `(${instant} + to_minutes(${hours * 60 + minutes}))` };
  return { instant, wall: `(${instant} + to_minutes(${emitExpression(e, second)} * 60 + ${emitExpression(e, third)}))` };
}

/** `from_iso8601_timestamp`: audit events write `…T…Z`, which is read natively; everything else by the function. Both keep milliseconds. */
function fromIso(e: Emission, text: string): ZonedPair {
  const usual = `suffix(${text}, 'Z') AND contains(${text}, 'T')`;
  const quick = `date_trunc('milliseconds', CAST(${text} AS TIMESTAMP))`;
  const slow = (part: string) => `make_timestamp(${callFunction(e, 'sls_iso_micros', text, literal(e.options.timeZone), literal(part))})`;
  const either = (part: string) => `CASE WHEN ${usual} THEN ${quick} ELSE ${slow(part)} END`;
  return { instant: either('instant'), wall: either('wall') };
}
