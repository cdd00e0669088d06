import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { type FixKind, factsOf, silenceOf } from '../../../../scripts/rule-list.ts';
import type { LintRule } from '../../../../server/lint/lint-rule.ts';

const FOLDER = new URL('../../../../docs/rules/', import.meta.url);

export const pageUrl = (id: string): URL => new URL(`${id}.md`, FOLDER);

export const pageIds = (): string[] => readdirSync(FOLDER).flatMap(f => (f === 'README.md' ? [] : [f.replace(/\.md$/, '')]));

/** The page of a rule of queries: like those of policies, with queries as examples. */
export interface QueryPage {
  readonly title: string;
  readonly summary: string;
  readonly facts: string;
  readonly why: string;
  readonly wrong: readonly { readonly query: string; readonly told: string }[];
  readonly right: readonly string[];
  readonly silence: string;
  readonly examples: number;
}

const HEADINGS = ['Why', 'Wrong', 'Right', 'Silence'];

/** Reads a page; one without the form of all pages is an error. */
export function readPage(id: string): QueryPage {
  const text = readFileSync(pageUrl(id), 'utf8');
  const [head, ...sections] = text.split(/^## /m);
  const byName = new Map(sections.map(s => [s.slice(0, s.indexOf('\n')), s.slice(s.indexOf('\n') + 1).trim()]));
  const names = [...byName.keys()].filter(n => n !== 'Links');
  if (names.join() !== HEADINGS.join()) throw new Error(`${id}: sections are ${names.join(', ')}`);
  const [title, summary, facts] = head!.trim().split('\n\n') as [string, string, string];
  const blocks = (section: string, pattern: RegExp) => [...byName.get(section)!.matchAll(pattern)];
  return {
    title,
    summary,
    facts,
    why: byName.get('Why')!,
    wrong: blocks('Wrong', /```sql\n([\s\S]*?)\n```\n\n```text\n([\s\S]*?)```/g).map(m => ({ query: m[1]!, told: m[2]! })),
    right: blocks('Right', /```sql\n([\s\S]*?)\n```/g).map(m => m[1]!),
    silence: byName.get('Silence')!,
    examples: text.match(/```sql/g)?.length ?? 0,
  };
}

/** What a page says that follows from its rule. */
export interface Computed {
  readonly summary: string;
  readonly facts: string;
  readonly told: readonly string[];
  readonly silence: string;
}

export function computedOf(rule: LintRule, fix: FixKind, told: readonly string[]): Computed {
  return {
    summary: rule.summary,
    facts: factsOf(rule, fix).replace('what the policy decides', 'what the query means'),
    told,
    // comments are those of SQL, and a search has none
    silence: silenceOf(rule).replaceAll('`# ', '`-- ').replace('On the line before, or', 'Behind the `|`, on the line before or'),
  };
}

/** Writes what is computed into a page. */
export function rewritePage(id: string, parts: Computed): void {
  const page = readPage(id);
  let text = readFileSync(pageUrl(id), 'utf8')
    .replace(`\n\n${page.summary}\n\n${page.facts}\n\n`, () => `\n\n${parts.summary}\n\n${parts.facts}\n\n`)
    .replace(`## Silence\n\n${page.silence}\n`, () => `## Silence\n\n${parts.silence}\n`);
  for (const [i, { query, told }] of page.wrong.entries()) {
    text = text.replace(`${query}\n\`\`\`\n\n\`\`\`text\n${told}`, () => `${query}\n\`\`\`\n\n\`\`\`text\n${parts.told[i]}`);
  }
  writeFileSync(pageUrl(id), text);
}
