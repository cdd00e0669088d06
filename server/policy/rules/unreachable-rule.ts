import { moveFinding } from '../../lint/finding.ts';
import { shift } from '../../yaml/node.ts';
import { firstLine } from '../validate-rule.ts';
import { firstUnconditional } from './catch-all.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { removeRule } from './rule-edits.ts';
import { trimmed } from './source-text.ts';

export const unreachableRule: WholePolicyLint = {
  id: 'unreachable-rule',
  category: 'error-prone',
  level: 'warning',
  summary: 'A rule that decides no request, because an earlier rule takes everything.',
  checkPolicy: policy => {
    const taker = firstUnconditional(policy);
    if (!taker) return [];
    const number = taker.index + 1;
    const related = {
      range: shift(firstLine(taker.body), taker.offset),
      message: `Rule ${number} has no selectors, so it decides every request that reaches it.`,
    };
    return policy.rules.slice(number).map(({ body, offset, index }) => {
      const source = { text: policy.text, offset };
      const range = trimmed(source, body.range);
      const edit = removeRule(source, body);
      const finding = moveFinding(
        {
          range: { start: range.start, end: Math.max(range.end, range.start + 1) },
          message: `Rule ${index + 1} never decides a request: the first rule that matches decides, and rule ${number} matches every request. Move it before rule ${number} or remove it.`,
          tag: 'unnecessary' as const,
          fixes: edit ? [{ title: `Remove rule ${index + 1}`, edits: [edit], safe: false }] : [],
        },
        offset,
        index,
      );
      return { ...finding, related: [related] };
    });
  },
};
