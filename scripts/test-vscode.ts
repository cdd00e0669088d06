import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureChromium, ensureCodeServer, node24, root, withNode24 } from './ensure.mjs';

/**
 * `npm run test:vscode`: packages the extension, installs it into a real VS Code (code-server) and drives that through a
 * browser. `--dist` takes what `dist/` holds instead of a package, for quick turns.
 */
ensureCodeServer();
ensureChromium();

const vsix = process.argv.includes('--dist') ? undefined : packaged();
const tests = globSync('test/vscode/*.test.ts', { cwd: root }).sort();
// one process: all tests share one VS Code
const { status } = spawnSync(node24, ['--test', '--test-isolation=none', ...tests], {
  cwd: root,
  stdio: 'inherit',
  env: { ...withNode24(), ...(vsix && { AUDITSCOPE_VSIX: vsix }) },
});
process.exitCode = status ?? 1;

function packaged(): string {
  const { status } = spawnSync(node24, [join(root, 'scripts/package.ts')], { cwd: root, stdio: 'inherit', env: withNode24() });
  if (status !== 0) process.exit(status ?? 1);
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return join(root, `auditscope-${process.platform}-${process.arch}-${version}.vsix`);
}
