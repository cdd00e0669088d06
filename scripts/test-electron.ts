import { cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { downloadAndUnzipVSCode, runTests, runVSCodeCommand } from '@vscode/test-electron';
import { build } from 'esbuild';
import { root } from './ensure.mjs';
import { packageVsix } from './vscode/package-vsix.ts';

/**
 * `npm run test:electron [-- VERSION]`: the packaged extension in a desktop VS Code, for machines that can download one. Says
 * whether it activates, diagnoses and opens a log there; `npm run test:vscode` tests all the rest.
 */
const version = process.argv[2] ?? 'stable';
const home = join(root, '.cache/electron');
const workspace = join(home, 'workspace');
const profile = ['--user-data-dir', join(home, 'user'), '--extensions-dir', join(home, 'extensions')];
for (const folder of ['workspace', 'user', 'extensions', 'runner']) rmSync(join(home, folder), { recursive: true, force: true });
mkdirSync(join(home, 'runner'), { recursive: true });
cpSync(join(root, 'test/workspace'), workspace, { recursive: true });

const vsix = packageVsix();
const vscodeExecutablePath = await downloadAndUnzipVSCode({ version, cachePath: join(home, 'download') });
await runVSCodeCommand(['--install-extension', vsix, ...profile], { version, cachePath: join(home, 'download') });

// VS Code runs tests only beside an extension under development; ours is installed, so that one is empty
const manifest = { name: 'runner', publisher: 'auditscope', version: '0.0.0', engines: { vscode: '*' } };
writeFileSync(join(home, 'runner/package.json'), JSON.stringify(manifest));
const tests = join(home, 'runner/run.cjs');
await build({
  entryPoints: [join(root, 'test/vscode/electron/run.ts')],
  outfile: tests,
  bundle: true,
  platform: 'node',
  format: 'cjs',
  external: ['vscode'],
});

const code = await runTests({
  vscodeExecutablePath,
  extensionDevelopmentPath: join(home, 'runner'),
  extensionTestsPath: tests,
  launchArgs: [workspace, ...profile, '--disable-workspace-trust', '--skip-welcome'],
});
process.exitCode = code;
