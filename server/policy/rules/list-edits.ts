import type { TextEdit, TextRange } from '../../lint/finding.ts';
import { isEntangled, lineStart, nextLine, type SourceText, sourceAt, trimmed } from './source-text.ts';

interface WrittenList {
  readonly range: TextRange;
  readonly items: readonly { readonly range: TextRange }[];
}

const isFlow = (source: SourceText, list: WrittenList) => sourceAt(source, list.range).startsWith('[');

/**
 * Takes one item out of its list. Undefined for the only item and where a comment or an alias makes it unclear what
 * else would go.
 */
export function removeItem(source: SourceText, list: WrittenList, index: number): TextEdit | undefined {
  const { items } = list;
  if (items.length < 2) return undefined;
  if (!isFlow(source, list)) return removeLines(source, items[index]!.range, /^[ ]*-[ ]+$/);
  const range =
    index > 0
      ? { start: items[index - 1]!.range.end, end: items[index]!.range.end }
      : { start: items[0]!.range.start, end: items[1]!.range.start };
  return isEntangled(sourceAt(source, range)) ? undefined : { range, newText: '' };
}

/** Adds an item at the end of a list that is written on one line or one item a line, quoted as the last item is. */
export function appendItem(source: SourceText, list: WrittenList, value: string): TextEdit | undefined {
  const last = list.items.at(-1)?.range;
  if (!last) return undefined;
  const written = sourceAt(source, last);
  const quote = written.startsWith('"') || written.startsWith("'") ? written[0]! : '';
  const item = quote + value + quote;
  const at = { start: last.end, end: last.end };
  if (isFlow(source, list)) return { range: at, newText: `, ${item}` };
  const start = lineStart(source, last.start);
  const lead = sourceAt(source, { start, end: last.start });
  if (!/^[ ]*-[ ]+$/.test(lead)) return undefined;
  const line = sourceAt(source, { start, end: nextLine(source, start) });
  const ended = line.endsWith('\n');
  const end = start + line.length;
  const newline = line.endsWith('\r\n') ? '\r\n' : '\n';
  return { range: { start: end, end }, newText: ended ? `${lead}${item}${newline}` : `${newline}${lead}${item}` };
}

/** Removes the lines of a range; undefined where something else stands on them (`lead` is what may stand before it). */
export function removeLines(source: SourceText, range: TextRange, lead: RegExp): TextEdit | undefined {
  const start = lineStart(source, range.start);
  const kept = trimmed(source, range);
  const end = nextLine(source, Math.max(kept.end, kept.start));
  if (!lead.test(sourceAt(source, { start, end: range.start }))) return undefined;
  if (!/^[ \t]*(#.*)?\r?\n?$/.test(sourceAt(source, { start: kept.end, end }))) return undefined;
  // a comment on the lines is about what goes; an anchor may be used elsewhere
  if (isEntangled(sourceAt(source, { start, end }).replaceAll('#', ''))) return undefined;
  return { range: { start, end }, newText: '' };
}
