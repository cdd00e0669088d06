import type { Fix } from '../../lint/finding.ts';
import type { StringList } from '../policy-rule.ts';
import { removeItem } from './list-edits.ts';
import type { SourceText } from './source-text.ts';
import { changeTo } from './value-edits.ts';

/** Writes the verb that was meant; where it stands in the list already, the wrong one goes, which changes nothing. */
export function meantVerb(source: SourceText, verbs: StringList, index: number, meant: string): Fix[] {
  const item = verbs.items[index]!;
  if (!verbs.items.some(v => v.value === meant)) return changeTo(source, item, meant);
  const edit = removeItem(source, verbs, index);
  return edit ? [{ title: `Remove "${item.value}"; "${meant}" is in verbs already`, edits: [edit], safe: true }] : [];
}
