import type { PolicyDocument } from '../policy-document.ts';
import type { FeatureSettings } from './feature-settings.ts';
import { hoverAt, ruleMarkdown } from './hover.ts';
import { policyParts } from './policy-parts.ts';

/** What is said about a place of a policy, for who reads or listens rather than points. */
export interface Explanation {
  readonly title: string;
  /** Plain text, a statement a line. */
  readonly text: string;
}

/** The rule around an offset and what stands there, in words; undefined outside of rules. */
export function explainAt(policy: PolicyDocument, offset: number, settings: FeatureSettings): Explanation | undefined {
  const rules = policyParts(policy).flatMap(p => p.parts().filter(part => part.rule !== undefined));
  const part =
    rules.find(p => p.range.start <= offset && offset <= p.range.end) ?? rules.find(p => onLine(policy.text, p.range.start, offset));
  if (part?.rule === undefined) return undefined;
  const here = hoverAt(policy, offset, settings);
  const word = here && !here.markdown.startsWith('**Rule ') ? [`Here: ${plain(here.markdown)}`] : [];
  return {
    title: `Rule ${part.rule + 1} of ${policy.rules.length}`,
    text: `${[plain(ruleMarkdown(policy, part.rule, settings)), ...word].join('\n\n')}\n`,
  };
}

/** Whether an offset is on the line where something begins, before it. */
const onLine = (text: string, start: number, offset: number) => offset < start && !text.slice(offset, start).includes('\n');

/** Markdown of ours as it reads: without marks and backslashes. */
const plain = (markdown: string): string =>
  markdown
    .replaceAll('  \n', '\n')
    .replace(/\*\*/g, '')
    .replace(/(?<!\\)(`+) ?(.*?) ?\1(?!`)/g, '$2')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replaceAll('⚠ ', 'Mind: ');
