import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { CannotInstall, ensureCodeServer, ensureDependencies, has, node24, root, withNode24 } from './ensure.mjs';

/**
 * `npm start`: opens VS Code with the extension on the sample workspace. Desktop VS Code where there is one, else VS Code in
 * the browser (`--browser` asks for that one). Plain JavaScript: it starts on Node 20 with nothing installed.
 */
const workspace = join(root, 'test/workspace');
/** What a newcomer sees first. */
const POLICY = 'audit-policy.yaml';
const windows = process.platform === 'win32';
const display = windows || process.platform === 'darwin' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const desktop = !process.argv.includes('--browser') && display && has('code');

try {
  ensureDependencies();
  if (!desktop) ensureCodeServer();
  console.log('Building …');
  runNode24('scripts/build.ts');
  if (desktop) {
    run('code', `--extensionDevelopmentPath=${root}`, workspace, join(workspace, POLICY));
    console.log(`Opened ${workspace} in VS Code.`);
  } else {
    runNode24('scripts/vscode/serve.ts', workspace, POLICY);
  }
} catch (error) {
  if (!(error instanceof CannotInstall)) throw error;
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

/** @param {string} script @param {readonly string[]} args */
function runNode24(script, ...args) {
  run(node24, join(root, script), ...args);
}

/** Runs to its end; a failure ends this script with the same code. @param {string} program @param {readonly string[]} args */
function run(program, ...args) {
  // on Windows "code" is a batch file, which only a shell starts
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    env: withNode24(),
    stdio: 'inherit',
    shell: windows && program === 'code',
  });
  if (error) throw error;
  if (status !== 0) process.exit(status ?? 1);
}
