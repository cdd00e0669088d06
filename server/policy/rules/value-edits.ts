import type { Fix, TextEdit } from '../../lint/finding.ts';
import type { Located } from '../../yaml/node.ts';
import { type SourceText, sourceAt } from './source-text.ts';

/** A value that YAML reads as text without quotes, whatever the place. */
const PLAIN = /^(?!(?:y|n|yes|no|on|off|true|false|null)$)[a-z][\w./:-]*$/i;

/** Replaces a value and keeps its quotes; undefined where the value is written elsewhere (an alias) or not at all. */
export function replaceValue(source: SourceText, item: Located<string>, value: string): TextEdit | undefined {
  const written = sourceAt(source, item.range);
  if (/^".*"$|^'.*'$/s.test(written)) {
    const { start, end } = item.range;
    return { range: { start: start + 1, end: end - 1 }, newText: value };
  }
  if (written !== item.value) return undefined;
  return { range: item.range, newText: PLAIN.test(value) ? value : JSON.stringify(value) };
}

/** Replaces a value by the empty string, on the same terms. */
export function emptyValue(source: SourceText, item: Located<string>): TextEdit | undefined {
  return replaceValue(source, item, '') && { range: item.range, newText: '""' };
}

/** The fix that writes another value in an item's place, as a list of at most one; it changes what the rule matches. */
export function changeTo(source: SourceText, item: Located<string>, value: string): Fix[] {
  const edit = replaceValue(source, item, value);
  return edit ? [{ title: `Change to "${value}"`, edits: [edit], safe: false }] : [];
}
