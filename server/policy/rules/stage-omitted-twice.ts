import { moveFinding } from '../../lint/finding.ts';
import { removeField } from './field-edits.ts';
import { removeItem } from './list-edits.ts';
import type { WholePolicyLint } from './policy-lint-rule.ts';

export const stageOmittedTwice: WholePolicyLint = {
  id: 'stage-omitted-twice',
  category: 'style',
  level: 'hint',
  summary: 'A stage that a rule omits though the policy omits it for all rules.',
  checkPolicy: policy => {
    const omitted = new Set(policy.omitStages.items.map(s => s.value));
    if (omitted.size === 0) return [];
    return policy.rules.flatMap(({ body, offset, index }) => {
      const { items } = body.omitStages;
      // at level None the whole field has no effect, which is told by another rule
      if (body.level?.value === 'None') return [];
      const all = items.every(s => omitted.has(s.value));
      const source = { text: policy.text, offset };
      return items.flatMap(({ value, range }, i) => {
        if (!omitted.has(value) || items.findIndex(s => s.value === value) !== i) return [];
        const edit = all && items.length === 1 ? removeField(source, body.node, 'omitStages') : removeItem(source, body.omitStages, i);
        const finding = {
          range,
          message: `The policy omits ${value} for all rules, and a rule cannot bring a stage back, so it need not be omitted here. Remove it.`,
          tag: 'unnecessary' as const,
          fixes: edit ? [{ title: `Remove ${value}`, edits: [edit], safe: true }] : [],
        };
        return [moveFinding(finding, offset, index)];
      });
    });
  },
};
