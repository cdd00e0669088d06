import { functionsOf } from '../function-table.ts';

const UNITS = 'Units: `millisecond`, `second`, `minute`, `hour`, `day`, `week`, `month`, `quarter`, `year`.';
const FORMAT = 'Formats as in MySQL: `%Y-%m-%d %H:%i:%s`. Minutes are `%i`; `%M` is the name of the month. `%T` is the time of day.';

/** Section 5.5 of the reference: making, shifting and writing times. */
const MOMENTS = functionsOf('date and time', [
  { signatures: ['now() → timestamp with time zone'], meaning: 'The time at which the query began.' },
  {
    signatures: ['current_timestamp([precision bigint]) → timestamp with time zone'],
    meaning: 'The time at which the query began; written without parentheses.',
  },
  { signatures: ['current_date() → date'], meaning: 'The day on which the query began; written without parentheses.' },
  {
    signatures: ['current_time([precision bigint]) → time'],
    meaning: 'The time of day at which the query began; written without parentheses.',
  },
  {
    signatures: ['localtime([precision bigint]) → time'],
    meaning: 'The time of day at which the query began; written without parentheses.',
  },
  {
    signatures: ['localtimestamp([precision bigint]) → timestamp'],
    meaning: 'The time at which the query began, without its zone; written without parentheses.',
  },
  { signatures: ['current_timezone() → varchar'], meaning: 'Name of the time zone that times are shown in.' },
  {
    signatures: [
      'from_unixtime(seconds num) → timestamp',
      'from_unixtime(seconds num, zone varchar) → timestamp with time zone',
      'from_unixtime(seconds num, hours bigint, minutes bigint) → timestamp with time zone',
    ],
    meaning: 'The time of Unix seconds, in the zone of the query, in a named zone, or at a distance from UTC.',
    example: ["date_format(from_unixtime(1767254400, 'Asia/Shanghai'), '%Y-%m-%d %T')", '2026-01-01 16:00:00'],
  },
  {
    signatures: ['to_unixtime(x ts) → double', 'to_unixtime(x varchar) → double'],
    meaning: 'Unix seconds of a time.',
    example: ["to_unixtime(from_iso8601_timestamp('2026-01-01T08:00:00Z'))", '1767254400'],
  },
  {
    signatures: ['date(x ts) → date', 'date(x varchar) → date'],
    meaning: 'The day of a time, or of a text like `2026-01-01`.',
    example: ["date('2026-01-01')", '2026-01-01'],
  },
  {
    signatures: ['date_format(x ts, format varchar) → varchar', 'date_format(x bigint, format varchar) → varchar'],
    meaning: 'A time, or Unix seconds, as text.',
    example: ["date_format(timestamp '2026-01-01 08:05:09', '%Y-%m-%d %H:%i')", '2026-01-01 08:05'],
    note: FORMAT,
  },
  {
    signatures: ['date_parse(x varchar, format varchar) → timestamp'],
    meaning: 'The time that a text tells.',
    example: ["date_format(date_parse('2026/1/9', '%Y/%c/%e'), '%Y-%m-%d')", '2026-01-09'],
    note: `${FORMAT} A text that does not fit is an error: \`try(date_parse(…))\` gives NULL.`,
  },
  {
    signatures: ['from_iso8601_timestamp(x varchar) → timestamp with time zone'],
    meaning: 'The time that a text in ISO 8601 tells, like `stageTimestamp`.',
    example: ["hour(from_iso8601_timestamp('2025-12-31T20:00:00Z'))", '20'],
    note: 'Keeps the zone of the text: of `…Z` the day and hour are those of UTC.',
  },
  {
    signatures: ['from_iso8601_date(x varchar) → date'],
    meaning: 'The day that a text in ISO 8601 tells.',
    example: ["from_iso8601_date('2026-01-01')", '2026-01-01'],
  },
  {
    signatures: ['to_iso8601(x ts) → varchar'],
    meaning: 'A day or time in ISO 8601.',
    example: ["to_iso8601(date '2026-01-01')", '2026-01-01'],
  },
  {
    signatures: ['date_trunc(unit varchar, x ts) → ts', 'date_trunc(unit varchar, x bigint) → timestamp'],
    meaning: 'The beginning of the unit that a time, or Unix seconds, lies in. Weeks begin on Monday.',
    example: ["date_format(date_trunc('month', timestamp '2026-01-31 08:00:00'), '%Y-%m-%d')", '2026-01-01'],
    note: 'Units: `second`, `minute`, `hour`, `day`, `week`, `month`, `quarter`, `year`.',
  },
  {
    signatures: ['date_add(unit varchar, n bigint, x ts) → ts', 'date_add(unit varchar, n bigint, x varchar) → timestamp'],
    meaning: 'A time moved by so many units; a negative number goes back.',
    example: ["date_add('month', 1, date '2026-01-31')", '2026-02-28'],
    note: UNITS,
  },
  {
    signatures: [
      'date_diff(unit varchar, from ts, to ts) → bigint',
      'date_diff(unit varchar, from varchar, to varchar) → bigint',
      'date_diff(unit varchar, from varchar, to ts) → bigint',
      'date_diff(unit varchar, from ts, to varchar) → bigint',
    ],
    meaning: 'How many whole units lie between two times.',
    example: ["date_diff('hour', timestamp '2026-01-01 00:59:00', timestamp '2026-01-01 01:00:00')", '0'],
    note: UNITS,
  },
  {
    signatures: [
      'time_series(time bigint, window varchar, format varchar, padding varchar) → varchar',
      'time_series(time ts, window varchar, format varchar, padding varchar) → varchar',
    ],
    meaning: 'The window of time that a row belongs to, as text; windows without rows are filled in.',
    note: "Needs GROUP BY and a rising ORDER BY. Windows like `'5m'`, `'1h'`; padding `'0'`, `'null'`, `'last'`, `'next'` or `'avg'`.",
    only: 'local',
  },
]);

