import { isIgnored } from '../config/is-ignored.ts';
import { CONFIG_FILE, type Config, readConfig } from '../config/read-config.ts';
import { createPolicyChecker } from '../policy/check-policy.ts';
import { LINT_RULES } from '../policy/rules/policy-rules.ts';
import type { ConfigFile } from '../protocol/language.ts';
import type { Checks } from './policy-documents.ts';
import { readSettings, type ServerSettings } from './settings.ts';

/** What holds for one document: the settings of the editor over those of the nearest `auditscope.yaml`. */
export interface Applied {
  readonly settings: ServerSettings;
  readonly checks: Checks;
}

export interface Configuration {
  of(uri: string): Applied;
  /** Takes the `auditscope` section of the editor's settings; tells what is wrong with it. */
  takeSettings(section: unknown): readonly string[];
  takeFiles(files: readonly ConfigFile[]): void;
}

export const RULE_IDS: readonly string[] = LINT_RULES.map(rule => rule.id);

const NOTHING: Checks = {
  check: () => [],
  // biome-ignore lint/correctness/useYield: there is nothing to do in steps
  *analyse() {
    return [];
  },
};

/** Keeps the settings and what they make of the files they hold for. */
export function createConfiguration(): Configuration {
  let section: unknown;
  /** The deepest folder first. */
  let files: readonly { readonly folder: string; readonly config: Config }[] = [];
  let applied = new Map<string, Applied>();

  const appliedFor = (folder: string, config: Config | undefined): Applied => {
    const known = applied.get(folder);
    if (known) return known;
    const settings = readSettings(section, config);
    const made = { settings, checks: createPolicyChecker(settings) };
    applied.set(folder, made);
    return made;
  };
  return {
    of(uri) {
      const file = files.find(f => uri.startsWith(f.folder));
      const found = appliedFor(file?.folder ?? '', file?.config);
      const ignored = file && isIgnored(file.config.ignore, decoded(uri.slice(file.folder.length)));
      return ignored ? { ...found, checks: NOTHING } : found;
    },
    takeSettings(taken) {
      section = taken;
      applied = new Map();
      const settings = readSettings(section);
      return [...settings.problems, ...createPolicyChecker(settings).problems];
    },
    takeFiles(taken) {
      applied = new Map();
      files = taken
        .filter(({ uri }) => uri.endsWith(`/${CONFIG_FILE}`))
        .map(({ uri, text }) => ({ folder: uri.slice(0, -CONFIG_FILE.length), config: readConfig(text, RULE_IDS) }))
        .sort((a, b) => b.folder.length - a.folder.length);
    },
  };
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
