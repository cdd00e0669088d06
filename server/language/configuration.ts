import { isIgnored } from '../config/is-ignored.ts';
import { CONFIG_FILE, type Config, readConfig } from '../config/read-config.ts';
import type { Finding } from '../lint/finding.ts';
import { ruleLevels } from '../lint/rule-levels.ts';
import { createPolicyChecker } from '../policy/check-policy.ts';
import { LINT_RULES } from '../policy/rules/policy-rules.ts';
import type { ConfigFile } from '../protocol/language.ts';
import type { AnalysedQuery } from '../query/check/analysed-query.ts';
import { checkAnalysed } from '../query/check/check-query.ts';
import { QUERY_LINT_RULES } from '../query/check/query-rules.ts';
import type { Checks } from './policy-documents.ts';
import { readSettings, type ServerSettings } from './settings.ts';

/** What holds for one document: the settings of the editor over those of the nearest `auditscope.yaml`. */
export interface Applied {
  readonly settings: ServerSettings;
  readonly checks: Checks;
  readonly checkQuery: (query: AnalysedQuery) => readonly Finding[];
}

export interface Configuration {
  of(uri: string): Applied;
  /** Takes the `auditscope` section of the editor's settings; tells what is wrong with it. */
  takeSettings(section: unknown): readonly string[];
  takeFiles(files: readonly ConfigFile[]): void;
}

/** Rules of policies and of queries; those about comments are of both. */
export const RULE_IDS: readonly string[] = [...new Set([...LINT_RULES, ...QUERY_LINT_RULES].map(rule => rule.id))];

const NOTHING: Checks = {
  check: () => [],
  *analyse() {
    yield;
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
    const { levels } = ruleLevels(QUERY_LINT_RULES, settings.levels);
    const checkQuery = (query: AnalysedQuery) => checkAnalysed(query, levels);
    const made = { settings, checks: createPolicyChecker(settings), checkQuery };
    applied.set(folder, made);
    return made;
  };
  return {
    of(uri) {
      const file = files.find(f => uri.startsWith(f.folder));
      const found = appliedFor(file?.folder ?? '', file?.config);
      const ignored = file && isIgnored(file.config.ignore, decoded(uri.slice(file.folder.length)));
      return ignored ? { ...found, checks: NOTHING, checkQuery: () => [] } : found;
    },
    takeSettings(taken) {
      section = taken;
      applied = new Map();
      const settings = readSettings(section);
      return [...settings.problems, ...ruleLevels([...LINT_RULES, ...QUERY_LINT_RULES], settings.levels).problems];
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
