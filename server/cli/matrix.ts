import { apiTable } from '../kubernetes/api-resources.ts';
import { LEVEL_MARKS } from '../policy/level-marks.ts';
import { levelMatrix, MATRIX_VERBS, type MatrixRow } from '../policy/level-matrix.ts';
import { policySpec } from '../policy/policy-spec.ts';
import { CannotRun, kubernetesOption, loadedPolicy, runCommand } from './read-policy.ts';
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
export function matrix(options: MatrixOptions): number {
  return runCommand(() => {
    if (options.group.length > 0 && options.user === undefined)
      throw new CannotRun('--group needs --user: without a user, nobody is in a group');
    const kubernetes = kubernetesOption(options.kubernetesVersion);
    const policy = policySpec(loadedPolicy(options.policy, kubernetes));
    const user = options.user === undefined ? null : { name: options.user, groups: options.group };
    const rows = levelMatrix(policy, apiTable(kubernetes), { user, namespace: options.namespace });
    writeOut(options.format === 'json' ? jsonLines(rows) : table(rows));
    return 0;
  });
}

function jsonLines(rows: readonly MatrixRow[]): string {
  const lines = rows.flatMap(({ apiGroup, resource, subresource, cells }) =>
    cells.map(({ verb, level, rule }) => JSON.stringify({ apiGroup, resource, subresource, verb, level, rule })),
  );
  return `${lines.join('\n')}\n`;
}

/** One block per API group; a cell is the mark of the level and the number of the deciding rule, counted from 1. */
function table(rows: readonly MatrixRow[]): string {
  const name = (row: MatrixRow) => (row.subresource === '' ? row.resource : `${row.resource}/${row.subresource}`);
  const width = Math.max(...rows.map(r => name(r).length));
  const cellWidth = (verb: string) => Math.max(verb.length, 6);
  const blocks = [...new Set(rows.map(r => r.apiGroup))].map(group => {
    const ofGroup = rows.filter(r => r.apiGroup === group);
    const header = `${(group === '' ? 'core' : group).padEnd(width)}  ${MATRIX_VERBS.map(v => v.padEnd(cellWidth(v))).join('  ')}`;
    const lines = ofGroup.map(row => {
      const cells = MATRIX_VERBS.map(verb => {
        const cell = row.cells.find(c => c.verb === verb);
        const text = cell ? `${LEVEL_MARKS[cell.level].padEnd(2)} ${cell.rule === null ? '' : `r${cell.rule + 1}`}` : '';
        return text.padEnd(cellWidth(verb));
      });
      return `${name(row).padEnd(width)}  ${cells.join('  ')}`.trimEnd();
    });
    return [header.trimEnd(), ...lines].join('\n');
  });
  const key = '– None, M Metadata, R Request, RR RequestResponse; r4: decided by rule 4, no number: by no rule';
  return `${blocks.join('\n\n')}\n\n${key}\n`;
}
