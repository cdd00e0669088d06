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
    if (body.range.start + offset < line.end && line.start <= body.range.end + offset) offerParts(body.node, offset, offer);
  }
  if (policy.root?.kind === 'mapping') {
    for (const { keyRange, value } of policy.root.entries) offer({ start: keyRange.start, end: Math.max(keyRange.end, value.range.end) });
  }
  return best.range;
}

function offerParts(node: YamlNode, offset: number, offer: (range: Range) => void): void {
  offer({ start: node.range.start + offset, end: node.range.end + offset });
  if (node.kind === 'sequence') for (const item of node.items) offerParts(item, offset, offer);
  if (node.kind !== 'mapping') return;
  for (const { keyRange, value } of node.entries) {
    offer({ start: keyRange.start + offset, end: Math.max(keyRange.end, value.range.end) + offset });
    offerParts(value, offset, offer);
  }
}
