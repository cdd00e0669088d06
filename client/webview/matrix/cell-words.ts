import type { CellAt, Matrix } from './matrix-state.ts';

/** "rule 9", "no rule": rules count from 1 for people. */
export const ruleName = (rule: number | null): string => (rule === null ? 'no rule' : `rule ${rule + 1}`);

/** "Metadata, rule 9; 2 names differ": what a cell says, for a tooltip and for those who cannot see it. */
export function cellWords({ cell }: CellAt): string {
  if (!cell) return 'not served';
  const names = cell.byName.length;
  return `${cell.level}, ${ruleName(cell.rule)}${names === 0 ? '' : `; ${names === 1 ? '1 name differs' : `${names} names differ`}`}`;
}

/** The rule behind a cell: what it covers, and why nothing is recorded where its level says otherwise. */
export function ruleWords({ cell }: CellAt, { rules }: Matrix): string {
  if (!cell) return 'The server does not serve this verb here.';
  if (cell.rule === null) return 'No rule matches; without one the level is None.';
  const { level, scope } = rules[cell.rule]!;
  const silent = cell.level === level ? '' : ` (${level}, but every stage is omitted)`;
  return `Rule ${cell.rule + 1}${silent}: ${scope}.`;
}
