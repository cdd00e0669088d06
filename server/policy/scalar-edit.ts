import type { TextEdit } from '../lint/finding.ts';
import type { Located } from '../yaml/node.ts';

/**
 * Writes another text in the place of a scalar and keeps its quotes, which YAML may and JSON must have. The length tells
 * them: a scalar with escapes is written anew.
 */
export function scalarEdit({ value, range }: Located<string>, text: string): TextEdit {
  const extra = range.end - range.start - value.length;
  if (extra === 2) return { range: { start: range.start + 1, end: range.end - 1 }, newText: text };
  return { range, newText: extra === 0 && /^[A-Za-z/][\w./-]*$/.test(text) ? text : JSON.stringify(text) };
}
