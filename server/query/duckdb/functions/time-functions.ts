import { formatPieces } from '../date-format.ts';
import { openZone, type Zone } from '../zone-offset.ts';
import { type SqlFunction, sqlFunction } from './sql-function.ts';

const ISO =
  /^([+-]?\d{4,6})(?:-?W(\d{2})(?:-?([1-7]))?|-(\d{3})|-(\d{1,2})(?:-(\d{1,2}))?)?(?:T(?:(\d{1,2})(?::?(\d{2})(?::?(\d{2})(?:[.,](\d{1,9}))?)?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?)?$/i;

const DAY = 86_400_000;

const zones = new Map<string, Zone>();

/** Zones come with every row. */
function zoneNamed(name: string): Zone {
  let zone = zones.get(name);
  if (!zone) {
    zone = openZone(name);
    zones.set(name, zone);
  }
  return zone;
}

/** Reads an ISO 8601 time; milliseconds of its wall clock and how far that is ahead of UTC. Finer fractions are cut. */
export function readIso(text: string, sessionZone: string): { readonly wall: number; readonly offset: number } {
  const found = ISO.exec(text);
  if (!found) throw new Error(`'${text}' is no ISO 8601 time such as 2026-01-31T08:00:00Z.`);
  const [, year, week, weekday = '1', dayOfYear, month = '1', day = '1', hour = '0', minute = '0', second = '0', fraction = '', zone] =
    found;
  const start = new Date(0);
  start.setUTCFullYear(Number(year), 0, 1);
  let date = start.getTime();
  if (week !== undefined) {
    const january4 = date + 3 * DAY;
    date = january4 - ((new Date(january4).getUTCDay() + 6) % 7) * DAY + ((Number(week) - 1) * 7 + Number(weekday) - 1) * DAY;
  } else if (dayOfYear !== undefined) date += (Number(dayOfYear) - 1) * DAY;
  else {
    start.setUTCMonth(Number(month) - 1, Number(day));
    date = start.getTime();
    if (start.getUTCMonth() !== Number(month) - 1 || start.getUTCDate() !== Number(day))
      throw new Error(`'${text}' is a day that no calendar has.`);
  }
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) throw new Error(`'${text}' is a time that no clock shows.`);
  const wall = date + ((Number(hour) * 60 + Number(minute)) * 60 + Number(second)) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'));
  if (zone === undefined) {
    const clock = zoneNamed(sessionZone);
    return { wall, offset: clock.offsetAt(wall - clock.offsetAt(wall)) };
  }
  const [, sign, hours = '0', minutes = '0'] = /([+-])(\d{2}):?(\d{2})?/.exec(zone) ?? [];
  return { wall, offset: (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000 };
}

const offsetText = (micros: bigint): string => {
  const minutes = Number(micros / 60_000_000n);
  const size = Math.abs(minutes);
  const two = (n: number) => String(n).padStart(2, '0');
  return `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
};

const MONTHS = 'January February March April May June July August September October November December'.split(' ');
const DAYS = 'Sunday Monday Tuesday Wednesday Thursday Friday Saturday'.split(' ');

/** A format that is not known before the row: the tokens of `strftime` that `formatPieces` makes. */
function formatTime(micros: bigint, format: string): string {
  const date = new Date(Number(micros / 1000n));
  const two = (n: number) => String(n).padStart(2, '0');
  const hour12 = date.getUTCHours() % 12 || 12;
  const yearStart = Date.UTC(date.getUTCFullYear(), 0, 1);
  const dayOfYear = Math.floor((date.getTime() - yearStart) / DAY) + 1;
  const thursday = new Date(date.getTime() + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
  const isoWeek = Math.floor((thursday.getTime() - Date.UTC(thursday.getUTCFullYear(), 0, 1)) / DAY / 7) + 1;
  const values: Readonly<Record<string, string>> = {
    '%Y': String(date.getUTCFullYear()).padStart(4, '0'),
    '%y': two(date.getUTCFullYear() % 100),
    '%m': two(date.getUTCMonth() + 1),
    '%-m': String(date.getUTCMonth() + 1),
    '%B': MONTHS[date.getUTCMonth()]!,
    '%b': MONTHS[date.getUTCMonth()]!.slice(0, 3),
    '%d': two(date.getUTCDate()),
    '%-d': String(date.getUTCDate()),
    '%a': DAYS[date.getUTCDay()]!.slice(0, 3),
    '%A': DAYS[date.getUTCDay()]!,
    '%w': String(date.getUTCDay()),
    '%j': String(dayOfYear).padStart(3, '0'),
    '%H': two(date.getUTCHours()),
    '%-H': String(date.getUTCHours()),
    '%I': two(hour12),
    '%-I': String(hour12),
    '%M': two(date.getUTCMinutes()),
    '%S': two(date.getUTCSeconds()),
    '%p': date.getUTCHours() < 12 ? 'AM' : 'PM',
    '%U': two(Math.floor((dayOfYear + 6 - date.getUTCDay()) / 7)),
    '%V': two(isoWeek),
    '%G': String(thursday.getUTCFullYear()),
    '%f': String(((micros % 1_000_000n) + 1_000_000n) % 1_000_000n).padStart(6, '0'),
    '%%': '%',
  };
  return formatPieces(format)
    .map(piece => ('format' in piece ? piece.format.replaceAll(/%-?./g, token => values[token] ?? token) : ordinal(date.getUTCDate())))
    .join('');
}

const ordinal = (day: number): string => `${day}${day > 10 && day < 14 ? 'th' : (['th', 'st', 'nd', 'rd'][day % 10] ?? 'th')}`;

export const TIME_FUNCTIONS: readonly SqlFunction[] = [
  sqlFunction('sls_iso_micros', ['VARCHAR', 'VARCHAR', 'VARCHAR'], 'BIGINT', (text, zone, part) => {
    const { wall, offset } = readIso(text, zone);
    return BigInt(part === 'wall' ? wall : wall - offset) * 1000n;
  }),
  sqlFunction('sls_offset_text', ['BIGINT', 'BIGINT'], 'VARCHAR', (instant, wall) => (wall === instant ? 'Z' : offsetText(wall - instant))),
  sqlFunction(
    'sls_zoned_text',
    ['BIGINT', 'BIGINT'],
    'VARCHAR',
    (instant, wall) => `${formatTime(wall, '%Y-%m-%d %H:%i:%s.%f').slice(0, -3)} ${wall === instant ? 'UTC' : offsetText(wall - instant)}`,
  ),
  sqlFunction('sls_date_format', ['BIGINT', 'VARCHAR'], 'VARCHAR', formatTime),
];
