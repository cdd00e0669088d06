import type { Fix, TextEdit } from '../../lint/finding.ts';
import type { Located } from '../../yaml/node.ts';

/** Replaces a value and leaves its quotes as they are. */
export function replaceValue(item: Located<string>, value: string): TextEdit {
  const quoted = item.range.end - item.range.start === item.value.length + 2;
  const range = quoted ? { start: item.range.start + 1, end: item.range.end - 1 } : item.range;
  return { range, newText: quoted || /^[A-Za-z][\w./:-]*$/.test(value) ? value : JSON.stringify(value) };
}

export const changeTo = (item: Located<string>, value: string): Fix => ({ title: `Change to "${value}"`, edits: [replaceValue(item, value)], safe: false });

/** Takes an item that is not the first out of its list, flow or block, with the separator before it. */
export const removeItem = (items: readonly Located<unknown>[], index: number, title: string): Fix => ({
  title,
  edits: [{ range: { start: items[index - 1]!.range.end, end: items[index]!.range.end }, newText: '' }],
  safe: true,
});

/** The column of an offset in a text. */
export const columnAt = (text: string, offset: number): number => offset - (text.lastIndexOf('\n', offset - 1) + 1);
