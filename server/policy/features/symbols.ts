import type { Range } from '../../yaml/node.ts';
import { ruleTitle } from '../explain/rule-words.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { ruleSpec } from '../policy-spec.ts';
import { firstLine } from '../validate-rule.ts';

/** An entry of the outline. */
export interface PolicySymbol {
  /** What the rule records, in words. */
  readonly name: string;
  readonly detail: string;
  readonly range: Range;
  /** What is selected when the entry is chosen; lies in `range`. */
  readonly selection: Range;
}

/** One entry per rule, in order. */
export function policySymbols(policy: PolicyDocument): readonly PolicySymbol[] {
  return policy.rules.map(({ body, offset, index }) => {
    const selection = firstLine(body);
    const end = Math.max(selection.end, body.range.end);
    return {
      name: ruleTitle(ruleSpec(body), index),
      detail: `rule ${index + 1}`,
      range: { start: Math.min(selection.start, body.range.start) + offset, end: Math.min(end + offset, policy.text.length) },
      selection: { start: selection.start + offset, end: Math.min(selection.end + offset, policy.text.length) },
    };
  });
}
