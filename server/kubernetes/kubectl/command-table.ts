import { nearest } from '../nearest.ts';
import { fail } from './failure.ts';
import { type FlagDefinition, flagDefinition } from './flags.ts';
import table from './generated/commands.json' with { type: 'json' };

/** A kubectl command with its flags, the global ones included. */
export interface CommandDefinition {
  /** Words of the command without aliases: `get`, `rollout restart`, `create secret generic`. */
  readonly name: string;
  readonly flags: readonly FlagDefinition[];
}

interface CommandRow {
  readonly name: string;
  readonly aliases?: readonly string[];
  readonly flags: readonly string[];
}

const rows: readonly CommandRow[] = table.commands;
const globalFlags: readonly FlagDefinition[] = table.globalFlags.map(flagDefinition);

/** Every command kubectl has, as its name. */
export const COMMAND_NAMES: readonly string[] = rows.map(row => row.name);

/**
 * Finds the command that words name and the words that are left. Global flags may stand before and between the words of the
 * command, as kubectl allows.
 */
export function findCommand(words: readonly string[]): { readonly command: CommandDefinition; readonly rest: readonly string[] } {
  const rest = [...words];
  let name = '';
  for (let at = 0; at < rest.length; ) {
    const word = rest[at]!;
    if (word === '--') break;
    if (word.startsWith('-')) {
      at += takesNextWord(word) ? 2 : 1;
      continue;
    }
    const found = rows.find(row => isNamed(row, name, word));
    if (!found) break;
    name = found.name;
    rest.splice(at, 1);
  }
  const row = rows.find(candidate => candidate.name === name);
  if (!row) failUnknownCommand(words);
  return { command: { name, flags: [...row.flags.map(flagDefinition), ...globalFlags] }, rest };
}

function isNamed(row: CommandRow, parent: string, word: string): boolean {
  const prefix = parent === '' ? '' : `${parent} `;
  if (!row.name.startsWith(prefix)) return false;
  const last = row.name.slice(prefix.length);
  return !last.includes(' ') && (last === word || (row.aliases ?? []).includes(word));
}

function takesNextWord(word: string): boolean {
  if (word.includes('=')) return false;
  const long = word.startsWith('--');
  const flag = globalFlags.find(candidate => (long ? `--${candidate.name}` === word : `-${candidate.shorthand}` === word));
  return flag !== undefined && flag.takes !== 'nothing' && flag.takes !== 'optional';
}

function failUnknownCommand(words: readonly string[]): never {
  const word = words.find(candidate => !candidate.startsWith('-'));
  if (word === undefined) return fail('kubectl alone sends no request; name a command, for example "kubectl get pods"');
  const meant = nearest(
    word,
    COMMAND_NAMES.filter(name => !name.includes(' ')),
  );
  return fail(`kubectl has no command "${word}"${meant ? `; did you mean "${meant}"?` : ''}`);
}
