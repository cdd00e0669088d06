import { TIME_UNITS } from '../catalog/time-units.ts';
import type { Expression } from '../syntax/tree.ts';
import { CannotCompile, type Emission, emitExpression, failure, literalText } from './emission.ts';
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

/** SQL that depends on the unit of a call: for the unit that is written, or for the one that each row tells. */
export function byUnit(e: Emission, expression: Expression, type: string, sql: (unit: string) => string): string {
  const text = literalText(expression)?.toLowerCase();
  if (text !== undefined) {
    if (!TIME_UNITS.includes(text))
      throw new CannotCompile(expression.range, `'${text}' is no unit of time; there are ${TIME_UNITS.join(', ')}.`);
    return sql(text);
  }
  const unit = emitExpression(e, expression);
  const wrong = failure(e, `A text that is no unit of time; there are ${TIME_UNITS.join(', ')}.`, type);
  return `CASE lower(${unit}) ${TIME_UNITS.map(name => `WHEN ${literal(name)} THEN ${sql(name)}`).join(' ')} ELSE CASE WHEN ${unit} IS NOT NULL THEN ${wrong} END END`;
}

export const truncated = (e: Emission, unit: Expression, wall: string): string =>
  byUnit(e, unit, 'TIMESTAMP', name => `date_trunc(${literal(name)}, ${wall})`);

export const addUnits = (e: Emission, unit: Expression, n: string, time: string): string =>
  byUnit(e, unit, 'TIMESTAMP', name => `(${time} + ${UNITS[name]!(n)})`);
