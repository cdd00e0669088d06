import type { Fix } from '../../lint/finding.ts';
import { columnOf } from '../../yaml/line-start.ts';
import { shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { firstUnconditional } from './catch-all.ts';
import { ruleLine } from './place-of-rule.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { insertRuleAfter, removeRule } from './rule-edits.ts';
import { sourceAt, trimmed } from './source-text.ts';

export const catchAllNotLast: WholePolicyLint = {
  id: 'catch-all-not-last',
  category: 'error-prone',
  level: 'warning',
  summary: 'A rule without selectors that is not the last: it decides everything, the rules after it nothing.',
  checkPolicy: policy => {
    const rule = firstUnconditional(policy);
    const after = rule ? policy.rules.length - rule.index - 1 : 0;
    if (!rule || after === 0) return [];
    const others = after === 1 ? 'the rule after it decides' : `the ${after} rules after it decide`;
    return [
      {
        range: ruleLine(rule),
        rule: rule.index,
        message: `Rule ${rule.index + 1} has no selectors, so it decides every request that reaches it, and ${others} nothing. Move it to the end.`,
        fixes: toTheEnd(policy, rule),
      },
    ];
  },
};

function toTheEnd(policy: PolicyDocument, { body, offset, index }: PolicyRule): Fix[] {
  const source = { text: policy.text, offset };
  const last = policy.rules.at(-1)!;
  const lines = sourceAt(source, trimmed(source, body.range)).split(/\r?\n/);
  const removal = removeRule(source, body);
  // deeper lines keep their place under the dash
  const indent = / *$/.exec(policy.text.slice(0, body.range.start + offset))?.[0].length ?? 0;
  const column = columnOf(policy.text, body.range.start + offset);
  const own = lines.map((line, i) => (i === 0 ? line : line.slice(column)));
  const insertion = indent > 1 ? undefined : insertRuleAfter({ text: policy.text, offset: last.offset }, last.body, own);
  if (!removal || !insertion) return [];
  const edits = [
    { ...removal, range: shift(removal.range, offset) },
    { ...insertion, range: shift(insertion.range, last.offset) },
  ];
  return [{ title: `Move rule ${index + 1} to the end`, edits, safe: false }];
}