const part = (name: string, meaning: string, example?: readonly [string, string]) => ({
  signatures: [`${name}(x ts) → bigint`],
  meaning,
  ...(example && { example }),
});

/** Section 5.5 of the reference: parts of times. */
const PARTS = functionsOf('date and time', [
  part('year', 'The year of a time.', ["year(date '2026-01-01')", '2026']),
  part('quarter', 'The quarter, 1 to 4.', ["quarter(date '2026-04-01')", '2']),
  part('month', 'The month, 1 to 12.', ["month(date '2026-01-31')", '1']),
  part('day', 'The day of the month, 1 to 31.', ["day(date '2026-01-31')", '31']),
  part('day_of_month', 'The day of the month, 1 to 31.', ["day_of_month(date '2026-01-31')", '31']),
  part('hour', 'The hour, 0 to 23.', ["hour(timestamp '2026-01-01 08:05:09')", '8']),
  part('minute', 'The minute, 0 to 59.', ["minute(timestamp '2026-01-01 08:05:09')", '5']),
  part('second', 'The second, 0 to 59.', ["second(timestamp '2026-01-01 08:05:09')", '9']),
  part('millisecond', 'The millisecond within the second, 0 to 999.', ["millisecond(timestamp '2026-01-01 08:05:09.123')", '123']),
  part('day_of_week', 'The day of the week, from Monday 1 to Sunday 7.', ["day_of_week(date '2026-01-01')", '4']),
  part('dow', 'The day of the week, from Monday 1 to Sunday 7.', ["dow(date '2026-01-04')", '7']),
  part('day_of_year', 'The day of the year, 1 to 366.', ["day_of_year(date '2026-02-01')", '32']),
  part('doy', 'The day of the year, 1 to 366.', ["doy(date '2026-02-01')", '32']),
  part('week', 'The ISO week of the year, 1 to 53.', ["week(date '2027-01-03')", '53']),
  part('week_of_year', 'The ISO week of the year, 1 to 53.', ["week_of_year(date '2026-01-01')", '1']),
  part('year_of_week', 'The year that the ISO week belongs to.', ["year_of_week(date '2025-12-29')", '2026']),
  part('yow', 'The year that the ISO week belongs to.', ["yow(date '2025-12-29')", '2026']),
  {
    signatures: ['timezone_hour(x timestamp with time zone) → bigint'],
    meaning: 'Whole hours between the zone of a time and UTC.',
    example: ["timezone_hour(from_unixtime(0, 'Asia/Shanghai'))", '8'],
  },
  {
    signatures: ['timezone_minute(x timestamp with time zone) → bigint'],
    meaning: 'Minutes beyond the whole hours between the zone of a time and UTC.',
    example: ['timezone_minute(from_unixtime(0, 5, 30))', '30'],
  },
]);

export const DATE_AND_TIME_FUNCTIONS = [...MOMENTS, ...PARTS];
