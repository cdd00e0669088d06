import { spawnSync } from 'node:child_process';
import { ensureChromium, ensureCodeServer, ensureDependencies, root } from './ensure.mjs';

/**
 * `npm test`: installs what is missing, then builds, checks and runs every suite; the last line counts. A job that has no
 * count of its own (build, check) counts as one test. Plain JavaScript: it starts on Node 20 with nothing installed.
 */
const JOBS = ['build', 'check', 'test:unit', 'test:vscode'];

ensureDependencies();
ensureChromium();
ensureCodeServer();

let passed = 0;
let failed = 0;
for (const job of JOBS) {
  console.log(`\n── npm run ${job}`);
  const { status, stdout } = spawnSync('npm', ['run', '--silent', job], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32',
  });
  const counts = { pass: count(stdout, 'pass'), fail: count(stdout, 'fail') };
  const counted = counts.pass + counts.fail > 0;
  passed += counted ? counts.pass : status === 0 ? 1 : 0;
  // a suite that broke off counts as a failure even where each test that ran has passed
  failed += counted ? counts.fail + (status !== 0 && counts.fail === 0 ? 1 : 0) : status === 0 ? 0 : 1;
  console.log(counted && status === 0 ? `${counts.pass} passed` : stdout.trimEnd());
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

/**
 * Sums the closing lines of Node's test runner.
 * @param {string} output @param {string} word
 */
function count(output, word) {
  return [...output.matchAll(new RegExp(`^(?:ℹ|#) ${word} (\\d+)$`, 'gm'))].reduce((sum, [, n]) => sum + Number(n), 0);
}
