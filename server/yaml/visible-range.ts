import type { Range } from './node.ts';

/** A range that a reader can see: inside the text, not empty where the text is not, without the trailing line end. */
export function visible(text: string, start: number, end: number): Range {
  let from = Math.max(0, Math.min(start, text.length));
  let to = Math.max(from, Math.min(end, text.length));
  if (from === to) {
    while (from > 0 && (from >= text.length || text[from] === '\n')) from--;
    to = Math.min(from + 1, text.length);
  }
  return { start: from, end: to };
}
