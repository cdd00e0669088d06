import { apiTable } from '../kubernetes/api-resources.ts';
import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import { comparePolicies } from '../policy/analysis/comparison.ts';
import type { RecordedShape } from '../policy/analysis/recorded-shape.ts';
import { runSteps } from '../policy/analysis/run-steps.ts';
import { changesMarkdown, ruleName } from '../policy/changes-markdown.ts';
import { requestTitle, userWords } from '../policy/describe-simulation.ts';
import { LEVEL_MARKS } from '../policy/level-marks.ts';
import { type PolicySpec, policySpec } from '../policy/policy-spec.ts';
import { type ChangeGroup, changeCounts, partsToList, type ToldChange, toldChanges } from '../policy/told-changes.ts';
import { CannotRun } from './cannot-run.ts';
import { printable } from './printable.ts';
import { kubernetesOption, loadedPolicy } from './read-policy.ts';
import { runCommand } from './run-command.ts';
import { writeOut } from './write-out.ts';

export interface DiffOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly kubernetesVersion: string;
}

/** `auditscope diff`: 0 no request whatever is recorded differently, 1 some are, 2 could not run. */
export function diff(before: string, after: string, options: DiffOptions): Promise<number> {
  return runCommand(() => {
    const kubernetes = kubernetesOption(options.kubernetesVersion);
    const [old, now] = [before, after].map(file => policySpec(loadedPolicy(file, kubernetes))) as [PolicySpec, PolicySpec];
    const compared = runSteps(comparePolicies(old, now, apiTable(kubernetes)));
    if ('stopped' in compared)
      throw new CannotRun(`the comparison was stopped: ${compared.stopped}. The policies are too entangled to compare exactly.`);
    const groups = toldChanges(compared, old, now);
    writeOut(FORMATS[options.format](groups, before, after));
    return groups.length === 0 ? 0 : 1;
  });
}

const FORMATS: Readonly<Record<DiffOptions['format'], (groups: readonly ChangeGroup[], before: string, after: string) => string>> = {
  json: groups => groups.flatMap(g => g.changes.map(c => `${JSON.stringify(jsonOf(c))}\n`)).join(''),
  markdown: changesMarkdown,
  text: readable,
};

function jsonOf({ kind, sentence, from, to, witness, practical, rules }: ToldChange): object {
  const decision = ({ level, stages, omitManagedFields }: RecordedShape) => ({ level, stages, omitManagedFields });
  return { kind, summary: sentence, from: decision(from), to: decision(to), witness: requestOf(witness), practical, rules };
}

/** A request in the attribute form of the contract. */
function requestOf({ user, ...attributes }: RequestAttributes): object {
  return { ...attributes, user: user?.name ?? null, groups: user?.groups ?? [] };
}

function readable(groups: readonly ChangeGroup[], before: string, after: string): string {
  if (groups.length === 0) return `${printable(before)} and ${printable(after)}: every request is recorded the same.\n`;
  const blocks = groups.map(g => `${g.title}\n${g.changes.map(lines).join('')}`);
  return `${printable(before)} → ${printable(after)}: ${changeCounts(groups)}\n\n${blocks.join('\n')}`;
}

function lines(change: ToldChange): string {
  const { from, to, sentence, rules, witness } = change;
  const marks = `${LEVEL_MARKS[from.level]} → ${LEVEL_MARKS[to.level]}`;
  const below = [
    ...partsToList(change).map(part => `· ${part}`),
    `${ruleName(rules.old)} → ${ruleName(rules.new)}; for example: ${requestTitle(witness)}, by ${userWords(witness.user)}`,
  ];
  return `  ${marks.padEnd(7)}  ${printable(sentence)}\n${below.map(line => `           ${printable(line)}\n`).join('')}`;
}
