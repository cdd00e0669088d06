import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { newFolder } from '../../../scripts/new-folder.ts';
import { makeEngineFolder } from '../../../server/logs/engine-folder.ts';

test('what dead engines left is removed after a day; everything else stays', () => {
  const parent = newFolder();
  const { pid: dead } = spawnSync(process.execPath, ['-e', '']);
  const [left, alive, other] = [`auditscope-engine-${dead}-a`, `auditscope-engine-${process.pid}-b`, `auditscope-notes-${dead}`];
  for (const name of [left, alive, other]) {
    mkdirSync(`${parent}/${name}`);
    writeFileSync(`${parent}/${name}/data`, 'x');
  }
  makeEngineFolder(parent, Date.now() + 3_600_000);
  assert.equal(readdirSync(parent).length, 4);
  makeEngineFolder(parent, Date.now() + 25 * 3_600_000);
  const names = readdirSync(parent);
  assert.ok(!names.includes(left) && names.includes(alive) && names.includes(other));
});
