import type { YamlEntry, YamlNode, YamlProblem } from './node.ts';

/**
 * Replaces every `<<` by the entries it merges, in textual order: unlike YAML's own rule, go-yaml v2 lets whatever comes
 * later in the text win, so an explicit key before `<<` is overwritten by it.
 */
export function expandMerges(written: readonly (YamlEntry & { merge: boolean })[], problems: YamlProblem[]): YamlEntry[] {
  const entries: YamlEntry[] = [];
  for (const { merge, ...entry } of written) {
    if (!merge) {
      entries.push(entry);
      continue;
    }
    // of a list of maps the first one wins, so the last is merged first
    const sources: readonly YamlNode[] = entry.value.kind === 'sequence' ? entry.value.items.toReversed() : [entry.value];
    for (const source of sources) {
      if (source.kind === 'mapping') entries.push(...source.entries);
      else problems.push({ code: 'merge', range: entry.keyRange, message: 'map merge requires map or sequence of maps as the value' });
    }
  }
  return entries;
}
