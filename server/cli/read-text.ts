import { readFileSync } from 'node:fs';
import { CannotRun } from './cannot-run.ts';
import { reasonOf } from './file-error.ts';
import { printable } from './printable.ts';

type Kind = 'policy' | 'query' | 'request' | 'baseline' | 'configuration';

/** Text of a file; bytes that are no UTF-8 are an error, as they are to kube-apiserver and SLS. `kind` says what the file is taken for. */
export const readText = (file: string, kind: Kind): string => decoded(file, file, kind);

/** As `readText`, where `-` is standard input. */
export const readInput = (file: string, kind: Kind): string => (file === '-' ? decoded(0, 'standard input', kind) : readText(file, kind));

function decoded(source: string | 0, name: string, kind: Kind): string {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(source);
  } catch (error) {
    throw new CannotRun(`${printable(name)}: cannot be read (${reasonOf(error)})`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new CannotRun(`${printable(name)}: is not UTF-8 text, as a ${kind} must be`);
  }
}
