import { firstLine } from '../validate-rule.ts';
import { firstUnconditional } from './catch-all.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

export const unreachableRule: WholePolicyLint = {
  id: 'unreachable-rule',
  category: 'error-prone',
  level: 'warning',
  summary: 'A rule that no request can reach, because an earlier rule without selectors takes everything.',
  checkPolicy: policy => {
    const catchAll = firstUnconditional(policy);
    if (!catchAll) return [];
    const at = firstLine(catchAll.body);
    const related = [{ range: { start: at.start + catchAll.offset, end: at.end + catchAll.offset }, message: `Rule ${catchAll.index + 1} has no selectors: it decides every request` }];
    return policy.rules.slice(catchAll.index + 1).map(({ body, offset, index }) => ({
      rule: index,
      range: { start: body.range.start + offset, end: Math.max(body.range.start + 1, trimmedEnd(policy.text, body.range.end + offset) - offset) + offset },
      message: `Rule ${index + 1} never decides a request: rule ${catchAll.index + 1} has no selectors, and the first rule that matches decides. Move rule ${index + 1} above it or delete it.`,
      tag: 'unnecessary' as const,
      related,
    }));
  },
};

/** Blank lines and comments after a rule are not part of it. */
function trimmedEnd(text: string, end: number): number {
  let at = end;
  while (at > 0 && /\s/.test(text[at - 1]!)) at--;
  return at;
}
