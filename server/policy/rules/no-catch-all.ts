import { type Fix, moveFinding } from '../../lint/finding.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { firstLine } from '../validate-rule.ts';
import { decidesEverything } from './catch-all.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';
import { insertRuleAfter } from './rule-edits.ts';

export const noCatchAll: WholePolicyLint = {
  id: 'no-catch-all',
  category: 'security',
  level: 'information',
  summary: 'A policy without a rule for everything else: what no rule matches is not recorded.',
  checkPolicy: policy => {
    const last = policy.rules.at(-1);
    if (!last || decidesEverything(policy)) return [];
    const message =
      'Requests that no rule matches are not recorded. End with a rule that has only a level: Metadata to see them, None to say that they are not wanted.';
    return [moveFinding({ range: firstLine(last.body), message, fixes: endings(policy, last) }, last.offset, last.index)];
  },
};

const endings = (policy: PolicyDocument, { body, offset }: PolicyRule): Fix[] =>
  ['Metadata', 'None'].flatMap(level => {
    const edit = insertRuleAfter({ text: policy.text, offset }, body, [`level: ${level}`]);
    return edit ? [{ title: `Add a last rule of level ${level}`, edits: [edit], safe: false }] : [];
  });
