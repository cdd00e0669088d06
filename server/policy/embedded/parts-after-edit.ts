import { blockMappingText } from '../../yaml/embedded-mapping.ts';
import { type EmbeddedText, outerStart } from '../../yaml/embedded-place.ts';
import { shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { isPolicyMapping, type PolicyPart } from './policies-in.ts';
import { maskTemplates } from './template-mask.ts';

export interface EditedParts {
  readonly parts: readonly PolicyPart[];
  /** The one of them that the edit changed. */
  readonly edited: PolicyPart;
}

/**
 * The policies of a file after an edit within one of them that is a block mapping: only its lines are looked at, others are
 * where they were. Undefined where the edit is elsewhere or more may have changed. It holds only if the mapping
 * `endsWhereItSeems` before and after: a quote that is opened may swallow what follows.
 */
export function partsAfterEdit(
  before: { readonly text: string; readonly parts: readonly PolicyPart[] },
  text: string,
): EditedParts | undefined {
  if (maskTemplates(text).text !== text || maskTemplates(before.text).text !== before.text) return undefined;
  const edit = changeBetween(before.text, text);
  const at = before.parts.findIndex(part => {
    const [layer, more] = part.layers;
    return layer && !more && isBlockMapping(layer) && edit.start > firstKey(layer) && edit.endBefore < layer.outer.end;
  });
  const part = before.parts[at];
  const layer = part?.layers[0];
  if (!part || !layer) return undefined;
  const cut = blockMappingText(text, firstKey(layer), text.length);
  const moved = text.length - before.text.length;
  if (cut.outer.start !== layer.outer.start || cut.outer.end !== layer.outer.end + moved) return undefined;
  const edited: PolicyPart = { ...part, text: cut.text, layers: [cut] };
  const parts = before.parts.map((p, i) => (i < at ? p : i === at ? edited : movedPart(p, moved)));
  return { parts, edited };
}

/**
 * Whether a mapping of a file, read as a text of its own, is a policy that ends where its lines say: nothing in it is open or
 * means something outside.
 */
export function endsWhereItSeems({ root, yamlProblems, ignoredFrom, aliases }: PolicyDocument): boolean {
  if (root?.kind !== 'mapping' || yamlProblems.length > 0 || ignoredFrom !== undefined || aliases.length > 0) return false;
  return isPolicyMapping(new Map(root.entries.map(({ key, value }) => [key, value.kind === 'scalar' ? value.source : ''])));
}

/** One at the left edge may make the file itself a policy. */
const isBlockMapping = ({ style }: EmbeddedText) => style.kind === 'lines' && style.of === 'mapping' && style.indent > 0;

/** Where the first key of a block mapping stands in the file: behind the comments above it. */
const firstKey = ({ text, stretches }: EmbeddedText): number => outerStart(stretches, /^(?:#.*\r?\n)*/.exec(text)![0].length);

/** What one text has in the place of another's, between what both begin and end with. */
function changeBetween(before: string, after: string): { readonly start: number; readonly endBefore: number } {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  let same = 0;
  while (same < most - start && before.charCodeAt(before.length - 1 - same) === after.charCodeAt(after.length - 1 - same)) same++;
  return { start, endBefore: before.length - same };
}

function movedPart(part: PolicyPart, by: number): PolicyPart {
  const [layer, ...deeper] = part.layers;
  if (!layer) return part;
  const stretches = layer.stretches.map(s => ({ ...s, outer: s.outer + by }));
  return { ...part, layers: [{ ...layer, stretches, outer: shift(layer.outer, by) }, ...deeper] };
}
