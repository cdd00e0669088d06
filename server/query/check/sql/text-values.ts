import { fitsBigint } from './constant-number.ts';

/** Which texts are values of other types, as casts and literals read them. */

const DATE = /^\s*[+-]?(\d{4,6})-(\d{1,2})-(\d{1,2})\s*$/;
const TIME_OF_DAY = String.raw`(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:\.\d{1,12})?)?`;
const TIME = new RegExp(`^\\s*${TIME_OF_DAY}(?:\\s*[+-]\\d{2}:\\d{2})?\\s*$`);
const TIMESTAMP = new RegExp(String.raw`^\s*([+-]?\d{4,6}-\d{1,2}-\d{1,2})(?: ${TIME_OF_DAY})?\s*(\S.*?)?\s*$`);

export function isDate(text: string): boolean {
  const match = DATE.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const isClock = (hour: string | undefined, minute: string | undefined, second: string | undefined): boolean =>
  Number(hour ?? 0) < 24 && Number(minute ?? 0) < 60 && Number(second ?? 0) < 60;

export function isTime(text: string): boolean {
  const match = TIME.exec(text);
  return match !== null && isClock(match[1], match[2], match[3]);
}

/** Whether a text is a timestamp, and whether a zone stands behind it. */
export function readsAsTimestamp(text: string): 'plain' | 'zoned' | undefined {
  const match = TIMESTAMP.exec(text);
  if (!match || !isDate(match[1]!) || !isClock(match[2], match[3], match[4])) return undefined;
  const zone = match[5];
  if (zone === undefined) return 'plain';
  return /^(?:[+-]\d{1,2}(?::\d{2})?|Z|[A-Za-z_]+(?:\/[\w+-]+)*)$/.test(zone) ? 'zoned' : undefined;
}

export const isBigint = (text: string): boolean =>
  /^\s*[+-]?0*\d{1,19}\s*$/.test(text) && fitsBigint(BigInt(text.trim().replace(/^\+/, '')));

export const isDouble = (text: string): boolean => /^\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?|Infinity|NaN)\s*$/.test(text);

export const isBoolean = (text: string): boolean => /^(?:t|true|1|f|false|0)$/i.test(text);
