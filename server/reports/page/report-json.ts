import type { Filter, LogScope } from '../../protocol/log.ts';
import { FILTER_PARAMETERS, type ReportParameters } from '../report-parameters.ts';
import type { ReportPageInput } from './report-page.ts';

const isParameter = ({ field, exclude }: Filter): boolean => !exclude && FILTER_PARAMETERS.some(name => name === field);

/** The parameters with which `auditscope report` narrows a log as the scope does, as far as they can say it. */
export function scopeParameters({ filters, from, to }: LogScope): ReportParameters {
  const parameters: Record<string, string[]> = {};
  for (const { field, value } of filters.filter(isParameter)) parameters[field] = [...(parameters[field] ?? []), value];
  if (from !== undefined) parameters.from = [new Date(from).toISOString()];
  if (to !== undefined) parameters.to = [new Date(to).toISOString()];
  return parameters;
}

/**
 * The figures as one JSON object on one line, in the shape of `auditscope report --format json`. Conditions that are no
 * parameters stand under `filters`, so that a part never looks like the whole.
 */
export function reportJson({ report, summary, scope, panels }: ReportPageInput, parameters: ReportParameters): string {
  const titles = new Map(report.panels.map(panel => [panel.id, panel.title]));
  const { name, format, compression, bytes, events, requests, from, to, skippedLines, damaged, truncated } = summary;
  const others = scope.filters.filter(filter => !isParameter(filter));
  return `${JSON.stringify({
    report: report.id,
    parameters,
    ...(others.length > 0 && { filters: others }),
    timeZone: scope.timeZone,
    log: { name, format, compression, bytes, events, requests, from, to },
    skipped: { lines: skippedLines, truncated, damaged },
    panels: panels.map(({ id, ...panel }) => ({ id, title: titles.get(id), ...panel })),
  })}\n`;
}
