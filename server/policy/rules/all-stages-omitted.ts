import { STAGES } from '../../kubernetes/audit.ts';
import { moveFinding } from '../../lint/finding.ts';
import { removeField } from './field-edits.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

export const allStagesOmitted: WholePolicyLint = {
  id: 'all-stages-omitted',
  category: 'error-prone',
  level: 'warning',
  summary: 'A policy, or a rule that has a level, whose events are omitted at every stage.',
  checkPolicy: policy => {
    const ofPolicy = policy.omitStages.items.map(s => s.value);
    const all = (stages: readonly string[]) => STAGES.every(s => stages.includes(s));
    if (all(ofPolicy)) {
      const message = 'The policy omits all four stages, so nothing is ever recorded. Omit RequestReceived only.';
      return [{ range: policy.omitStages.key ?? policy.omitStages.range, message }];
    }
    return policy.rules.flatMap(({ body, offset, index }) => {
      const { level, omitStages } = body;
      const own = omitStages.items.map(s => s.value);
      if (own.length === 0 || !level || level.value === 'None' || !all([...ofPolicy, ...own])) return [];
      const together = all(own) ? 'This rule omits' : 'This rule and the policy together omit';
      const edit = removeField({ text: policy.text, offset }, body.node, 'omitStages');
      const finding = {
        range: omitStages.key ?? omitStages.range,
        message: `${together} all four stages, so what the rule decides is never recorded. Keep ResponseComplete at least, or say level: None.`,
        fixes: edit ? [{ title: 'Remove omitStages from the rule', edits: [edit], safe: false }] : [],
      };
      return [moveFinding(finding, offset, index)];
    });
  },
};
