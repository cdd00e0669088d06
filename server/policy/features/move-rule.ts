import type { TextEdit } from '../../lint/finding.ts';
import { type PolicyDocument, parsePolicy } from '../policy-document.ts';
import { policySpec } from '../policy-spec.ts';
import { applied, newlineOf } from './edited-text.ts';
import { ruleBlock } from './rule-block.ts';

/** Moves a rule with its comments to the place of another one; undefined where the lines do not allow it. */
export function moveRule(policy: PolicyDocument, from: number, to: number): readonly TextEdit[] | undefined {
  const [block, target] = [ruleBlock(policy, from), ruleBlock(policy, to)];
  if (!block || !target || to === from || (to < from ? target.end > block.start : block.end > target.start)) return undefined;
  const text = policy.text.slice(block.start, block.end);
  const newline = newlineOf(policy.text);
  const whole = text.endsWith('\n') ? text : text + newline;
  const at = to < from ? target.start : target.end;
  const isLineBegun = at > 0 && policy.text[at - 1] !== '\n';
  const edits: TextEdit[] = [
    { range: { start: at, end: at }, newText: isLineBegun ? newline + whole.trimEnd() : whole },
    { range: block, newText: '' },
  ];
  const after = policySpec(parsePolicy(applied(policy.text, edits), policy));
  const before = policySpec(policy);
  const moved = before.rules.toSpliced(from, 1).toSpliced(to, 0, before.rules[from]!);
  return JSON.stringify(after) === JSON.stringify({ ...before, rules: moved }) ? edits : undefined;
}
