import { existsSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { isIgnored } from '../config/is-ignored.ts';
import { CONFIG_FILE, type Config, readConfig } from '../config/read-config.ts';
import { type RuleLevels, ruleLevels } from '../lint/rule-levels.ts';
import { createPolicyChecker, type PolicyChecker } from '../policy/check-policy.ts';
import { LINT_RULES } from '../policy/rules/policy-rules.ts';
import { QUERY_LINT_RULES } from '../query/check/query-rules.ts';
import { CannotRun } from './cannot-run.ts';
import { printable } from './printable.ts';
import { kubernetesOption } from './read-policy.ts';
import { readText } from './read-text.ts';

/** How a file is to be linted. */
export interface FileSettings {
  readonly checker: PolicyChecker;
  /** The level of every rule of queries. */
  readonly queryLevels: RuleLevels;
  /** The settings file that says the file is not to be linted. */
  readonly ignoredBy: string | undefined;
}

export interface ConfigOptions {
  /** The settings file to take, instead of the next one upwards from each file. */
  readonly config?: string;
  /** Wins over the settings file unless empty. */
  readonly kubernetesVersion: string;
}

interface ReadConfigFile {
  readonly file: string;
  readonly config: Config;
  readonly checks: Omit<FileSettings, 'ignoredBy'>;
}

/** Settings of each file, every settings file read once; a mistake in one ends the command, all its mistakes told. */
export function settingsByFile({ config: given, kubernetesVersion }: ConfigOptions): (file: string) => FileSettings {
  const checksFor = (config?: Config) => ({
    checker: createPolicyChecker({
      kubernetes: kubernetesOption(kubernetesVersion || (config?.kubernetesVersion ?? '')),
      levels: config?.rules ?? {},
    }),
    queryLevels: ruleLevels(QUERY_LINT_RULES, config?.rules ?? {}).levels,
  });
  const known = new Map<string, ReadConfigFile>();
  const bare = checksFor();
  const read = (file: string): ReadConfigFile => {
    const config = readConfigFile(file);
    const made = known.get(file) ?? { file, config, checks: checksFor(config) };
    known.set(file, made);
    return made;
  };
  const fixed = given === undefined ? undefined : read(given);
  const folders = new Map<string, string | undefined>();
  return file => {
    const found = fixed?.file ?? configAbove(dirname(resolve(file)), folders);
    if (found === undefined) return { ...bare, ignoredBy: undefined };
    const { config, checks } = known.get(found) ?? read(found);
    const path = relative(dirname(resolve(found)), resolve(file))
      .split(sep)
      .join('/');
    return { ...checks, ignoredBy: isIgnored(config.ignore, path) ? found : undefined };
  };
}

function configAbove(folder: string, known: Map<string, string | undefined>): string | undefined {
  if (known.has(folder)) return known.get(folder);
  const here = join(folder, CONFIG_FILE);
  const above = dirname(folder);
  const found = existsSync(here) ? here : above === folder ? undefined : configAbove(above, known);
  known.set(folder, found);
  return found;
}

function readConfigFile(file: string): Config {
  const text = readText(file, 'configuration');
  const config = readConfig(
    text,
    [...LINT_RULES, ...QUERY_LINT_RULES].map(r => r.id),
  );
  if (config.problems.length === 0) return config;
  const document = TextDocument.create('', 'yaml', 0, text);
  const lines = config.problems.map(({ range, message }) => {
    const { line, character } = document.positionAt(range.start);
    return `${printable(file)}:${line + 1}:${character + 1}: ${printable(message)}`;
  });
  throw new CannotRun(lines.join('\n'));
}
