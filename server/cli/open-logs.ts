import { createWriteStream, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { engineLimits } from '../logs/engine-limits.ts';
import { type OpenLogOptions, openLog } from '../logs/open-log.ts';
import { orderLogFiles } from '../logs/order-log-files.ts';
import type { OpenLog } from '../protocol/log-engine.ts';
import { CannotRun } from './cannot-run.ts';
import { printable } from './printable.ts';

/** Memory the engine may use, in megabytes; what does not fit goes to the temporary folder. */
const MEMORY = 1024;

/** The bundled engine: one folder above the command line, whose parts the bundler may put into a folder of their own; from source, the source of the engine. */
function enginePath(): string {
  const candidates = ['../log-engine.cjs', '../../log-engine.cjs', '../logs/engine-process.ts'].map(path =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  const found = candidates.find(path => existsSync(path));
  if (found === undefined) throw new CannotRun('the log engine is missing beside the command line: the package is incomplete');
  return found;
}

/**
 * Opens log files as one log, rotated ones in the order they were written; `-` is standard input. The log is closed when `work`
 * ends, however it ends; an interruption ends it with `CannotRun`.
 */
export async function withLog<T>(
  files: readonly string[],
  work: (log: OpenLog, signal: AbortSignal) => Promise<T>,
  more: Pick<OpenLogOptions, 'knowledge'> = {},
): Promise<T> {
  for (const file of files)
    if (statSync(file, { throwIfNoEntry: false })?.isDirectory()) throw new CannotRun(`${printable(file)}: is a folder, not a log file`);
  if (files.filter(file => file === '-').length > 1) throw new CannotRun('- (standard input) is named twice');
  const stop = new AbortController();
  const interrupt = () => stop.abort(new CannotRun('interrupted'));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const received = files.includes('-') ? mkdtempSync(join(tmpdir(), 'auditscope-input-')) : undefined;
  try {
    const input = received === undefined ? undefined : join(received, 'standard input');
    if (input !== undefined) await pipeline(process.stdin, createWriteStream(input, { mode: 0o600 }), { signal: stop.signal });
    const named = orderLogFiles(files).map(file => (file === '-' && input !== undefined ? input : file));
    const limits = engineLimits({ memoryMegabytes: MEMORY, threads: 0, temporaryFolder: tmpdir() });
    const log = await openLog({ files: named, engine: enginePath(), limits, signal: stop.signal, ...more });
    try {
      return await work(log, stop.signal);
    } finally {
      await log.close();
    }
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    if (received !== undefined) rmSync(received, { recursive: true, force: true });
  }
}
