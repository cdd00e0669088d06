import { readdirSync, readFileSync, writeFileSync } from 'node:fs';

const FOLDER = new URL('../../../../docs/rules/', import.meta.url);

export const pageUrl = (id: string): URL => new URL(`${id}.md`, FOLDER);

export const pageIds = (): string[] =>
  readdirSync(FOLDER)
    .filter(f => f !== 'README.md')
    .map(f => f.replace(/\.md$/, ''));

export interface WrongExample {
  readonly policy: string;
  /** What the page says is found: lines of `line: message`. */
  readonly told: string;
}

export interface RulePage {
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly facts: string;
  readonly why: string;
  readonly wrong: readonly WrongExample[];
  readonly right: readonly string[];
  readonly silence: string;
}

const HEADINGS = ['Why', 'Wrong', 'Right', 'Silence'];

/** Reads a rule's page; a page without the form of all pages is an error. */
export function readPage(id: string): RulePage {
  const text = readFileSync(pageUrl(id), 'utf8');
  const [head, ...sections] = text.split(/^## /m);
  const byName = new Map(sections.map(s => [s.slice(0, s.indexOf('\n')), s.slice(s.indexOf('\n') + 1).trim()]));
  const names = [...byName.keys()];
  if (names.filter(n => n !== 'Links').join() !== HEADINGS.join() || (names.includes('Links') && names.at(-1) !== 'Links'))
    throw new Error(`${id}: sections are ${names.join(', ')}`);
  const [title, summary, facts] = head!.trim().split('\n\n') as [string, string, string];
  return {
    id,
    title,
    summary,
    facts,
    why: byName.get('Why')!,
    wrong: [...byName.get('Wrong')!.matchAll(/```yaml\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/g)].map(m => ({
      policy: m[1]!,
      told: m[2]!,
    })),
    right: [...byName.get('Right')!.matchAll(/```yaml\n([\s\S]*?)```/g)].map(m => m[1]!),
    silence: byName.get('Silence')!,
  };
}

/** Writes what is computed into a page: its first lines, the messages under the wrong examples, how to silence it. */
export function rewritePage(id: string, parts: { summary: string; facts: string; told: readonly string[]; silence: string }): void {
  const page = readPage(id);
  let text = readFileSync(pageUrl(id), 'utf8')
    .replace(`\n\n${page.summary}\n\n${page.facts}\n\n`, () => `\n\n${parts.summary}\n\n${parts.facts}\n\n`)
    .replace(`\n\n${page.silence}\n`, () => `\n\n${parts.silence}\n`);
  for (const [i, { policy, told }] of page.wrong.entries())
    text = text.replace(`${policy}\`\`\`\n\n\`\`\`text\n${told}`, () => `${policy}\`\`\`\n\n\`\`\`text\n${parts.told[i]}`);
  writeFileSync(pageUrl(id), text);
}
