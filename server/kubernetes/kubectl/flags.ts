import { nearest } from '../nearest.ts';
import { fail } from './failure.ts';

/** What may follow a flag: nothing, a value, values at commas, one value each time, or a value that may be left out. */
export type FlagValue = 'nothing' | 'value' | 'values' | 'repeated' | 'optional';

export interface FlagDefinition {
  readonly name: string;
  readonly shorthand: string;
  readonly takes: FlagValue;
  /** The value of an `optional` flag given without one. */
  readonly implied: string;
}

/** The flags of a command line by name, each with its values in order; a flag without a value has `true`. */
export type Flags = ReadonlyMap<string, readonly string[]>;

/** A parsed command line. */
export interface ParsedWords {
  readonly flags: Flags;
  /** Words that are no flags, before `--`. */
  readonly args: readonly string[];
  /** Words after `--`, or `undefined` without it. */
  readonly trailing: readonly string[] | undefined;
}

/** Reads a flag as the command table writes it: `-n --namespace=`, `--all`, `--filename=,`, `--for=+`, `--dry-run[=unchanged]`. */
export function flagDefinition(usage: string): FlagDefinition {
  const match = /^(?:-(\w) )?--([\w-]+)(=,|=\+|=|\[=(.*)\])?$/.exec(usage);
  if (!match) throw new Error(`"${usage}" is no flag`);
  const [, shorthand = '', name = '', suffix, implied = ''] = match;
  const takes =
    suffix === undefined ? 'nothing' : suffix === '=' ? 'value' : suffix === '=,' ? 'values' : suffix === '=+' ? 'repeated' : 'optional';
  return { name, shorthand, takes, implied };
}

/** Parses words as kubectl does (`spf13/pflag`, flags anywhere before `--`). Fails on unknown flags and missing values. */
export function parseWords(words: readonly string[], definitions: readonly FlagDefinition[]): ParsedWords {
  const flags = new Map<string, readonly string[]>();
  const args: string[] = [];
  const add = (flag: FlagDefinition, value: string): void => {
    const values = flag.takes === 'values' ? value.split(',') : [value];
    const kept = flag.takes === 'values' || flag.takes === 'repeated' ? (flags.get(flag.name) ?? []) : [];
    flags.set(flag.name, [...kept, ...values]);
  };
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--') return { flags, args, trailing: words.slice(at + 1) };
    if (word.startsWith('--')) {
      const equals = word.indexOf('=');
      const name = word.slice(2, equals < 0 ? undefined : equals);
      const flag = definitions.find(candidate => candidate.name === name) ?? failUnknownFlag(`--${name}`, definitions);
      if (equals >= 0) add(flag, word.slice(equals + 1));
      else if (flag.takes === 'nothing') add(flag, 'true');
      else if (flag.takes === 'optional') add(flag, flag.implied);
      else add(flag, words[++at] ?? fail(`flag needs an argument: --${name}`));
    } else if (word.startsWith('-') && word !== '-') {
      at += parseShorthands(word, words[at + 1], definitions, add);
    } else {
      args.push(word);
    }
  }
  return { flags, args, trailing: undefined };
}

/** Reads `-it`, `-nprod`, `-n=prod` or `-n prod`; tells how many of the following words it took. */
function parseShorthands(
  word: string,
  next: string | undefined,
  definitions: readonly FlagDefinition[],
  add: (flag: FlagDefinition, value: string) => void,
): number {
  for (let at = 1; at < word.length; at++) {
    const letter = word[at]!;
    const flag = definitions.find(candidate => candidate.shorthand === letter) ?? failUnknownFlag(`-${letter}`, definitions);
    const rest = word.slice(at + 1);
    if (rest.startsWith('=')) {
      add(flag, rest.slice(1));
      return 0;
    }
    if (flag.takes === 'nothing') {
      add(flag, 'true');
    } else if (rest !== '') {
      add(flag, rest);
      return 0;
    } else if (flag.takes === 'optional') {
      add(flag, flag.implied);
    } else {
      add(flag, next ?? fail(`flag needs an argument: -${letter}`));
      return 1;
    }
  }
  return 0;
}

function failUnknownFlag(written: string, definitions: readonly FlagDefinition[]): never {
  const meant = written.startsWith('--')
    ? nearest(
        written.slice(2),
        definitions.map(flag => flag.name),
      )
    : undefined;
  return fail(`this command has no flag ${written}${meant ? `; did you mean --${meant}?` : ''}`);
}

/** The last value of a flag, or `undefined` where it is not given. */
export const flagText = (flags: Flags, name: string): string | undefined => flags.get(name)?.at(-1);

/** All values of a flag. */
export const flagValues = (flags: Flags, name: string): readonly string[] => flags.get(name) ?? [];

/** Whether a flag without a value is set, or set to true. */
export function flagIsSet(flags: Flags, name: string): boolean {
  const value = flagText(flags, name);
  return value !== undefined && !/^(?:0|f|F|false|False|FALSE)$/.test(value);
}

/** Whether a flag that is on by default is left on. */
export const flagIsOn = (flags: Flags, name: string): boolean => flagText(flags, name) === undefined || flagIsSet(flags, name);
