import type { TextEdit } from '../../lint/finding.ts';
import { entryOf, type YamlEntry, type YamlNode } from '../../yaml/node.ts';
import { removeLines } from './list-edits.ts';
import { isEntangled, type SourceText, sourceAt, trimmed } from './source-text.ts';

/** The mapping behind the entry of a rule's `resources` with this index. */
export function resourcesEntryNode(rule: YamlNode, index: number): YamlNode | undefined {
  const list = entryOf(rule, 'resources')?.value;
  return list?.kind === 'sequence' ? list.items[index] : undefined;
}

/** Removes a field with its value from a mapping. Undefined where a comment or an alias makes it unclear what else would go. */
export function removeField(source: SourceText, mapping: YamlNode | undefined, field: string): TextEdit | undefined {
  if (mapping?.kind !== 'mapping') return undefined;
  const index = mapping.entries.findLastIndex(e => e.key === field);
  const entry = mapping.entries[index];
  // a merged field stands where the merge key is
  if (!entry || !/^["']?\w/.test(sourceAt(source, entry.keyRange)) || mapping.entries.length < 2) return undefined;
  if (!mapping.flow && index > 0) return removeLines(source, { start: entry.keyRange.start, end: entry.value.range.end }, /^[ ]*$/);
  const range = spanWithSeparator(source, mapping.entries, index);
  return isEntangled(sourceAt(source, range)) ? undefined : { range, newText: '' };
}

function spanWithSeparator(source: SourceText, entries: readonly YamlEntry[], index: number) {
  const next = entries[index + 1];
  if (next) return { start: entries[index]!.keyRange.start, end: next.keyRange.start };
  return { start: trimmed(source, entries[index - 1]!.value.range).end, end: entries[index]!.value.range.end };
}
