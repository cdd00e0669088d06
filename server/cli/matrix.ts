import { apiTable } from '../kubernetes/api-resources.ts';
import { LEVEL_MARKS } from '../policy/level-marks.ts';
import { levelMatrix, MATRIX_VERBS, type MatrixCell, type MatrixRow } from '../policy/level-matrix.ts';
import { PATH_VERBS, pathMatrix } from '../policy/path-matrix.ts';
import { policySpec } from '../policy/policy-spec.ts';
import { printable } from './printable.ts';
import { kubernetesOption, loadedPolicy } from './read-policy.ts';
import { runCommand } from './run-command.ts';
import { userOption } from './user-option.ts';
import { writeOut } from './write-out.ts';

export interface MatrixOptions {
  readonly policy: string;
  readonly user?: string;
  readonly group: readonly string[];
  readonly namespace: string;
  readonly format: 'text' | 'json';
  readonly kubernetesVersion: string;
}

/** `auditscope matrix`: 0, or 2 where it could not run. */
export function matrix(options: MatrixOptions): Promise<number> {
  return runCommand(() => {
    const user = userOption(options);
    const kubernetes = kubernetesOption(options.kubernetesVersion);
    const policy = policySpec(loadedPolicy(options.policy, kubernetes));
    const rows = levelMatrix(policy, apiTable(kubernetes), { user, namespace: options.namespace });
    if (options.format === 'json') writeOut(jsonLines(rows));
    else writeOut(text([...resourceBlocks(rows), { title: 'paths', verbs: PATH_VERBS, rows: pathMatrix(policy, user).map(pathLine) }]));
    return 0;
  });
}

/** Only resources: what the line of a path would be, the contract does not say. */
function jsonLines(rows: readonly MatrixRow[]): string {
  const lines = rows.flatMap(({ apiGroup, resource, subresource, cells }) =>
    cells.map(({ verb, level, rule }) => JSON.stringify({ apiGroup, resource, subresource, verb, level, rule })),
  );
  return `${lines.join('\n')}\n`;
}

/** Lines under one heading. */
interface Block {
  readonly title: string;
  readonly verbs: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly MatrixCell[] }[];
}

/** One block per API group, the core group first. */
function resourceBlocks(rows: readonly MatrixRow[]): readonly Block[] {
  const groups = [...new Set(rows.map(r => r.apiGroup))];
  return groups.map(group => ({
    title: group === '' ? 'core' : printable(group),
    verbs: MATRIX_VERBS,
    rows: rows
      .filter(r => r.apiGroup === group)
      .map(({ resource, subresource, cells }) => ({
        name: printable(subresource === '' ? resource : `${resource}/${subresource}`),
        cells,
      })),
  }));
}

const pathLine = ({ path, cells }: { readonly path: string; readonly cells: readonly MatrixCell[] }) => ({ name: printable(path), cells });

/** A cell is the mark of the level and the number of the deciding rule, counted from 1. */
function text(blocks: readonly Block[]): string {
  const width = Math.max(...blocks.flatMap(b => [b.title, ...b.rows.map(r => r.name)]).map(name => name.length));
  const line = (name: string, cells: readonly string[]) => `${name.padEnd(width)}  ${cells.join('  ')}`.trimEnd();
  const wide = (verb: string) => Math.max(verb.length, 7);
  const told = blocks.map(({ title, verbs, rows }) => {
    const lines = rows.map(({ name, cells }) => {
      const texts = verbs.map(verb => cellText(cells.find(c => c.verb === verb)).padEnd(wide(verb)));
      return line(name, texts);
    });
    const head = verbs.map(verb => verb.padEnd(wide(verb)));
    return [line(title, head), ...lines].join('\n');
  });
  return `${told.join('\n\n')}\n\n${KEY}\n`;
}

function cellText(cell: MatrixCell | undefined): string {
  if (!cell) return '';
  const rule = cell.rule === null ? '' : `r${cell.rule + 1}`;
  return `${LEVEL_MARKS[cell.level].padEnd(2)} ${rule}${cell.byName.length > 0 ? '*' : ''}`.trimEnd();
}

const KEY = `– None, M Metadata, R Request, RR RequestResponse; r4: decided by rule 4, no number: by no rule;
*: another rule decides for some object names`;
