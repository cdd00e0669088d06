import type { Filter, FilterField, LogScope } from '../protocol/log.ts';
import { CannotRun } from './read-policy.ts';

/** Parameters of the built-in reports that filter, and the field each one filters by. */
const FILTERS: Readonly<Record<string, FilterField>> = { namespace: 'namespace', user: 'user', status: 'status' };
const TIMES = ['from', 'to'] as const;
const NAMES = [...Object.keys(FILTERS), ...TIMES];

interface ReportScope {
  readonly scope: LogScope;
  /** As given, by name. */
  readonly parameters: Readonly<Record<string, readonly string[]>>;
}

/** Reads `--param k=v` and `--time-zone`. Throws `CannotRun` with what would be right. */
export function reportScope(params: readonly string[], timeZone: string | undefined): ReportScope {
  const parameters: Record<string, string[]> = {};
  const filters: Filter[] = [];
  const range: { from?: number; to?: number } = {};
  for (const param of params) {
    const at = param.indexOf('=');
    const name = at < 0 ? param : param.slice(0, at);
    const value = at < 0 ? '' : param.slice(at + 1);
    if (at < 0 || !NAMES.includes(name)) throw new CannotRun(`--param ${param}: write NAME=VALUE with one of ${NAMES.join(', ')}`);
    parameters[name] = [...(parameters[name] ?? []), value];
    const field = FILTERS[name];
    if (field !== undefined) filters.push({ field, value: field === 'status' ? statusCode(value) : value });
    else {
      const bound = name as (typeof TIMES)[number];
      if (range[bound] !== undefined) throw new CannotRun(`--param ${name} is given twice`);
      range[bound] = readTime(name, value);
    }
  }
  if (range.from !== undefined && range.to !== undefined && range.from >= range.to) throw new CannotRun('--param from must be before to');
  return { scope: { filters, ...range, timeZone: knownZone(timeZone) }, parameters };
}

function statusCode(value: string): string {
  if (value !== '' && !/^\d{3}$/.test(value)) throw new CannotRun(`--param status=${value}: write a status code such as 403`);
  return value;
}

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** Unix milliseconds of RFC 3339 or Unix seconds. */
function readTime(name: string, value: string): number {
  if (/^\d+(\.\d+)?$/.test(value) && Number(value) < 1e12) return Number(value) * 1000;
  const time = RFC_3339.test(value) ? Date.parse(value.replace(' ', 'T').toUpperCase()) : Number.NaN;
  if (Number.isNaN(time)) throw new CannotRun(`--param ${name}=${value}: write RFC 3339 such as 2026-01-31T08:00:00Z, or Unix seconds`);
  return time;
}

function knownZone(timeZone: string | undefined): string {
  const zone = timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    throw new CannotRun(`--time-zone ${timeZone}: write a zone of the IANA database such as UTC, Asia/Shanghai or Europe/Berlin`);
  }
}
