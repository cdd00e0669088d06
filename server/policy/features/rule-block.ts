import { lineAt } from '../../lint/suppression.ts';
import type { Range } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { rulePart } from './policy-parts.ts';

/**
 * The lines of a rule, from the comments right above it to its last line; undefined where it is no item of a block list that
 * has its lines for itself.
 */
export function ruleBlock({ text, rules }: PolicyDocument, index: number): Range | undefined {
  const { range } = rulePart(text, rules[index]!);
  let { start } = lineAt(text, range.start);
  if (!/^[ ]*$/.test(text.slice(start, range.start)) || text[range.start] !== '-') return undefined;
  const line = lineAt(text, range.end);
  const end = Math.min(line.end, text.length);
  if (!/^[ \t]*(#.*)?\r?\n?$/.test(text.slice(range.end, end))) return undefined;
  for (let above = start; above > 0; start = above) {
    above = lineAt(text, start - 1).start;
    if (!/^[ ]*#/.test(text.slice(above, start))) break;
  }
  return { start, end };
}
