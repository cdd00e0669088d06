import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const NAME = /^auditscope-engine-(\d+)-/;
/** Another container may see this folder but not our processes: only what is old is given up. */
const OLD = 24 * 3_600_000;

/**
 * Makes a folder of one engine's own. Folders whose owner is gone without tidying up (both processes were killed at once)
 * are removed after a day; `now` is Unix milliseconds.
 */
export function makeEngineFolder(parent: string, now: number): string {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent)) {
    const owner = NAME.exec(name)?.[1];
    if (owner === undefined || isAlive(Number(owner))) continue;
    const path = join(parent, name);
    try {
      if (now - statSync(path).mtimeMs > OLD) rmSync(path, { recursive: true, force: true });
    } catch {
      // somebody else's
    }
  }
  return mkdtempSync(join(parent, `auditscope-engine-${process.pid}-`));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
