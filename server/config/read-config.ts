import { isMap, isScalar, isSeq, type Node, parseDocument } from 'yaml';
import { parseKubernetesVersion } from '../kubernetes/kubernetes-version.ts';
import { nearest } from '../kubernetes/nearest.ts';
import type { TextRange } from '../lint/finding.ts';
import { RULE_LEVELS } from '../lint/rule-levels.ts';

/** What editor and command line share, as `auditscope.yaml` has it; what was wrong there is left out and told. */
export interface Config {
  /** `1.N`; absent is the newest known. */
  readonly kubernetesVersion: string | undefined;
  readonly timeZone: string | undefined;
  /** Level per lint rule id. */
  readonly rules: Readonly<Record<string, string>>;
  /** Globs of files that are not checked, relative to the file's folder. */
  readonly ignore: readonly string[];
  readonly problems: readonly ConfigProblem[];
}

export interface ConfigProblem {
  readonly range: TextRange;
  readonly message: string;
}

export const CONFIG_FILE = 'auditscope.yaml';

const KEYS = ['kubernetesVersion', 'timeZone', 'rules', 'ignore'];

/** Reads the text of `auditscope.yaml`; never fails. `ruleIds` are the lint rules there are. */
export function readConfig(text: string, ruleIds: readonly string[]): Config {
  // a scalar is read as it is written: the version 1.30 is no number
  const document = parseDocument(text, { schema: 'failsafe', prettyErrors: false });
  const problems: ConfigProblem[] = document.errors.map(e => ({ range: { start: e.pos[0], end: e.pos[1] }, message: e.message }));
  const problem = (node: Node | null, message: string) => problems.push({ range: rangeOf(node), message });
  let kubernetesVersion: string | undefined;
  let timeZone: string | undefined;
  let rules: Record<string, string> = {};
  let ignore: string[] = [];

  const root = document.contents;
  if (root !== null && !isMap(root)) problem(root, `${CONFIG_FILE} holds the keys ${KEYS.join(', ')}.`);
  for (const { key, value } of isMap<Node, Node | null>(root) ? root.items : []) {
    const name = isScalar(key) ? String(key.value) : '';
    if (name === 'kubernetesVersion') {
      const parsed = parseKubernetesVersion(textOf(value) ?? '');
      if ('error' in parsed) problem(value ?? key, `kubernetesVersion: ${parsed.error}`);
      else kubernetesVersion = textOf(value);
    } else if (name === 'timeZone') {
      const zone = textOf(value);
      if (zone !== undefined && isTimeZone(zone)) timeZone = zone;
      else problem(value ?? key, `timeZone: "${zone ?? ''}" is no time zone; write one such as UTC or Asia/Shanghai.`);
    } else if (name === 'rules') rules = readRules(value, ruleIds, problem);
    else if (name === 'ignore') ignore = readIgnore(value, problem);
    else {
      const meant = nearest(name, KEYS);
      problem(key, `There is no key "${name}". ${meant ? `Did you mean "${meant}"?` : `Keys are ${KEYS.join(', ')}.`}`);
    }
  }
  return { kubernetesVersion, timeZone, rules, ignore, problems };
}

type Tell = (node: Node | null, message: string) => void;

function readRules(node: Node | null, ruleIds: readonly string[], problem: Tell): Record<string, string> {
  if (!isMap<Node, Node | null>(node)) {
    problem(node, 'rules: write a mapping of rule id to level.');
    return {};
  }
  const rules: Record<string, string> = {};
  for (const { key, value } of node.items) {
    const [id, level] = [textOf(key) ?? '', textOf(value) ?? ''];
    if (!ruleIds.includes(id)) {
      const meant = nearest(id, ruleIds);
      problem(key, `rules: there is no lint rule "${id}".${meant ? ` Did you mean "${meant}"?` : ''}`);
    } else if (!(RULE_LEVELS as readonly string[]).includes(level))
      problem(value ?? key, `rules: "${level}" is no level for the rule ${id}; levels are ${RULE_LEVELS.join(', ')}.`);
    else rules[id] = level;
  }
  return rules;
}

function readIgnore(node: Node | null, problem: Tell): string[] {
  if (isSeq<Node | null>(node))
    return node.items.flatMap(item => {
      const glob = textOf(item);
      if (glob === undefined || glob === '') problem(item ?? node, 'ignore: write one glob per item, such as "vendor/**".');
      return glob || [];
    });
  problem(node, 'ignore: write a list of globs, such as ["vendor/**"].');
  return [];
}

const textOf = (node: Node | null): string | undefined => (isScalar(node) && typeof node.value === 'string' ? node.value : undefined);

const rangeOf = (node: Node | null): TextRange => ({ start: node?.range?.[0] ?? 0, end: node?.range?.[1] ?? 0 });

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    // an offset is known to JavaScript only
    return !/^[+-]/.test(zone);
  } catch {
    return false;
  }
}
