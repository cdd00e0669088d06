import { callFunction, type Emission, failure } from './emission.ts';
import { literal } from './sql-text.ts';

export const native = (sql: string, type: string, safe: boolean): string => `${safe ? 'TRY_CAST' : 'CAST'}(${sql} AS ${type})`;

const either = (sql: string, condition: string, then: string, otherwise: string): string =>
  `CASE WHEN ${condition} THEN ${then} WHEN ${sql} IS NOT NULL THEN ${otherwise} END`;

export function bigintOfText(e: Emission, sql: string, safe: boolean): string {
  const wrong = safe
    ? 'NULL'
    : failure(e, 'A text that is no whole number cannot be cast to bigint; try_cast gives NULL instead.', 'BIGINT');
  return either(sql, `regexp_full_match(${sql}, ${literal(String.raw`\s*[+-]?\d+\s*`)})`, native(`trim(${sql})`, 'BIGINT', safe), wrong);
}

const DOUBLE = String.raw`\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|NaN|Infinity)\s*`;

export function doubleOfText(e: Emission, sql: string, safe: boolean): string {
  const wrong = safe ? 'NULL' : failure(e, 'A text that is no number cannot be cast to double; try_cast gives NULL instead.', 'DOUBLE');
  return either(sql, `regexp_full_match(${sql}, ${literal(DOUBLE)})`, native(`trim(${sql})`, 'DOUBLE', safe), wrong);
}

const DECIMAL = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;

/** A text as DECIMAL, halves away from zero. Blanks around it are not read. */
export function decimalOfText(e: Emission, sql: string, digits: number, places: number, safe: boolean): string {
  const type = `DECIMAL(${digits}, ${places})`;
  const wrong = safe ? 'NULL' : failure(e, 'A text that is no number cannot be cast to decimal; try_cast gives NULL instead.', type);
  return either(sql, `regexp_full_match(${sql}, ${literal(DECIMAL)})`, native(sql, type, safe), wrong);
}

export function booleanOfText(e: Emission, sql: string, safe: boolean): string {
  const wrong = safe ? 'NULL' : failure(e, 'Of texts only true, false, t, f, 1 and 0 can be cast to boolean.', 'BOOLEAN');
  return `CASE WHEN lower(${sql}) IN ('true', 't', '1') THEN true WHEN lower(${sql}) IN ('false', 'f', '0') THEN false WHEN ${sql} IS NOT NULL THEN ${wrong} END`;
}

/** A double is written plainly from 0.001 to ten million, otherwise with an exponent. */
export const doubleText = (e: Emission, sql: string): string =>
  `CASE WHEN abs(${sql}) >= 0.001 AND abs(${sql}) < 10000000 OR ${sql} = 0 THEN CAST(${sql} AS VARCHAR) ELSE ${callFunction(e, 'sls_double_text', sql)} END`;

const STAMP = String.raw`\s*[+-]?\d{4,6}-\d{1,2}-\d{1,2}( \d{1,2}:\d{1,2}(:\d{1,2}(\.\d{1,12})?)?)?\s*`;

/** A text as TIMESTAMP, as a cast reads it: `2026-01-01 08:00:00.5`, no `T`, no zone. */
export function wallOfText(e: Emission, text: string, safe = false): string {
  const wrong = safe ? 'NULL' : failure(e, 'A text that is no timestamp: it is written 2026-01-31 08:00:00.', 'TIMESTAMP');
  const cast = `${safe ? 'TRY_CAST' : 'CAST'}(trim(${text}) AS TIMESTAMP)`;
  return `CASE WHEN regexp_full_match(${text}, ${literal(STAMP)}) THEN date_trunc('milliseconds', ${cast}) WHEN ${text} IS NOT NULL THEN ${wrong} END`;
}

/** Text of a wall clock as a cast writes it. */
export const stampText = (wall: string): string => `strftime(${wall}, '%Y-%m-%d %H:%M:%S.%g')`;

/** A date of a text, as a cast reads it. */
export function dateOfText(e: Emission, text: string, safe: boolean): string {
  const wrong = safe ? 'NULL' : failure(e, 'A text that is no date: it is written 2026-01-31.', 'DATE');
  const cast = `${safe ? 'TRY_CAST' : 'CAST'}(trim(${text}) AS DATE)`;
  return `CASE WHEN regexp_full_match(${text}, ${literal(String.raw`\s*[+-]?\d{4,6}-\d{1,2}-\d{1,2}\s*`)}) THEN ${cast} WHEN ${text} IS NOT NULL THEN ${wrong} END`;
}
