import type { Filter, LogScope } from '../protocol/log.ts';
import { FILTER_PARAMETERS, type ReportParameters, TIME_PARAMETERS } from '../reports/report-parameters.ts';
import { CannotRun } from './cannot-run.ts';
import { printable } from './printable.ts';
import { knownZone, readTime } from './time-options.ts';

const NAMES = [...FILTER_PARAMETERS, ...TIME_PARAMETERS].join(', ');

interface ReportScope {
  readonly scope: LogScope;
  /** As given, by name. */
  readonly parameters: ReportParameters;
}

/** Reads `--param k=v` and `--time-zone`. Throws `CannotRun` with what would be right. */
export function reportScope(params: readonly string[], timeZone: string | undefined): ReportScope {
  const parameters: Record<string, string[]> = {};
  const filters: Filter[] = [];
  const range: { from?: number; to?: number } = {};
  for (const param of params) {
    const at = param.indexOf('=');
    const name = param.slice(0, Math.max(0, at));
    const value = param.slice(at + 1);
    const field = FILTER_PARAMETERS.find(known => known === name);
    const bound = TIME_PARAMETERS.find(known => known === name);
    if (field !== undefined) filters.push({ field, value: field === 'status' ? statusCode(value) : value });
    else if (bound === undefined) throw new CannotRun(`--param ${printable(param)}: write NAME=VALUE with one of ${NAMES}`);
    else if (range[bound] !== undefined) throw new CannotRun(`--param ${name} is given twice`);
    else range[bound] = readTime(`--param ${name}=`, value);
    parameters[name] = [...(parameters[name] ?? []), value];
  }
  if (range.from !== undefined && range.to !== undefined && range.from >= range.to) throw new CannotRun('--param from must be before to');
  return { scope: { filters, ...range, timeZone: knownZone(timeZone) }, parameters };
}

function statusCode(value: string): string {
  if (value !== '' && !/^\d{3}$/.test(value)) throw new CannotRun(`--param status=${printable(value)}: write a status code such as 403`);
  return value;
}
