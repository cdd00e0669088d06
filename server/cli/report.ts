import { existsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../logs/engine-error.ts';
import { engineLimits } from '../logs/engine-limits.ts';
import { openLog } from '../logs/open-log.ts';
import type { LogScope, LogSummary, PanelResult, ReportDefinition } from '../protocol/log.ts';
import type { PanelFailure } from '../protocol/log-engine.ts';
import { REPORTS } from '../reports/report-registry.ts';
import { CannotRun } from './read-policy.ts';
import { reportScope } from './report-scope.ts';
import { writeOut } from './write-out.ts';

export interface ReportOptions {
  readonly param: readonly string[];
  readonly timeZone?: string;
  readonly format: 'html' | 'json';
  readonly output?: string;
}

/** Memory the engine may use, in megabytes; what does not fit goes to the temporary folder. */
const MEMORY = 1024;

/** The bundled engine: one folder above the command line, whose parts the bundler may put into a folder of their own. */
function enginePath(): string {
  const candidates = ['../log-engine.cjs', '../../log-engine.cjs'].map(path => fileURLToPath(new URL(path, import.meta.url)));
  const found = candidates.find(path => existsSync(path));
  if (found === undefined) throw new CannotRun('the log engine is missing beside the command line: the package is incomplete');
  return found;
}

/** `auditscope report`: 0 also where lines are damaged, 2 where it could not run. */
export async function report(id: string, logs: readonly string[], options: ReportOptions): Promise<number> {
  try {
    const text = await reportText(id, logs, options);
    if (options.output === undefined) writeOut(text);
    else writeReport(options.output, text);
    return 0;
  } catch (error) {
    if (!(error instanceof CannotRun || error instanceof EngineError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return 2;
  }
}

async function reportText(id: string, logs: readonly string[], options: ReportOptions): Promise<string> {
  const definition = REPORTS.find(r => r.id === id);
  if (!definition) throw new CannotRun(`there is no report "${id}"; reports are ${REPORTS.map(r => r.id).join(', ')}`);
  const { scope, parameters } = reportScope(options.param, options.timeZone);
  for (const file of logs)
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new CannotRun(`${file}: is a folder, not a log file`);
  const limits = engineLimits({ memoryMegabytes: MEMORY, threads: 0, temporaryFolder: tmpdir() });
  const stop = new AbortController();
  const interrupt = () => stop.abort(new CannotRun('interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    const log = await openLog({ files: logs, engine: enginePath(), limits, signal: stop.signal });
    try {
      const panels: (PanelResult | PanelFailure)[] = [];
      await log.report(definition, scope, panel => panels.push(panel), stop.signal);
      const order = definition.panels.map(panel => panel.id);
      panels.sort((a, b) => order.indexOf(a.id) - order.indexOf(b.id));
      return await render(options.format, { report: definition, summary: log.summary, scope, panels }, parameters);
    } finally {
      await log.close();
    }
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

interface Rendered {
  readonly report: ReportDefinition;
  readonly summary: LogSummary;
  readonly scope: LogScope;
  readonly panels: readonly (PanelResult | PanelFailure)[];
}

async function render(
  format: 'html' | 'json',
  rendered: Rendered,
  parameters: Readonly<Record<string, readonly string[]>>,
): Promise<string> {
  if (format === 'html') return (await import('../reports/page/report-page.ts')).reportPage(rendered);
  const { report: definition, summary, scope, panels } = rendered;
  const titles = new Map(definition.panels.map(panel => [panel.id, panel.title]));
  const { name, format: form, compression, bytes, events, requests, from, to, skippedLines, damaged, truncated } = summary;
  return `${JSON.stringify({
    report: definition.id,
    parameters,
    timeZone: scope.timeZone,
    log: { name, format: form, compression, bytes, events, requests, from, to },
    skipped: { lines: skippedLines, truncated, damaged },
    panels: panels.map(({ id, ...panel }) => ({ id, title: titles.get(id), ...panel })),
  })}\n`;
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CannotRun(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}
