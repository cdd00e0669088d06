import { STAGES } from '../../kubernetes/audit.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

export const allStagesOmitted: WholePolicyLint = {
  id: 'all-stages-omitted',
  category: 'error-prone',
  level: 'warning',
  summary: 'A rule that records at a level but omits every stage.',
  checkPolicy: policy => {
    const ofPolicy = policy.omitStages.items.map(s => s.value);
    const all = (stages: readonly string[]) => STAGES.every(s => stages.includes(s));
    if (all(ofPolicy)) return [{ range: policy.omitStages.key ?? policy.omitStages.range, message: 'The policy omits all four stages: nothing is ever recorded. Usually only RequestReceived is omitted.' }];
    return policy.rules.flatMap(({ body, offset, index }) => {
      const { level, omitStages } = body;
      if (omitStages.items.length === 0 || level?.value === 'None' || !all([...ofPolicy, ...omitStages.items.map(s => s.value)])) return [];
      const range = omitStages.key ?? omitStages.range;
      return [{ rule: index, range: { start: range.start + offset, end: range.end + offset }, message: `Rule ${index + 1} and the policy together omit all four stages: what the rule decides is never recorded. Say level: None if that is meant.` }];
    });
  },
};
