import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Installs what a fresh machine lacks: npm packages (Node 24 among them), Debian packages, code-server. Each step looks first
 * and does nothing where all is there. Runs on Node 20 before anything is installed, hence plain JavaScript without packages.
 */

export const root = fileURLToPath(new URL('../', import.meta.url));
/** Node 24, which every script of the project runs on. */
export const node24 = join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');

const NPM_ATTEMPTS = 3;
/** What compiling code-server's native modules asks for. */
const CODE_SERVER_NEEDS = ['g++', 'make', 'python3', 'pkg-config', 'libkrb5-dev', 'libsecret-1-dev', 'libxkbfile-dev', 'libx11-dev'];

/** A step that failed, told in words for the person at the terminal. */
export class CannotInstall extends Error {}

/** Runs `npm ci` unless every package of package.json is there in its exact version. Throws `CannotInstall`. */
export function ensureDependencies() {
  if (dependenciesAreThere()) return;
  console.log('Installing the npm packages …');
  npmCi(root, process.env);
  if (!dependenciesAreThere()) throw new CannotInstall('npm ci ended well, but packages of package.json are still missing.');
}

/**
 * Installs the Debian packages that are missing. Throws `CannotInstall` with the command to run where this account may not
 * install, or where there is no apt-get.
 * @param {readonly string[]} names
 */
export function ensureDebianPackages(names) {
  const missing = names.filter(name => !isInstalled(name));
  if (missing.length === 0) return;
  const list = missing.join(' ');
  if (!has('apt-get')) throw new CannotInstall(`This machine has no apt-get. Install what corresponds to these Debian packages: ${list}`);
  const root = process.getuid?.() === 0;
  if (!root && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status !== 0) {
    throw new CannotInstall(`Missing Debian packages. Install them, then run this again:\n  sudo apt-get install ${list}`);
  }
  console.log(`Installing Debian packages: ${list} …`);
  /** @param {string[]} words */
  const apt = (...words) => {
    // another apt-get may be at work on the machine: wait for it
    const command = ['-o', 'DPkg::Lock::Timeout=300', ...words];
    const [program, args] = root ? ['apt-get', command] : ['sudo', ['-n', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...command]];
    return run(program, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  };
  const install = () => apt('install', '-y', '-qq', '--no-install-recommends', ...missing);
  // the lists of a new machine are empty, those of an old one stale; a current one needs no update
  if (install() || (apt('update', '-qq') && install())) return;
  throw new CannotInstall(`apt-get could not install: ${list}`);
}

/** Installs the browser that draws VS Code's pages in tests, and fonts for it; answers where it is. Throws `CannotInstall`. */
export function ensureChromium() {
  const found = chromium();
  if (found) return found;
  ensureDebianPackages(['chromium', 'fonts-noto-core', 'fonts-dejavu-core']);
  const installed = chromium();
  if (!installed) throw new CannotInstall('No Chromium found. Install it and put it on PATH as "chromium".');
  return installed;
}

/**
 * Installs code-server (VS Code for the browser) into `.cache/code-server` with the versions of its lock file; about two
 * minutes the first time. Answers the program to run with Node 24. Throws `CannotInstall`.
 */
export function ensureCodeServer() {
  const folder = join(root, '.cache/code-server');
  const entry = join(folder, 'node_modules/code-server/out/node/entry.js');
  const source = join(root, 'scripts/vscode/code-server');
  const lock = readFileSync(join(source, 'package-lock.json'));
  const wanted = createHash('sha256').update(lock).update(readFileSync(node24VersionFile())).digest('hex');
  const mark = join(folder, 'installed');
  if (existsSync(entry) && existsSync(mark) && readFileSync(mark, 'utf8') === wanted) return entry;

  if (process.platform === 'linux') ensureDebianPackages(CODE_SERVER_NEEDS);
  console.log('Installing code-server (about two minutes, once) …');
  rmSync(mark, { force: true });
  mkdirSync(folder, { recursive: true });
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(source, file), join(folder, file));
  copyFileSync(join(root, '.npmrc'), join(folder, '.npmrc'));
  // on Linux the headers of Node 24 come from npm too; elsewhere node-gyp finds its own
  const headers = process.platform === 'linux' && { npm_config_nodedir: join(folder, `node_modules/node-linux-${process.arch}`) };
  npmCi(folder, { ...withNode24(), ...headers });
  writeFileSync(mark, wanted);
  return entry;
}

/** The environment in which `node` is Node 24. */
export const withNode24 = () => ({ ...process.env, PATH: `${dirname(node24)}${delimiter}${process.env.PATH ?? ''}` });

/** Whether a program is on PATH. @param {string} program */
export function has(program) {
  const finder = process.platform === 'win32' ? 'where' : 'which';
  return spawnSync(finder, [program], { stdio: 'ignore' }).status === 0;
}

function dependenciesAreThere() {
  const { dependencies, devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const present = (/** @type {[string, string]} */ [name, version]) => {
    const file = join(root, 'node_modules', name, 'package.json');
    return existsSync(file) && JSON.parse(readFileSync(file, 'utf8')).version === version;
  };
  return Object.entries({ ...dependencies, ...devDependencies }).every(present) && existsSync(node24);
}

const node24VersionFile = () => join(root, 'node_modules/node/package.json');

/** @param {string} folder @param {NodeJS.ProcessEnv} env */
function npmCi(folder, env) {
  // of an npm that runs this: install scripts read the version of Node in it
  const { npm_config_user_agent: _, ...own } = env;
  for (let attempt = 1; attempt <= NPM_ATTEMPTS; attempt++) {
    if (run('npm', ['ci', '--no-audit', '--no-fund', '--fetch-retries=5', '--loglevel=error'], { cwd: folder, env: own })) return;
    if (attempt < NPM_ATTEMPTS) console.log(`npm ci failed; trying again (${attempt + 1} of ${NPM_ATTEMPTS}) …`);
  }
  throw new CannotInstall(`npm ci failed ${NPM_ATTEMPTS} times in ${folder}; its last lines above say why.`);
}

function isInstalled(/** @type {string} */ debianPackage) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the words of dpkg-query
  const { status, stdout } = spawnSync('dpkg-query', ['-W', '-f=${Status}', debianPackage], { encoding: 'utf8' });
  return status === 0 && stdout === 'install ok installed';
}

function chromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap(folder => names.map(name => join(folder, name))).find(existsSync);
}

/** @param {string} program @param {readonly string[]} args @param {import('node:child_process').SpawnSyncOptions} options */
function run(program, args, options) {
  const shell = process.platform === 'win32';
  return spawnSync(program, args, { stdio: 'inherit', shell, ...options }).status === 0;
}
