import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';

/** `npm run bench [-- NAME…]`: runs the benches one after another, each in a process of its own; every figure is a ratio against a named peer of the same run. */
const folder = fileURLToPath(new URL('../bench/', import.meta.url));
const wanted = process.argv.slice(2);
const benches = readdirSync(folder).filter(f => f.endsWith('.ts') && (wanted.length === 0 || wanted.includes(f.slice(0, -3))));
if (benches.length === 0) {
  console.error(`no bench of that name; there are ${readdirSync(folder).join(', ')}`);
  process.exit(2);
}
console.log(`${cpus()[0]?.model.trim()}, ${cpus().length} processors, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.version}`);
let failed = false;
for (const bench of benches) {
  console.log(`\n── ${bench.slice(0, -3)}`);
  failed = spawnSync(process.execPath, [`${folder}${bench}`], { stdio: 'inherit' }).status !== 0 || failed;
}
process.exitCode = failed ? 1 : 0;
