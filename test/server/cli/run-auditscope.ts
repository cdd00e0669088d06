import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command line as source. */
export const AUDITSCOPE = fileURLToPath(new URL('../../../server/cli/auditscope.ts', import.meta.url));

interface Around {
  readonly env?: NodeJS.ProcessEnv;
  /** Standard input, empty by default. */
  readonly input?: string | Uint8Array;
}

/** Runs a command line to its end in a folder. */
export function auditscope(folder: string, args: readonly string[], { env = process.env, input = '' }: Around = {}) {
  const ran = spawnSync(process.execPath, [AUDITSCOPE, ...args], { cwd: folder, env, input });
  return { status: ran.status, stdout: ran.stdout.toString('utf8'), stderr: ran.stderr.toString('utf8') };
}
