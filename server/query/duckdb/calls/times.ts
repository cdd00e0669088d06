import type { CallEmitter, CallSite } from '../call-site.ts';
import { emitFormatted, parseFormat } from '../date-format.ts';
import { CannotCompile, callFunction, failure, literalText, typeOf } from '../emission.ts';
import { emitDifference, emitExtract } from '../emit-time.ts';
import { literal } from '../sql-text.ts';
import { dateOfText } from '../text-casts.ts';
import { emitBucket } from '../time-series.ts';
import { addUnits, truncated } from '../time-units.ts';
import { zoneClock } from '../zone-clock.ts';
import { instantOf, wallOf, wallOfMoment } from '../zoned-time.ts';
import { BLANKS } from './texts.ts';

const dateFormat: CallEmitter = site => {
  const format = literalText(site.node(1));
  if (format === '' || format === '%')
    throw new CannotCompile(site.node(1).range, 'This format has no token: write %Y-%m-%d, for example.');
  const wall = format?.includes('%f') === false ? wallOfMoment(site.e, site.node(0)) : wallOf(site.e, site.node(0));
  if (format === undefined) return callFunction(site.e, 'sls_date_format', `epoch_us(${wall})`, site.arg(1));
  const unknown = /%[UuX]/.exec(format.replaceAll('%%', '  '))?.[0];
  if (unknown !== undefined) throw new CannotCompile(site.node(1).range, `${unknown} is no token of a date format.`);
  return emitFormatted(wall, format);
};

const dateParse: CallEmitter = site => {
  const format = literalText(site.node(1));
  const read = format === undefined ? '' : parseFormat(format, site.node(1).range);
  // a name may be short or long, and the name of a day moves the date
  if (format === undefined || /%[abMW]/.test(format.replaceAll('%%', '')))
    return `make_timestamp(${callFunction(site.e, 'sls_date_parse', site.arg(0), site.arg(1))})`;
  const x = site.arg(0);
  // DuckDB overlooks blanks around a text
  const blank = failure(site.e, 'date_parse reads no blanks around a time; trim(…) takes them away.', 'TIMESTAMP');
  const strict = (sql: string) =>
    format === format.trim() ? `CASE WHEN length(${x}) > length(trim(${x}, ${BLANKS})) THEN ${blank} ELSE ${sql} END` : sql;
  const tokens = format.replaceAll('%%', '');
  if (/%y/.test(tokens) && !/%[Yx]/.test(tokens))
    return strict(
      `list_transform([strptime(${x}, ${literal(read)})], lambda u: CASE WHEN year(u) < 1970 THEN u + to_years(100) ELSE u END)[1]`,
    );
  if (/%[Yyx]/.test(tokens)) return strict(`strptime(${x}, ${literal(read)})`);
  // without a year it is 1970, or 2000 where a day of the year is told
  const year = /%[mcMbdej]/.test(tokens) ? 2000 : 1970;
  return strict(`strptime('${year} ' || ${x}, ${literal(`%Y ${read}`)})`);
};

/** The type of what is truncated stays; Unix seconds become a time of the session's zone. */
const dateTrunc: CallEmitter = site => {
  const coarse = ![undefined, 'millisecond'].includes(literalText(site.node(0))?.toLowerCase());
  const sql = truncated(site.e, site.node(0), (coarse ? wallOfMoment : wallOf)(site.e, site.node(1)));
  return site.type(1).kind === 'date' ? `CAST(${sql} AS DATE)` : sql;
};

const dateAdd: CallEmitter = site => {
  const sql = addUnits(site.e, site.node(0), site.arg(1), wallOf(site.e, site.node(2)));
  return site.type(2).kind === 'date' ? `CAST(${sql} AS DATE)` : sql;
};

const fromUnixtime: CallEmitter = site => zoneClock(site.e.options.timeZone).wallOfSeconds(site.arg(0), site.type(0).kind !== 'double');

const toUnixtime: CallEmitter = site => `epoch(${instantOf(site.e, site.node(0))})`;

const date: CallEmitter = site =>
  site.type(0).kind === 'varchar'
    ? dateOfText(site.e, site.arg(0), site.e.forgiving)
    : `CAST(${wallOfMoment(site.e, site.node(0))} AS DATE)`;

const toIso: CallEmitter = site => {
  const kind = typeOf(site.e, site.node(0)).kind;
  if (kind === 'date') return `CAST(${site.arg(0)} AS VARCHAR)`;
  const wall = wallOf(site.e, site.node(0));
  // a time without a zone is one of the session's
  return `(strftime(${wall}, '%Y-%m-%dT%H:%M:%S.%g') || ${callFunction(site.e, 'sls_offset_text', `epoch_us(${instantOf(site.e, site.node(0))})`, `epoch_us(${wall})`)})`;
};

const localNow = (site: CallSite): string => zoneClock(site.e.options.timeZone).wall(`timezone('UTC', now())`);

const part =
  (name: string): CallEmitter =>
  site =>
    emitExtract(site.e, name, site.node(0), site.call.range);

const PART_NAMES =
  'year quarter month week week_of_year day day_of_month day_of_week dow day_of_year doy year_of_week yow hour minute second millisecond timezone_hour timezone_minute'.split(
    ' ',
  );

export const TIMES: Readonly<Record<string, CallEmitter>> = {
  ...Object.fromEntries(PART_NAMES.map(name => [name, part(name)])),
  // with another type than "timestamp with time zone", which has its own way
  now: localNow,
  current_timestamp: localNow,
  localtimestamp: localNow,
  current_date: site => `CAST(${localNow(site)} AS DATE)`,
  current_time: site => `CAST(${localNow(site)} AS TIME)`,
  localtime: site => `CAST(${localNow(site)} AS TIME)`,
  current_timezone: site => literal(site.e.options.timeZone),
  from_unixtime: fromUnixtime,
  to_unixtime: toUnixtime,
  from_iso8601_timestamp: site => wallOf(site.e, site.call),
  from_iso8601_date: site => dateOfText(site.e, site.arg(0), site.e.forgiving),
  to_iso8601: toIso,
  date,
  date_format: dateFormat,
  date_parse: dateParse,
  date_trunc: dateTrunc,
  date_add: dateAdd,
  time_series: site => emitBucket(site.e, site.call),
  date_diff: site => emitDifference(site.e, site.node(0), site.node(1), site.node(2)),
};
