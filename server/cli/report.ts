import { collectReport } from '../reports/page/collect-report.ts';
import { reportJson } from '../reports/page/report-json.ts';
import { REPORTS } from '../reports/report-registry.ts';
import { CannotRun } from './cannot-run.ts';
import { withLog } from './open-logs.ts';
import { printable } from './printable.ts';
import { reportScope } from './report-scope.ts';
import { runCommand } from './run-command.ts';
import { writeResult } from './write-out.ts';

export interface ReportOptions {
  readonly param: readonly string[];
  readonly timeZone?: string;
  readonly format: 'html' | 'json';
  readonly output?: string;
}

/** `auditscope report`: 0 also where lines are damaged, 2 where it could not run. */
export function report(id: string, logs: readonly string[], options: ReportOptions): Promise<number> {
  return runCommand(async () => {
    writeResult(options.output, await reportText(id, logs, options));
    return 0;
  });
}

async function reportText(id: string, logs: readonly string[], options: ReportOptions): Promise<string> {
  const definition = REPORTS.find(r => r.id === id);
  if (!definition) throw new CannotRun(`there is no report "${printable(id)}"; reports are ${REPORTS.map(r => r.id).join(', ')}`);
  const { scope, parameters } = reportScope(options.param, options.timeZone);
  return withLog(logs, async (log, signal) => {
    const collected = await collectReport(log, definition, scope, signal);
    if (options.format === 'json') return reportJson(collected, parameters);
    return (await import('../reports/page/report-page.ts')).reportPage(collected);
  });
}
