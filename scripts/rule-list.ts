import { readFileSync, writeFileSync } from 'node:fs';
import { type LintRule, pageOf } from '../server/lint/lint-rule.ts';
import { SUPPRESSION_RULES } from '../server/lint/suppression-rules.ts';
import { LINT_RULES } from '../server/policy/rules/policy-rules.ts';
import { QUERY_RULES } from '../server/query/check/query-rules.ts';

/** Writes the list of lint rules into `docs/rules/README.md` and `README.md`: `node scripts/rule-list.ts`. A test checks that it is current. */

export const RULE_LIST = new URL('../docs/rules/README.md', import.meta.url);
export const README = new URL('../README.md', import.meta.url);

const BEGIN = '<!-- list: written by scripts/rule-list.ts -->';
const END = '<!-- end of list -->';

/** The page with its list as the registry has it. */
export function withRuleList(page: string): string {
  const [start, end] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (start < 0 || end < start) throw new Error(`docs/rules/README.md has lost its marks ${BEGIN} and ${END}`);
  return `${page.slice(0, start + BEGIN.length)}\n${tables()}${page.slice(end)}`;
}

const README_BEGIN = '<!-- rules:begin -->';
const README_END = '<!-- rules:end -->';

/** The project's README with the list between its marks; as it is where it has none. */
export function withReadmeList(readme: string): string {
  const [start, end] = [readme.indexOf(README_BEGIN), readme.indexOf(README_END)];
  if (start < 0 || end < start) return readme;
  return `${readme.slice(0, start + README_BEGIN.length)}\n${tables('docs/rules/')}${readme.slice(end)}`;
}

/** The rules of policies, which those about comments are among, and those of queries. */
const tables = (folder = ''): string =>
  `Of policies, and of comments that silence rules:\n\n${table(LINT_RULES, folder)}\nOf queries:\n\n${table(QUERY_RULES, folder)}`;

function table(rules: readonly LintRule[], folder: string): string {
  const rows = rules
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))
    .map(r => `| [${r.id}](${folder}${pageOf(r)}) | ${r.summary} | ${r.category} | ${r.level} |`);
  return ['| rule | reports | category | level |', '|---|---|---|---|', ...rows, ''].join('\n');
}

/** How far a quick fix goes: applied by fix-all too, offered in the editor with or without another meaning, or none. */
export type FixKind = 'safe' | 'offered' | 'editor' | 'none';

const FIX_WORDS: Readonly<Record<FixKind, string>> = {
  safe: 'yes; `auditscope lint --fix` and fix-all apply the safe ones',
  offered: 'yes, in the editor; it changes what the policy decides, so fix-all leaves it to you',
  editor: 'yes, in the editor',
  none: 'none',
};

/** The lines under a rule page's first sentence. */
export const factsOf = ({ category, level }: LintRule, fix: FixKind): string =>
  [`* Category: ${category}`, `* Level: \`${level}\`, unless a setting says otherwise`, `* Quick fix: ${FIX_WORDS[fix]}`].join('\n');

/** The section "Silence" of a rule's page. */
export function silenceOf({ id }: LintRule): string {
  const setting = `set its level in \`auditscope.yaml\` (\`rules: { ${id}: off }\`) or in the editor's settings: \`"auditscope.rules": { "${id}": "off" }\`.`;
  if (SUPPRESSION_RULES.some(r => r.id === id)) return `This rule is about comments, so no comment silences it; ${setting}`;
  return `On the line before, or at the end of the line: \`# auditscope-ignore ${id}: <reason>\`. For the whole file: \`# auditscope-ignore-file ${id}: <reason>\`. Everywhere: ${setting}`;
}

if (import.meta.main) {
  writeFileSync(RULE_LIST, withRuleList(readFileSync(RULE_LIST, 'utf8')));
  const readme = readFileSync(README, 'utf8');
  if (withReadmeList(readme) !== readme) writeFileSync(README, withReadmeList(readme));
}
