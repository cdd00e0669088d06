import type { Range, YamlNode } from '../yaml/node.ts';
import type { PolicyDocument } from './policy-document.ts';

/** The largest part of a policy that begins on a line: a rule, a field with its value, a list item. */
export function partOnLine(policy: PolicyDocument, line: Range): Range | undefined {
  const starts = (at: number) => line.start <= at && at < line.end;
  const best = { range: undefined as Range | undefined };
  const offer = (range: Range) => {
    if (starts(range.start) && range.end > (best.range?.end ?? 0)) best.range = range;
  };
  for (const { body, offset } of policy.rules) {
    if (body.range.start + offset >= line.end || line.start > body.range.end + offset) continue;
    offer({ start: body.range.start + offset, end: body.range.end + offset });
    offerParts(body.node, offset, offer);
  }
  if (policy.root?.kind === 'mapping') {
    for (const { keyRange, value } of policy.root.entries) offer({ start: keyRange.start, end: Math.max(keyRange.end, value.range.end) });
  }
  return best.range;
}

/** Offers the fields and items in a node; a list as a whole begins where its first item does and is no part of its own. */
function offerParts(node: YamlNode, offset: number, offer: (range: Range) => void): void {
  const parts = node.kind === 'mapping' ? node.entries.map(e => [e.keyRange.start, e.value] as const) : [];
  const items = node.kind === 'sequence' ? node.items.map(i => [i.range.start, i] as const) : [];
  for (const [start, value] of [...parts, ...items]) {
    offer({ start: start + offset, end: value.range.end + offset });
    offerParts(value, offset, offer);
  }
}
