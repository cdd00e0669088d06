import { writeFileSync, writeSync } from 'node:fs';
import { CannotRun } from './cannot-run.ts';
import { reasonOf } from './file-error.ts';
import { printable } from './printable.ts';

/**
 * Writes to standard output whole, also where it is a pipe that the process's end would cut (`process.stdout.write` is
 * asynchronous there). A reader that went away ends the output quietly.
 */
export function writeOut(text: string): void {
  const bytes = Buffer.from(text);
  let done = 0;
  while (done < bytes.length) {
    try {
      done += writeSync(1, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw error;
    }
  }
}

/** Writes a result into a file. Throws `CannotRun` where that cannot be written. */
export function writeFile(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new CannotRun(`${printable(file)}: cannot be written (${reasonOf(error)})`);
  }
}

/** Writes a command's result where `--output` says: into that file, without one to standard output. */
export function writeResult(output: string | undefined, text: string): void {
  if (output === undefined) writeOut(text);
  else writeFile(output, text);
}
