import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { ensureChromium, ensureCodeServer, node24, root, withNode24 } from './ensure.mjs';
import { packageVsix } from './vscode/package-vsix.ts';

/**
 * `npm run test:vscode`: packages the extension, installs it into a real VS Code (code-server) and drives that through a
 * browser. `-- --dist` takes what `dist/` holds instead of a package, for quick turns.
 */
ensureCodeServer();
ensureChromium();

const vsix = process.argv.includes('--dist') ? undefined : packageVsix();
const tests = globSync('test/vscode/*.test.ts', { cwd: root }).sort();
// one process: all tests share one VS Code
const { status } = spawnSync(node24, ['--test', '--test-isolation=none', ...tests], {
  cwd: root,
  stdio: 'inherit',
  env: { ...withNode24(), ...(vsix && { AUDITSCOPE_VSIX: vsix }) },
});
process.exitCode = status ?? 1;
