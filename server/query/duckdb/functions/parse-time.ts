import { type SqlFunction, sqlFunction } from './sql-function.ts';

const MONTHS = 'january february march april may june july august september october november december'.split(' ');
const NAMES = `(${MONTHS.join('|')}|${MONTHS.map(m => m.slice(0, 3)).join('|')})`;
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');
const DAY_NAMES = `(${WEEKDAYS.join('|')}|${WEEKDAYS.map(d => d.slice(0, 3)).join('|')})`;
const DAY = 86_400_000;
const TWO = String.raw`(\d{1,2})`;

/** The tokens that are read: a pattern, and what its group tells. */
const TOKENS: Readonly<Record<string, readonly [string, string?]>> = {
  ...{
    Y: [String.raw`([+-]?(?:\d{4}|\d{1,3}|\d{5,6}))`, 'year'],
    y: [String.raw`(\d{2})`, 'shortYear'],
    m: [TWO, 'month'],
    c: [TWO, 'month'],
  },
  ...{ M: [NAMES, 'name'], b: [NAMES, 'name'], d: [TWO, 'day'], e: [TWO, 'day'], a: [DAY_NAMES, 'weekday'], W: [DAY_NAMES, 'weekday'] },
  ...{ j: [String.raw`(\d{1,3})`, 'dayOfYear'], H: [TWO, 'hour'], k: [TWO, 'hour'], h: [TWO, 'hour12'], I: [TWO, 'hour12'] },
  ...{ l: [TWO, 'hour12'], i: [TWO, 'minute'], s: [TWO, 'second'], S: [TWO, 'second'], p: ['(am|pm)', 'half'] },
  ...{ f: [String.raw`(\d{1,9})`, 'fraction'], '%': ['%'] },
};

const plain = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);

/** What a format reads, as a pattern, and what its groups tell in their order. */
function patternOf(format: string): { readonly pattern: RegExp; readonly parts: readonly string[] } {
  const parts: string[] = [];
  const written = format.replaceAll('%T', '%H:%i:%s').replaceAll('%r', '%I:%i:%s %p');
  const pattern = [...written.matchAll(/%(.)|([^%]+)/gsu)].map(([, token = '', text]) => {
    if (text !== undefined) return plain(text);
    if ('wVDUuXvx'.includes(token)) throw new Error(`date_parse does not read %${token}.`);
    const [read, part] = (Object.hasOwn(TOKENS, token) ? TOKENS[token] : undefined) ?? [plain(token)];
    if (part !== undefined) parts.push(part);
    return read;
  });
  return { pattern: new RegExp(`^${pattern.join('')}$`, 'iu'), parts };
}

interface ToldDate {
  readonly year: number;
  /** From 0. */
  readonly month?: number;
  readonly day?: number;
  readonly ordinal?: number;
}

/** The day of that name in the week (from Monday) of a date, which may be in another month; then what was told is told once more, as Presto does. */
function moveToWeekday(date: Date, weekday: number, { year, month, day, ordinal }: ToldDate): void {
  const move = () => date.setTime(date.getTime() + (weekday - ((date.getUTCDay() + 6) % 7)) * DAY);
  const clamped = (y: number, m: number) => Math.min(date.getUTCDate(), new Date(Date.UTC(y, m + 1, 0)).getUTCDate());
  move();
  date.setUTCFullYear(year, date.getUTCMonth(), clamped(year, date.getUTCMonth()));
  if (month !== undefined) date.setUTCMonth(month, clamped(year, month));
  if (ordinal !== undefined) date.setUTCMonth(0, ordinal);
  if (day !== undefined) date.setUTCDate(day);
  move();
}

/** Microseconds of the time that a text tells, for a format that is not known before the row. */
function parseTime(text: string, format: string): bigint {
  const { pattern, parts } = patternOf(format);
  const found = pattern.exec(text);
  if (!found || parts.length === 0) throw new Error(`'${text.slice(0, 60)}' is no time of the form ${format.slice(0, 60)}.`);
  const told = Object.fromEntries(parts.map((part, i) => [part, found[i + 1]!.toLowerCase()]));
  const number = (part: string, otherwise: number) => (told[part] === undefined ? otherwise : Number(told[part]));
  const short = number('shortYear', 70);
  const dated = parts.some(part => ['month', 'name', 'day', 'dayOfYear', 'weekday'].includes(part));
  const untold = dated ? 2000 : 1970;
  const year = told.year !== undefined || told.shortYear !== undefined ? number('year', short < 70 ? 2000 + short : 1900 + short) : untold;
  const named = told.name === undefined ? undefined : MONTHS.findIndex(m => m.startsWith(told.name!.slice(0, 3))) + 1;
  const month = named ?? number('month', 1);
  const half = number('hour12', 12);
  const hour = told.hour12 === undefined ? number('hour', 0) : (half % 12) + (told.half === 'pm' ? 12 : 0);
  const [minute, second, ordinal, day] = [number('minute', 0), number('second', 0), number('dayOfYear', 0), number('day', 1)];
  const date = new Date(0);
  date.setUTCFullYear(year, ordinal > 0 ? 0 : month - 1, ordinal > 0 ? ordinal : day);
  const exists = ordinal > 0 ? date.getUTCFullYear() === year : date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!exists || hour > 23 || half < 1 || half > 12 || minute > 59 || second > 59)
    throw new Error(`'${text.slice(0, 60)}' is a time that no calendar has.`);
  if (told.weekday !== undefined) {
    const monthIsTold = told.month !== undefined || told.name !== undefined;
    moveToWeekday(
      date,
      WEEKDAYS.findIndex(d => d.startsWith(told.weekday!.slice(0, 3))),
      {
        year,
        ...(monthIsTold && { month: month - 1 }),
        ...(told.day !== undefined && { day }),
        ...(ordinal > 0 && { ordinal }),
      },
    );
  }
  const fraction = Number((told.fraction ?? '').slice(0, 3).padEnd(3, '0'));
  return BigInt(date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + fraction) * 1000n;
}

export const PARSE_TIME: readonly SqlFunction[] = [sqlFunction('sls_date_parse', ['VARCHAR', 'VARCHAR'], 'BIGINT', parseTime)];
