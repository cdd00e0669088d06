import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { test } from 'node:test';

test('a new folder goes with the process that made it, also where that fails', () => {
  const source = new URL('../../scripts/new-folder.ts', import.meta.url).href;
  const program = `import { newFolder } from '${source}';
    import { writeFileSync } from 'node:fs';
    const folder = newFolder();
    writeFileSync(folder + '/file', 'x');
    console.log(folder);
    throw new Error('failed');`;
  const { stdout, status } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], { encoding: 'utf8' });
  assert.match(stdout, /auditscope-test-/);
  assert.deepEqual([status, existsSync(stdout.trim())], [1, false]);
});
