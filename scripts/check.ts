import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Types, style, import directions, dead code and file sizes; every tool says all it has to say, then one line sums up. */
const root = fileURLToPath(new URL('../', import.meta.url));

interface Verdict {
  readonly name: string;
  readonly ok: boolean;
  readonly output: string;
}

const MAX_LINES = 400;

function run(name: string, ...command: readonly [string, ...string[]]): Promise<Verdict> {
  const [tool, ...args] = command;
  return new Promise(resolve => {
    execFile(`${root}node_modules/.bin/${tool}`, args, { cwd: root, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      resolve({ name, ok: error === null, output: `${stdout}${stderr}`.trim() });
    });
  });
}

/** Long files collect all cases: none over 400 lines, half of them under 150. */
function fileSizes(files: readonly string[]): Verdict {
  const lengths = files.map(file => ({ file, lines: readFileSync(`${root}${file}`, 'utf8').split('\n').length - 1 }));
  const long = lengths.filter(f => f.lines > MAX_LINES);
  const median = lengths.map(f => f.lines).sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  const problems = [
    ...long.map(f => `${f.file}: ${f.lines} lines, at most ${MAX_LINES}`),
    ...(median > 150 ? [`half of the files should be under 150 lines; the median is ${median}`] : []),
  ];
  return { name: `file sizes (${files.length} files, median ${median} lines)`, ok: problems.length === 0, output: problems.join('\n') };
}

const listed = await new Promise<string>((resolve, reject) => {
  execFile(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', 'client', 'server', 'scripts', 'bench', 'test'],
    { cwd: root },
    (error, stdout) => (error ? reject(error) : resolve(stdout)),
  );
});
// a file removed and not yet committed is still listed
const sources = listed.split('\n').filter(f => /\.(ts|mjs)$/.test(f) && existsSync(`${root}${f}`));

const verdicts = await Promise.all([
  run('types', 'tsc', '-p', '.'),
  run('style', 'biome', 'check', '--error-on-warnings'),
  run('import directions', 'depcruise', 'client', 'server', '--config', '.dependency-cruiser.cjs'),
  run('dead code', 'knip', '--no-progress'),
  fileSizes(sources),
]);
for (const { name, ok, output } of verdicts) {
  console.log(`${ok ? '✔' : '✖'} ${name}`);
  if (!ok) console.log(output.replace(/^/gm, '    '));
}
process.exitCode = verdicts.every(v => v.ok) ? 0 : 1;
