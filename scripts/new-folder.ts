import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const made: string[] = [];

/** A folder that nobody else has, for a test, a bench or a script; it goes when the process ends. */
export function newFolder(prefix = join(tmpdir(), 'auditscope-test-')): string {
  if (made.length === 0) process.once('exit', removeAll);
  const folder = realpathSync(mkdtempSync(prefix));
  made.push(folder);
  return folder;
}

function removeAll(): void {
  for (const folder of made) {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
    } catch {
      // Windows keeps a file that somebody has open
    }
  }
}
