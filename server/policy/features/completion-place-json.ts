import { getLocation } from 'jsonc-parser';
import { entryOf, type YamlNode } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { CompletionPlace, Path } from './completion-place.ts';

/** The place at an offset of a policy written as JSON; reads on where brackets and quotes are still open. */
export function jsonPlaces({ text, root }: PolicyDocument, offset: number): readonly CompletionPlace[] {
  const { path, isAtPropertyKey, previousNode } = getLocation(text, offset);
  const inString = previousNode?.type === 'string' || previousNode?.type === 'property';
  const string = inString && previousNode.offset < offset && offset <= previousNode.offset + previousNode.length ? previousNode : undefined;
  // behind a whole string nothing can be typed but a comma
  if (string && offset === string.offset + string.length && string.length > 1 && text[offset - 1] === '"') return [];
  const closed = string !== undefined && text[string.offset + string.length - 1] === '"';
  const around: YamlNode[] = [];
  const owner = walk(root, path.slice(0, -1), around);
  const word = /[\w./:*-]*$/.exec(text.slice(Math.max(0, offset - 200), offset))![0];
  const wants = isAtPropertyKey ? 'field' : 'value';
  return [
    {
      path: isAtPropertyKey ? path.slice(0, -1) : path,
      wants,
      present: present(owner, isAtPropertyKey ? string?.offset : undefined, offset),
      around,
      replace: string
        ? { start: string.offset + 1, end: closed ? string.offset + string.length - 1 : offset }
        : { start: offset - word.length, end: offset },
      form: {
        style: 'json',
        quote: string ? '"' : '',
        closed,
        hasColon: /^[^"\n]*"?\s*:/.test(text.slice(offset, offset + 200)) && string !== undefined,
        quotedNeighbours: true,
        lead: !string && /[:,]$/.test(text.slice(0, offset)) ? ' ' : '',
        besideField: true,
        column: 0,
      },
    },
  ];
}

/** Follows a path as far as the tree goes; collects the objects it passes. */
function walk(root: YamlNode | undefined, path: Path, around: YamlNode[]): YamlNode | undefined {
  let node = root;
  for (const step of path) {
    if (node?.kind === 'mapping') around.push(node);
    node = typeof step === 'number' ? (node?.kind === 'sequence' ? node.items[step] : undefined) : entryOf(node, step)?.value;
  }
  if (node?.kind === 'mapping') around.push(node);
  return node;
}

function present(owner: YamlNode | undefined, key: number | undefined, offset: number): readonly string[] {
  if (owner?.kind === 'mapping') return owner.entries.filter(e => e.keyRange.start !== key).map(e => e.key);
  if (owner?.kind !== 'sequence') return [];
  return owner.items.flatMap(i =>
    i.kind === 'scalar' && !(i.range.start <= offset && offset <= i.range.end) ? [String(i.value ?? '')] : [],
  );
}
