import { readdirSync, readFileSync, statSync } from 'node:fs';
import { type Found, filesOfCommand } from '../kubernetes/kubectl/files-of-command.ts';
import { parseManifests } from '../yaml/parse-manifests.ts';

/** The files a kubectl command line names, read from the current folder as kubectl does; none for any other text. */
export function readFilesOfCommand(line: string): Readonly<Record<string, string>> {
  const wanted = filesOfCommand(line, parseManifests);
  let step = wanted.next();
  while (!step.done) step = wanted.next(foundAt(step.value));
  return step.value;
}

/** What cannot be read counts as not there: whoever reads the command line names the file it misses. */
function foundAt(path: string): Found {
  try {
    if (!statSync(path).isDirectory()) return readFileSync(path, 'utf8');
    return readdirSync(path, { withFileTypes: true }).map(entry => (entry.isDirectory() ? `${entry.name}/` : entry.name));
  } catch {
    return undefined;
  }
}
