import { requestTitle, userWords } from './describe-simulation.ts';
import { code, escaped } from './explain/markdown.ts';
import { LEVEL_MARKS } from './level-marks.ts';
import { type ChangeGroup, changeCounts, partsToList, type ToldChange } from './told-changes.ts';

/** The changes between two policies as Markdown for a pull request. What comes from a policy or a file name is shown, never obeyed. */
export function changesMarkdown(groups: readonly ChangeGroup[], before: string, after: string): string {
  const title = `### Audit policy: ${code(before)} → ${code(after)}`;
  if (groups.length === 0) return `${title}\n\nEvery request is recorded the same.\n`;
  const blocks = groups.map(group => {
    const items = group.changes.map(item).join('\n');
    return group.kind === 'theory'
      ? `<details><summary>${group.title}: ${group.changes.length}</summary>\n\n${items}\n\n</details>`
      : `**${group.title}**\n\n${items}`;
  });
  return `${[title, `${capital(changeCounts(groups))}.`, ...blocks, KEY].join('\n\n')}\n`;
}

const KEY = `<sub>${Object.entries(LEVEL_MARKS)
  .map(([level, mark]) => `${mark} ${level}`)
  .join(' · ')}</sub>`;

function item({ from, to, rules, witness, ...told }: ToldChange): string {
  const marks = `${LEVEL_MARKS[from.level]} → ${LEVEL_MARKS[to.level]}`;
  const lines = [
    `- **${marks}** ${escaped(told.sentence)} (${ruleName(rules.old)} → ${ruleName(rules.new)})`,
    `  for example: ${escaped(`${requestTitle(witness)}, by ${userWords(witness.user)}`)}`,
  ];
  return [lines.join('  \n'), ...partsToList(told).map(part => `  - ${escaped(part)}`)].join('\n');
}

export const ruleName = (rule: number | null): string => (rule === null ? 'no rule' : `rule ${rule + 1}`);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
