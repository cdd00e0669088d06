import type { Reported } from '../../../lint/lint-rule.ts';
import type { QueryCheck } from '../query-lint-rule.ts';

export const numericOperatorOnText: QueryCheck = {
  id: 'numeric-operator-on-text',
  category: 'error-prone',
  level: 'warning',
  summary: 'A comparison or a range on a text field, which SLS silently turns into a search for the words of it.',
  check: ({ conditions, analysed }) =>
    conditions.flatMap((condition): Reported[] => {
      if (condition.kind !== 'comparison' && condition.kind !== 'range') return [];
      if (condition.kind === 'comparison' && condition.value.kind === 'missing') return [];
      const field = analysed.searchFields.get(condition.field);
      if (field?.type !== 'varchar') return [];
      const equals = condition.kind === 'comparison' && condition.operator === '=' ? condition : undefined;
      const fixes = equals ? [{ title: 'Write a colon', safe: true, edits: [{ range: equals.operatorRange, newText: ':' }] }] : [];
      const instead = equals
        ? `Write ${field.name}: ${analysed.query.text.slice(equals.value.range.start, equals.value.range.end)}.`
        : `Compare it in SQL, for example cast("${field.name}" as bigint) > 1.`;
      return [
        {
          range: condition.range,
          message: `${field.name} is a text field, and only numbers can be compared in a search: SLS would look for the words instead. ${instead}`,
          fixes,
        },
      ];
    }),
};
