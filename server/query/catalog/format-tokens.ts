/** A token of the formats of `date_format` and `date_parse`. */
export interface FormatToken {
  readonly token: string;
  readonly meaning: string;
  /** For Thursday 2026-01-01 16:05:09. */
  readonly example: string;
}

/** Section 5.5 of the reference: the tokens are those of MySQL. */
export const FORMAT_TOKENS: readonly FormatToken[] = [
  { token: '%Y', meaning: 'year', example: '2026' },
  { token: '%y', meaning: 'year, two digits', example: '26' },
  { token: '%m', meaning: 'month', example: '01' },
  { token: '%c', meaning: 'month without 0', example: '1' },
  { token: '%M', meaning: 'name of the month', example: 'January' },
  { token: '%b', meaning: 'month in short', example: 'Jan' },
  { token: '%d', meaning: 'day', example: '01' },
  { token: '%e', meaning: 'day without 0', example: '1' },
  { token: '%D', meaning: 'day with suffix (not on Trino)', example: '1st' },
  { token: '%j', meaning: 'day of the year', example: '001' },
  { token: '%a', meaning: 'weekday in short', example: 'Thu' },
  { token: '%W', meaning: 'name of the weekday', example: 'Thursday' },
  { token: '%w', meaning: 'weekday, Sunday 0 (not on Trino)', example: '4' },
  { token: '%v', meaning: 'ISO week', example: '01' },
  { token: '%H', meaning: 'hour', example: '16' },
  { token: '%k', meaning: 'hour without 0', example: '16' },
  { token: '%h', meaning: 'hour of 12', example: '04' },
  { token: '%I', meaning: 'hour of 12', example: '04' },
  { token: '%l', meaning: 'hour of 12 without 0', example: '4' },
  { token: '%p', meaning: 'AM or PM', example: 'PM' },
  { token: '%i', meaning: 'minute', example: '05' },
  { token: '%s', meaning: 'second', example: '09' },
  { token: '%S', meaning: 'second', example: '09' },
  { token: '%f', meaning: 'fraction of the second', example: '000000' },
  { token: '%T', meaning: 'time of day', example: '16:05:09' },
  { token: '%r', meaning: 'time of day of 12 hours', example: '04:05:09 PM' },
  { token: '%%', meaning: 'a percent sign', example: '%' },
];

/** Functions that take a format, and which argument it is, from 0. */
export const FORMAT_ARGUMENTS: ReadonlyMap<string, number> = new Map([
  ['date_format', 1],
  ['date_parse', 1],
  ['time_series', 2],
]);
