/** A text with `¦` at the cursor, taken apart. */
export function atCursor(marked: string): { readonly text: string; readonly offset: number } {
  const offset = marked.indexOf('¦');
  if (offset < 0) throw new Error('no cursor in the text');
  return { text: marked.replace('¦', ''), offset };
}

/** A text with `⟦…⟧` around the ranges that are expected, taken apart; ranges do not nest. */
export function withRanges(marked: string): {
  readonly text: string;
  readonly ranges: readonly { readonly start: number; readonly end: number }[];
} {
  const ranges: { start: number; end: number }[] = [];
  let text = '';
  for (const part of marked.split(/(?=[⟦⟧])/)) {
    if (part.startsWith('⟦')) ranges.push({ start: text.length, end: text.length });
    else if (part.startsWith('⟧')) ranges.at(-1)!.end = text.length;
    text += part.replace(/^[⟦⟧]/, '');
  }
  return { text, ranges };
}

/** The text with `⟦…⟧` put around ranges. */
export function markRanges(text: string, ranges: readonly { readonly start: number; readonly end: number }[]): string {
  const marks = ranges.flatMap(r => [
    { at: r.start, mark: '⟦' },
    { at: r.end, mark: '⟧' },
  ]);
  let out = text;
  for (const { at, mark } of marks.toSorted((a, b) => b.at - a.at || (a.mark < b.mark ? 1 : -1)))
    out = out.slice(0, at) + mark + out.slice(at);
  return out;
}
