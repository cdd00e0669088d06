import { findCommand } from './command-table.ts';
import { commandWords } from './command-words.ts';
import { CommandFailure } from './failure.ts';
import { flagIsSet, flagText, flagValues, parseWords } from './flags.ts';
import { isMapping } from './given-files.ts';
import { includedIn, KUSTOMIZATION_FILES, normalPath } from './kustomization.ts';

/** What lies at a path: the text of a file, the names in a folder (those of folders end in `/`), or nothing. */
export type Found = string | readonly string[] | undefined;

/** A folder may hold anything; a command line that reads more than this many files is not one to be simulated. */
const MOST_FILES = 500;

/**
 * The files a kubectl command line reads (`-f`, `-R`, `-k`), by the names it knows them by. A generator, because who runs it
 * reads files in its own way: it yields each path it wants, relative to the folder of the command, and takes what is there.
 * Standard input, URLs and what is not there are left out; the reader of the command names them. Nothing for any other text.
 */
export function* filesOfCommand(
  line: string,
  parseManifests: (text: string) => readonly unknown[],
): Generator<string, Readonly<Record<string, string>>, Found> {
  const files: Record<string, string> = {};
  const named = namesIn(line);
  for (const name of named.files) yield* readNamed(name, named.recursive, files);
  for (const folder of named.kustomizations) yield* readKustomization(normalPath(folder), parseManifests, files);
  return files;
}

interface NamesInCommand {
  readonly files: readonly string[];
  readonly recursive: boolean;
  readonly kustomizations: readonly string[];
}

const NOTHING: NamesInCommand = { files: [], recursive: false, kustomizations: [] };

function namesIn(line: string): NamesInCommand {
  try {
    const { command, rest } = findCommand(commandWords(line).words);
    const { flags } = parseWords(rest, command.flags);
    const files = flagValues(flags, 'filename').filter(name => name !== '-' && !/^https?:\/\//i.test(name));
    const folder = flagText(flags, 'kustomize');
    return { files, recursive: flagIsSet(flags, 'recursive'), kustomizations: folder === undefined ? [] : [folder] };
  } catch (error) {
    if (error instanceof CommandFailure) return NOTHING;
    throw error;
  }
}

type Reading = Generator<string, void, Found>;
type Files = Record<string, string>;

/** Reads a file, or the manifests of a folder. */
function* readNamed(name: string, recursive: boolean, files: Files): Reading {
  const found = yield name;
  if (typeof found === 'string') files[name.replace(/^\.\//, '')] = found;
  else if (found) yield* readFolder(name, found, recursive, files);
}

function* readFolder(folder: string, names: readonly string[], recursive: boolean, files: Files): Reading {
  const prefix = /^(?:\.\/*)?$/.test(folder) ? '' : `${folder.replace(/^\.\//, '').replace(/\/+$/, '')}/`;
  for (const name of [...names].sort()) {
    if (Object.keys(files).length >= MOST_FILES) return;
    const isFolder = name.endsWith('/');
    if (isFolder ? !recursive : !/\.(?:json|ya?ml)$/.test(name)) continue;
    const found = yield `${prefix}${name}`;
    if (typeof found === 'string') files[`${prefix}${name}`] = found;
    else if (found && isFolder) yield* readFolder(`${prefix}${name}`, found, recursive, files);
  }
}

/** Reads the kustomization of a folder, and the files and kustomizations it includes. */
function* readKustomization(folder: string, parse: (text: string) => readonly unknown[], files: Files): Reading {
  for (const name of KUSTOMIZATION_FILES) {
    const path = normalPath(`${folder}/${name}`);
    if (Object.hasOwn(files, path) || Object.keys(files).length >= MOST_FILES) return;
    const text = yield path;
    if (typeof text !== 'string') continue;
    files[path] = text;
    for (const part of partsOf(text, parse)) {
      const included = normalPath(`${folder}/${part}`);
      if (Object.hasOwn(files, included)) continue;
      const found = yield included;
      if (typeof found === 'string') files[included] = found;
      else if (found) yield* readKustomization(included, parse, files);
    }
    return;
  }
}

function partsOf(text: string, parse: (text: string) => readonly unknown[]): readonly string[] {
  try {
    const [kustomization] = parse(text);
    return isMapping(kustomization) ? includedIn(kustomization).filter(part => !/^[a-z]+:\/\//i.test(part)) : [];
  } catch {
    // whoever builds the kustomization says what is wrong with its text
    return [];
  }
}
