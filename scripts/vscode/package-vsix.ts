import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { node24, root, withNode24 } from '../ensure.mjs';

/** Builds and packages the extension for this machine; answers the VSIX. Ends the process where that fails. */
export function packageVsix(): string {
  const { status } = spawnSync(node24, [join(root, 'scripts/package.ts')], { cwd: root, stdio: 'inherit', env: withNode24() });
  if (status !== 0) process.exit(status ?? 1);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return join(root, `auditscope-${process.platform}-${process.arch}-${version}.vsix`);
}
