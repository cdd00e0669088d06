import type { Fix } from '../../lint/finding.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { firstLine } from '../validate-rule.ts';
import { decidesEverything } from './catch-all.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { columnAt } from './value-fixes.ts';

export const noCatchAll: WholePolicyLint = {
  id: 'no-catch-all',
  category: 'security',
  level: 'information',
  summary: 'A policy without a last rule for everything: what no rule names is not recorded.',
  checkPolicy: policy => {
    const last = policy.rules.at(-1);
    if (!last || decidesEverything(policy)) return [];
    const at = firstLine(last.body);
    return [
      {
        rule: last.index,
        range: { start: at.start + last.offset, end: at.end + last.offset },
        message: 'No rule decides the requests that are left after this one: they are not recorded (the implicit level is None). End with a rule that has a level only, None if that is meant.',
        fixes: append(policy),
      },
    ];
  },
};

/** A block-style list gets a last item; other styles are left to the writer. */
function append(policy: PolicyDocument): Fix[] {
  const last = policy.rules.at(-1)!;
  const start = last.body.range.start + last.offset;
  const before = policy.text.slice(policy.text.lastIndexOf('\n', start - 1) + 1, start);
  if (!/^ *- +$/.test(before)) return [];
  const node = last.body.range.end + last.offset;
  let end = node;
  while (end > start && /\s/.test(policy.text[end - 1]!)) end--;
  const indent = ' '.repeat(columnAt(policy.text, start) - (before.length - before.indexOf('-')));
  return [{ title: 'Add a last rule of level Metadata', edits: [{ range: { start: end, end }, newText: `\n${indent}- level: Metadata` }], safe: false }];
}
