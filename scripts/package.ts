import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { thinUniversalBinary } from './thin-universal-binary.ts';

/** `npm run package [-- --target T]`: `auditscope-T-VERSION.vsix` with the database binary of platform T. Run after the build. */
const root = fileURLToPath(new URL('../', import.meta.url));
const TARGETS = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64',
  'win32-arm64',
  'alpine-x64',
  'alpine-arm64',
] as const;
type Target = (typeof TARGETS)[number];
/** The marketplace's users download this at every update. */
const MAX_BYTES = 32_000_000;
/** What goes in beside `dist/`. */
const SHIPPED = ['README.md', 'CHANGELOG.md', 'LICENSE', 'media', 'schemas', 'syntaxes', 'docs/images'];

const { target } = parseArgs({ options: { target: { type: 'string', default: hostTarget() } } }).values;
if (!(TARGETS as readonly string[]).includes(target)) {
  console.error(`--target ${target} is no platform; it is one of ${TARGETS.join(', ')}`);
  process.exit(2);
}
execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const stage = join(root, '.cache/package', target);
rmSync(stage, { recursive: true, force: true });
mkdirSync(stage, { recursive: true });
for (const name of ['dist', ...SHIPPED]) cpSync(join(root, name), join(stage, name), { recursive: true });
addBinding(target as Target);
// what is bundled is no dependency any more, and a user runs no script
const { dependencies: _, devDependencies: __, scripts: ___, allowScripts: ____, ...shipped } = manifest;
writeFileSync(join(stage, 'package.json'), `${JSON.stringify(shipped, null, 2)}\n`);
cpSync(join(root, '.vscodeignore'), join(stage, '.vscodeignore'));

const file = join(root, `auditscope-${target}-${manifest.version}.vsix`);
const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
execFileSync(
  process.execPath,
  [
    vsce,
    'package',
    '--target',
    target,
    '--no-dependencies',
    '--skip-license',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--out',
    file,
  ],
  { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] },
);
const { size } = statSync(file);
console.log(`${file.slice(root.length)}: ${(size / 1e6).toFixed(1)} MB`);
if (size > MAX_BYTES) {
  console.error(`the VSIX is larger than ${MAX_BYTES / 1e6} MB`);
  process.exit(1);
}

function hostTarget(): string {
  const musl = process.platform === 'linux' && existsSync('/etc/alpine-release');
  return `${musl ? 'alpine' : process.platform}-${process.arch}`;
}

/** Puts the binding of a platform where the bundled engine finds it: npm's own package of it, this machine's or packed on demand. */
function addBinding(target: Target): void {
  const [system, processor] = target.split('-') as [string, 'x64' | 'arm64'];
  const name = `node-bindings-${system === 'alpine' ? `linux-${processor}-musl` : target}`;
  const to = join(stage, 'dist/node_modules/@duckdb', name);
  const installed = join(root, 'node_modules/@duckdb', name);
  cpSync(existsSync(installed) ? installed : packedBinding(name), to, { recursive: true });
  // the macOS packages carry both processors' libraries: one is enough, and half the size
  for (const library of readdirSync(to).filter(f => f.endsWith('.dylib'))) {
    const path = join(to, library);
    writeFileSync(path, thinUniversalBinary(readFileSync(path), processor));
  }
}

function packedBinding(name: string): string {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/@duckdb/node-bindings/package.json'), 'utf8'));
  const folder = join(root, '.cache/bindings', `${name}-${version}`);
  const unpacked = join(folder, 'package');
  if (existsSync(join(unpacked, 'package.json'))) return unpacked;
  mkdirSync(folder, { recursive: true });
  const archive = execFileSync('npm', ['pack', '--silent', `@duckdb/${name}@${version}`], { cwd: folder, encoding: 'utf8' }).trim();
  execFileSync('tar', ['xzf', archive], { cwd: folder });
  return unpacked;
}
