import { apiTable } from '../kubernetes/api-resources.ts';
import type { RequestAttributes } from '../kubernetes/request-attributes.ts';
import { type ChangedRegion, comparePolicies } from '../policy/analysis/comparison.ts';
import type { RecordedShape } from '../policy/analysis/recorded-shape.ts';
import { runSteps } from '../policy/analysis/run-steps.ts';
import { requestTitle, userWords } from '../policy/describe-simulation.ts';
import { CHANGE_KINDS, CHANGE_TITLES, changeKind, regionSentence } from '../policy/explain/change-words.ts';
import { escaped } from '../policy/explain/markdown.ts';
import { LEVEL_MARKS } from '../policy/level-marks.ts';
import { type PolicySpec, policySpec } from '../policy/policy-spec.ts';
import { CannotRun, kubernetesOption, loadedPolicy, runCommand } from './read-policy.ts';
import { writeOut } from './write-out.ts';

export interface DiffOptions {
  readonly format: 'text' | 'json' | 'markdown';
  readonly kubernetesVersion: string;
}

/** `auditscope diff`: 0 no request whatever is recorded differently, 1 some are, 2 could not run. */
export function diff(before: string, after: string, options: DiffOptions): number {
  return runCommand(() => {
    const kubernetes = kubernetesOption(options.kubernetesVersion);
    const [old, now] = [before, after].map(file => policySpec(loadedPolicy(file, kubernetes))) as [PolicySpec, PolicySpec];
    const compared = runSteps(comparePolicies(old, now, apiTable(kubernetes)));
    if ('stopped' in compared)
      throw new CannotRun(`the comparison was stopped: ${compared.stopped}. The policies are too entangled to compare exactly.`);
    const regions = compared.toSorted((a, b) => order(a) - order(b));
    if (options.format === 'json') writeOut(regions.map(r => `${JSON.stringify(jsonOf(r, old, now))}\n`).join(''));
    else writeOut(readable(regions, { old, now, before, after, markdown: options.format === 'markdown' }));
    return regions.length === 0 ? 0 : 1;
  });
}

/** The worst first; what no real server can see last. */
const order = ({ from, to, practical }: ChangedRegion): number =>
  CHANGE_KINDS.indexOf(changeKind(from, to)) + (practical ? 0 : CHANGE_KINDS.length);

function jsonOf(region: ChangedRegion, old: PolicySpec, now: PolicySpec): object {
  const { from, to, practical, rules } = region;
  const decision = ({ level, stages, omitManagedFields }: RecordedShape) => ({ level, stages, omitManagedFields });
  return {
    kind: changeKind(from, to),
    summary: regionSentence(region, old, now),
    from: decision(from),
    to: decision(to),
    witness: requestOf(region.witness),
    practical,
    rules,
  };
}

/** A request in the attribute form of the contract. */
function requestOf({ user, ...attributes }: RequestAttributes): object {
  return { ...attributes, user: user?.name ?? null, groups: user?.groups ?? [] };
}

interface Compared {
  readonly old: PolicySpec;
  readonly now: PolicySpec;
  readonly before: string;
  readonly after: string;
  readonly markdown: boolean;
}

function readable(regions: readonly ChangedRegion[], compared: Compared): string {
  const { before, after, markdown } = compared;
  const title = markdown ? `### Audit policy: \`${before}\` → \`${after}\`\n\n` : '';
  if (regions.length === 0) return `${title}${markdown ? '' : `${before} and ${after}: `}every request is recorded the same.\n`;
  const practical = regions.filter(r => r.practical);
  const groups = CHANGE_KINDS.flatMap(kind => {
    const members = practical.filter(r => changeKind(r.from, r.to) === kind);
    return members.length === 0 ? [] : [block(CHANGE_TITLES[kind], members, compared)];
  });
  const theory = regions.filter(r => !r.practical);
  if (theory.length > 0) groups.push(block('In theory only (no real server sees such a request)', theory, compared));
  return `${title}${groups.join('\n')}`;
}

function block(title: string, regions: readonly ChangedRegion[], compared: Compared): string {
  const lines = regions.map(region => {
    const { from, to, rules, witness } = region;
    const marks = `${LEVEL_MARKS[from.level]} → ${LEVEL_MARKS[to.level]}`;
    const sentence = regionSentence(region, compared.old, compared.now);
    const by = `${ruleName(rules.old)} → ${ruleName(rules.new)}`;
    const example = `${requestTitle(witness)}, by ${userWords(witness.user)}`;
    return compared.markdown
      ? `- **${marks}** ${escaped(sentence)} (${by})  \n  for example: ${escaped(example)}\n`
      : `  ${marks.padEnd(7)}  ${sentence}\n           ${by}; for example: ${example}\n`;
  });
  return `${compared.markdown ? `**${title}**\n\n` : `${title}\n`}${lines.join('')}`;
}

const ruleName = (rule: number | null): string => (rule === null ? 'no rule' : `rule ${rule + 1}`);
