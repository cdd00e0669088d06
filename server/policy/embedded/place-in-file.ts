import type { Finding, Fix, TextEdit, TextRange } from '../../lint/finding.ts';
import { outerEdit } from '../../yaml/embedded-edit.ts';
import { toInner, toOuter } from '../../yaml/embedded-place.ts';
import { type PolicyPart, policiesIn } from './policies-in.ts';

/** The place in the file of a range of the policy. */
export const rangeInFile = ({ layers }: PolicyPart, range: TextRange): TextRange =>
  layers.reduceRight<TextRange>((inner, layer) => toOuter(layer, inner), range);

/** The place in the policy of an offset of the file; undefined outside of it. */
export function offsetInPolicy({ layers }: PolicyPart, offset: number): number | undefined {
  let at: number | undefined = offset;
  for (const layer of layers) at = at === undefined ? undefined : toInner(layer, at);
  return at;
}

/** A finding of the policy with the places of the file and without fixes, which are computed when they are wanted. */
export function findingInFile(part: PolicyPart, { fixes: _, ...finding }: Finding): Finding {
  if (part.layers.length === 0) return finding;
  return {
    ...finding,
    range: rangeInFile(part, finding.range),
    ...(finding.related && { related: finding.related.map(r => ({ ...r, range: rangeInFile(part, r.range) })) }),
  };
}

/**
 * Changes of the policy as changes of the file, written with the indentation and the escapes it takes there; undefined
 * where the file would then not hold the changed policy, or a template would be touched.
 */
export function editsInFile(file: string, part: PolicyPart, edits: readonly TextEdit[]): readonly TextEdit[] | undefined {
  if (part.templates.some(t => edits.some(e => e.range.start < t.end && t.start < e.range.end))) return undefined;
  if (part.layers.length === 0) return edits;
  const moved = edits.map(edit => editInFile(file, part, edit));
  const after = policiesIn(applied(file, moved), [part]).find(p => p.name === part.name);
  return after && sameText(after.text, applied(part.text, edits)) ? moved : undefined;
}

/** One change as the file takes it, unproved. */
export function editInFile(file: string, { layers }: PolicyPart, edit: TextEdit): TextEdit {
  return layers.reduceRight<TextEdit>((inner, layer, i) => outerEdit(layer, i === 0 ? file : layers[i - 1]!.text, inner), edit);
}

/** Blank ends of a text say nothing. */
const sameText = (a: string, b: string): boolean => withoutBlankEnds(a) === withoutBlankEnds(b);
const withoutBlankEnds = (text: string): string => text.trimEnd().replace(/[ \t]+$/gm, '');

const applied = (text: string, edits: readonly TextEdit[]): string =>
  edits
    .toSorted((a, b) => b.range.start - a.range.start)
    .reduce((out, { range, newText }) => out.slice(0, range.start) + newText + out.slice(range.end), text);

/** The fixes of a finding that can be written into the file. */
export function fixesInFile(file: string, part: PolicyPart, fixes: readonly Fix[]): readonly Fix[] {
  return fixes.flatMap(fix => {
    const edits = editsInFile(file, part, fix.edits);
    return edits ? [{ ...fix, edits }] : [];
  });
}
