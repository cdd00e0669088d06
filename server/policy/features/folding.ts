import { lineAt } from '../../lint/suppression.ts';
import type { Range } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { type PolicyPart, policyParts } from './policy-parts.ts';

/** Lines that fold into their first one: those of `start` and `end`, which differ. */
export interface Folding extends Range {
  readonly kind?: 'comment';
}

/** Rules, fields and entries that take several lines, and blocks of comments. */
export function foldingRanges(policy: PolicyDocument): readonly Folding[] {
  return [...policyParts(policy).flatMap(part => foldingsOf(policy.text, part)), ...commentBlocks(policy)];
}

function foldingsOf(text: string, part: PolicyPart): Folding[] {
  const end = part.flow ? beforeClosing(text, part.range) : part.range.end;
  if (!text.slice(part.range.start, part.range.end).includes('\n')) return [];
  const inner = part.scalar ? [] : part.parts().flatMap(p => foldingsOf(text, p));
  const own = text.slice(part.range.start, end).includes('\n') ? [{ start: part.range.start, end }] : [];
  // an item whose one list begins on its own line folds as that list does
  return [...own, ...inner.filter(f => !own.some(o => lineAt(text, o.start).start === lineAt(text, f.start).start && o.end === f.end))];
}

/** The last line of a list in brackets stays when it only closes it. */
function beforeClosing(text: string, { start, end }: Range): number {
  const last = lineAt(text, end - 1).start;
  return last > start && /^\s*[\]}]*$/.test(text.slice(last, end)) ? last - 1 : end;
}

/** Comments on lines of their own that follow each other. */
function commentBlocks({ text, comments }: PolicyDocument): Folding[] {
  const own = comments.filter(c => !/\S/.test(text.slice(lineAt(text, c.range.start).start, c.range.start)));
  const blocks: Folding[] = [];
  let block: { start: number; end: number; lines: number } | undefined;
  for (const { range } of own.toSorted((a, b) => a.range.start - b.range.start)) {
    if (block && /^\r?\n[ \t]*$/.test(text.slice(block.end, range.start)))
      block = { start: block.start, end: range.end, lines: block.lines + 1 };
    else {
      if (block && block.lines > 1) blocks.push({ start: block.start, end: block.end, kind: 'comment' });
      block = { ...range, lines: 1 };
    }
  }
  if (block && block.lines > 1) blocks.push({ start: block.start, end: block.end, kind: 'comment' });
  return blocks;
}
