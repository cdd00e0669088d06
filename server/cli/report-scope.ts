import type { Filter, FilterField, LogScope } from '../protocol/log.ts';
import { CannotRun } from './read-policy.ts';
import { knownZone, readTime } from './time-options.ts';

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
      range[bound] = readTime(`--param ${name}=`, value);
    }
  }
  if (range.from !== undefined && range.to !== undefined && range.from >= range.to) throw new CannotRun('--param from must be before to');
  return { scope: { filters, ...range, timeZone: knownZone(timeZone) }, parameters };
}

function statusCode(value: string): string {
  if (value !== '' && !/^\d{3}$/.test(value)) throw new CannotRun(`--param status=${value}: write a status code such as 403`);
  return value;
}
