import type { LogScope, PanelResult, ReportDefinition } from '../../protocol/log.ts';
import type { OpenLog, PanelFailure } from '../../protocol/log-engine.ts';
import type { ReportPageInput } from './report-page.ts';

/** A whole report in a scope, its panels in the order of the definition. Rejects as `OpenLog.report` does. */
export async function collectReport(
  log: OpenLog,
  report: ReportDefinition,
  scope: LogScope,
  signal?: AbortSignal,
): Promise<ReportPageInput> {
  const panels: (PanelResult | PanelFailure)[] = [];
  await log.report(report, scope, panel => panels.push(panel), signal);
  const order = new Map(report.panels.map(({ id }, i) => [id, i]));
  panels.sort((a, b) => (order.get(a.id) ?? 0) - (order.get(b.id) ?? 0));
  return { report, summary: log.summary, scope, panels };
}
