import type { Range, YamlNode } from './node.ts';

/**
 * The first tab at the beginning of a line where libyaml takes no tab: everywhere but inside quotes, block scalars and
 * flow collections, and in the blank rest after a plain scalar. The library lets tabs stand before comments and in
 * blank lines.
 */
export function leadingTab(text: string, root: YamlNode | undefined, end: number): number | undefined {
  if (!text.includes('\t')) return undefined;
  let spans: Range[] | undefined;
  for (const match of text.matchAll(/^ *\t/gm)) {
    const tab = match.index + match[0].length - 1;
    if (tab >= end) return undefined;
    spans ??= root ? multiLineSpans(root) : [];
    if (spans.some(s => s.start < tab && tab < s.end)) continue;
    if (match[0].length > 1 + indentAfterPlain(text.slice(0, match.index))) continue;
    return tab;
  }
  return undefined;
}

/** The indentation a plain scalar continues beyond, where the text ends in one; infinite where it does not. */
function indentAfterPlain(before: string): number {
  const line = before.trimEnd().split('\n').at(-1) ?? '';
  if (!/:\s+[^\s"'[\]{}|>#&*!][^#]*$/.test(line)) return Number.POSITIVE_INFINITY;
  return /^[\s-]*/.exec(line)![0].length;
}

function multiLineSpans(node: YamlNode): Range[] {
  if (node.kind === 'scalar') return node.style === 'plain' ? [] : [node.range];
  if (node.flow) return [node.range];
  return (node.kind === 'sequence' ? node.items : node.entries.map(e => e.value)).flatMap(multiLineSpans);
}
