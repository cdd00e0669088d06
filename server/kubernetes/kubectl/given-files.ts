import { fail } from './failure.ts';
import { flagIsSet } from './flags.ts';
import type { Invocation } from './invocation.ts';

/** The files a command may read. */
export type GivenFiles = Pick<Invocation, 'files' | 'parseManifests'>;

/** A mapping of a manifest. */
export type Mapping = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping, and no list. */
export const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The given files that a `-f` argument names: one file, or the manifests of a folder. Fails where nothing is given. */
export function fileNames({ files, flags }: Invocation, written: string): readonly string[] {
  const name = written.replace(/^\.\//, '');
  const folder = name === '.' || name === '' ? '' : `${name.replace(/\/+$/, '')}/`;
  const inFolder = Object.keys(files)
    .filter(file => /\.(?:json|ya?ml)$/.test(file) && file.startsWith(folder))
    .filter(file => flagIsSet(flags, 'recursive') || !file.slice(folder.length).includes('/'));
  if (fileNamed(files, name) !== undefined) return [name];
  return inFolder.length > 0
    ? inFolder.sort()
    : fail(`kubectl reads ${written === '-' ? 'standard input' : written}, whose content is not given`);
}

const fileNamed = (files: Invocation['files'], name: string): string | undefined =>
  Object.hasOwn(files, name) ? files[name] : Object.hasOwn(files, `./${name}`) ? files[`./${name}`] : undefined;

/** The documents of one given file. Fails where it is not given or cannot be read. */
export function parseFile({ files, parseManifests }: GivenFiles, name: string): readonly unknown[] {
  const text = fileNamed(files, name) ?? fail(`kubectl reads ${name}, whose content is not given`);
  try {
    return parseManifests(text);
  } catch (error) {
    return fail(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}
