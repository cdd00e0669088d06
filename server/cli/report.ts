import { existsSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../logs/engine-error.ts';
import { engineLimits } from '../logs/engine-limits.ts';
import { openLog } from '../logs/open-log.ts';
import { collectReport } from '../reports/page/collect-report.ts';
import { reportJson } from '../reports/page/report-json.ts';
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
      const collected = await collectReport(log, definition, scope, stop.signal);
      if (options.format === 'json') return reportJson(collected, parameters);
      return (await import('../reports/page/report-page.ts')).reportPage(collected);
    } finally {
      await log.close();
    }
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

function writeReport(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CannotRun(`${file}: cannot be written (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
  }
}
