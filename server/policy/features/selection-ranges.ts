import type { Range } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { type PolicyPart, policyParts } from './policy-parts.ts';

/** What is selected step by step from an offset on: the text of a value, the value, the item or field, up to the whole document. */
export function selectionRanges(policy: PolicyDocument, offset: number): readonly Range[] {
  const { text } = policy;
  const found: Range[] = [{ start: 0, end: text.length }];
  let parts = policyParts(policy);
  for (;;) {
    const part: PolicyPart | undefined = parts.find(p => p.range.start <= offset && offset <= p.range.end);
    if (!part) break;
    found.push(part.range);
    const name = {
      start: part.range.start,
      end: part.range.start + /^[\w"']*/.exec(text.slice(part.range.start, part.value.start))![0].length,
    };
    if (offset <= name.end && name.end > name.start) {
      found.push(name);
      break;
    }
    if (offset < part.value.start || offset > part.value.end) break;
    found.push(part.value);
    if (part.scalar) {
      if (/^(["'])[\s\S]*\1$/.test(text.slice(part.value.start, part.value.end)))
        found.push({ start: part.value.start + 1, end: part.value.end - 1 });
      break;
    }
    parts = part.parts();
  }
  return nested(found, offset).toReversed();
}

/** Each range inside the one before, with the offset in it. */
function nested(ranges: readonly Range[], offset: number): Range[] {
  const kept: Range[] = [];
  for (const range of ranges) {
    const outer = kept.at(-1);
    const inside = !outer || (outer.start <= range.start && range.end <= outer.end && range.end - range.start < outer.end - outer.start);
    if (inside && range.start <= offset && offset <= range.end) kept.push(range);
  }
  return kept;
}
