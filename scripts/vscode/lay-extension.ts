import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../ensure.mjs';

/**
 * Lays the built extension into an extensions folder as an installed one, without packaging: a second instead of twenty. The
 * native engine stays where npm put it. Throws where nothing is built.
 */
export function layExtension(extensions: string): void {
  if (!existsSync(join(root, 'dist/extension.cjs'))) throw new Error('dist/ is not built: run "npm run build" first.');
  const { publisher, name, version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, string>;
  rmSync(extensions, { recursive: true, force: true });
  const folder = join(extensions, `${publisher}.${name}-${version}`);
  mkdirSync(folder, { recursive: true });
  for (const part of ['package.json', 'README.md', 'CHANGELOG.md', 'dist', 'media', 'schemas', 'syntaxes']) {
    if (existsSync(join(root, part))) cpSync(join(root, part), join(folder, part), { recursive: true });
  }
  const modules = join(folder, 'dist/node_modules');
  mkdirSync(modules, { recursive: true });
  symlinkSync(join(root, 'node_modules/@duckdb'), join(modules, '@duckdb'), 'junction');
}
