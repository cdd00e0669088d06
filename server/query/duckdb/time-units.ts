import type { Expression } from '../syntax/tree.ts';
import { CannotCompile, literalText } from './emission.ts';
import { literal } from './sql-text.ts';

/** Units of date_trunc, date_add and date_diff with the interval that adds n of them. */
export const UNITS: Readonly<Record<string, (n: string) => string>> = {
  millisecond: n => `to_milliseconds(${n})`,
  second: n => `to_seconds(${n})`,
  minute: n => `to_minutes(${n})`,
  hour: n => `to_hours(${n})`,
  day: n => `to_days(CAST(${n} AS INTEGER))`,
  week: n => `to_days(CAST(7 * ${n} AS INTEGER))`,
  month: n => `to_months(CAST(${n} AS INTEGER))`,
  quarter: n => `to_months(CAST(3 * ${n} AS INTEGER))`,
  year: n => `to_years(CAST(${n} AS INTEGER))`,
};

/** The literal unit of a call. */
export function unitOf(expression: Expression): string {
  const text = literalText(expression)?.toLowerCase();
  if (text === undefined) throw new CannotCompile(expression.range, `The unit must be written as a text: 'day'.`);
  if (!Object.hasOwn(UNITS, text))
    throw new CannotCompile(expression.range, `'${text}' is no unit of time; there are ${Object.keys(UNITS).join(', ')}.`);
  return text;
}

export const truncated = (unit: Expression, wall: string): string => `date_trunc(${literal(unitOf(unit))}, ${wall})`;

export const addUnits = (unit: Expression, n: string, time: string): string => `(${time} + ${UNITS[unitOf(unit)]!(n)})`;
