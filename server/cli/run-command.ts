import { EngineError } from '../logs/engine-error.ts';
import { CannotRun } from './cannot-run.ts';
import { printable } from './printable.ts';

/** Runs a command's body to its exit code; what cannot run, and what the log engine cannot answer, is told on standard error. */
export async function runCommand(body: () => number | Promise<number>): Promise<number> {
  try {
    return await body();
  } catch (error) {
    if (!(error instanceof CannotRun || error instanceof EngineError)) throw error;
    process.stderr.write(`${error instanceof EngineError ? printable(error.message) : error.message}\n`);
    return 2;
  }
}
