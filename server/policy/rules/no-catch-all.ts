import { type Fix, moveFinding } from '../../lint/finding.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import { requestTitle, userWords } from '../describe-simulation.ts';
import type { PolicyDocument } from '../policy-document.ts';
import type { PolicyRule } from '../policy-rule.ts';
import { firstLine } from '../validate-rule.ts';
import { decidesEverything } from './catch-all.ts';
import type { ReachLint, WholePolicyLint } from './policy-lint-rule.ts';
import { insertRuleAfter } from './rule-edits.ts';

export const noCatchAll: WholePolicyLint & ReachLint = {
  id: 'no-catch-all',
  category: 'security',
  level: 'information',
  summary: 'A policy without a rule for everything else: what no rule matches is not recorded.',
  checkPolicy: policy => (decidesEverything(policy) ? [] : report(policy, '')),
  checkReach: (policy, { fallsThrough: request }) =>
    request ? report(policy, `: ${requestTitle(request)}, by ${userWords(request.user)}, for one`) : [],
};

function report(policy: PolicyDocument, example: string): Reported[] {
  const last = policy.rules.at(-1);
  if (!last) return [];
  const message = `Requests that no rule matches are not recorded${example}. End with a rule that has only a level: Metadata to see them, None to say that they are not wanted.`;
  return [moveFinding({ range: firstLine(last.body), message, fixes: endings(policy, last) }, last.offset, last.index)];
}

const endings = (policy: PolicyDocument, { body, offset }: PolicyRule): Fix[] =>
  ['Metadata', 'None'].flatMap(level => {
    const edit = insertRuleAfter({ text: policy.text, offset }, body, [`level: ${level}`]);
    return edit ? [{ title: `Add a last rule of level ${level}`, edits: [edit], safe: false }] : [];
  });
