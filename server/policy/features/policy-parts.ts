import { type Range, shift, type YamlNode } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';

/** A field with its value, or an item of a list, as written; places are the document's. */
export interface PolicyPart {
  /** A field from its name, an item from its dash, to the last character of its value. */
  readonly range: Range;
  readonly value: Range;
  readonly scalar: boolean;
  /** Whether its value is written in brackets or braces. */
  readonly flow: boolean;
  /** The rule that it is, zero-based. */
  readonly rule?: number;
  /** Its own fields or items; of an alias none, since they stand elsewhere. */
  readonly parts: () => readonly PolicyPart[];
}

/** The fields of a policy, from which all its parts are reached. */
export function policyParts(policy: PolicyDocument): readonly PolicyPart[] {
  const { text, root, rules } = policy;
  if (root?.kind !== 'mapping') return [];
  return partsOf(text, root, 0).map((part, i) => {
    const entry = root.entries[i];
    if (entry?.key !== 'rules' || rules.length === 0) return part;
    const items = rules.map(rule => rulePart(text, rule));
    const range = { start: part.range.start, end: Math.max(part.range.start, items.at(-1)!.range.end) };
    const whole = part.flow ? part.range : range;
    return { ...part, range: whole, value: { start: items[0]!.range.start, end: whole.end }, parts: () => items };
  });
}

/** A rule begins at its dash. */
export function rulePart(text: string, { body, offset, index }: PolicyRule): PolicyPart {
  return { ...itemPart(text, body.node, offset), rule: index };
}

function itemPart(text: string, node: YamlNode, offset: number): PolicyPart {
  const part = partOf(text, node, offset);
  return { ...part, range: { start: dashBefore(text, part.value.start), end: part.value.end } };
}

function partOf(text: string, node: YamlNode, offset: number): PolicyPart {
  const value = { start: node.range.start + offset, end: contentEnd(text, node, offset) };
  return {
    range: value,
    value,
    scalar: node.kind === 'scalar',
    flow: node.kind !== 'scalar' && node.flow,
    parts: () => partsOf(text, node, offset),
  };
}

function partsOf(text: string, node: YamlNode, offset: number): readonly PolicyPart[] {
  if (node.kind === 'scalar' || text[node.range.start + offset] === '*') return [];
  if (node.kind === 'sequence') return node.items.map(item => (node.flow ? partOf(text, item, offset) : itemPart(text, item, offset)));
  return node.entries.map(({ keyRange, value }) => {
    const part = partOf(text, value, offset);
    const key = shift(keyRange, offset);
    return { ...part, range: { start: key.start, end: Math.max(key.end, part.value.end) } };
  });
}

/** Where the last thing written in a node ends: the range of a block collection goes on over comments and blank lines. */
function contentEnd(text: string, node: YamlNode, offset: number): number {
  if (node.kind === 'scalar' || node.flow) {
    const { start, end } = shift(node.range, offset);
    return start + text.slice(start, end).trimEnd().length;
  }
  const last = node.kind === 'sequence' ? node.items.at(-1) : node.entries.at(-1)?.value;
  if (!last) return node.range.start + offset;
  const key = node.kind === 'mapping' ? node.entries.at(-1)!.keyRange.end + offset : 0;
  return Math.max(key, contentEnd(text, last, offset));
}

/** The dash of a block list before its item, which may stand on the line below. */
function dashBefore(text: string, start: number): number {
  const dash = text.lastIndexOf('-', start);
  return dash >= 0 && /^-\s*$/.test(text.slice(dash, start)) ? dash : start;
}
