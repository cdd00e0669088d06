import type { TextRange } from '../../lint/finding.ts';
import { shift } from '../../yaml/node.ts';
import type { IdleItem } from '../analysis/idle-items.ts';
import type { RuleBody } from '../policy-rule.ts';
import { removeItem } from './list-edits.ts';
import { relatedRules, ruleNumbers } from './place-of-rule.ts';
import type { ReachLint } from './policy-lint-rule.ts';
import { ruleFix } from './rule-fix.ts';
import { trimmed } from './source-text.ts';

export const itemWithoutEffect: ReachLint = {
  id: 'item-without-effect',
  category: 'style',
  level: 'information',
  summary: 'A list item without which its rule decides exactly the same requests.',
  checkReach: (policy, reach, { told }) =>
    policy.rules.flatMap(rule => {
      const { body, offset, index } = rule;
      const { inPractice, redundant, idleItems } = reach.rules[index]!;
      if (!inPractice || redundant) return [];
      return idleItems.flatMap((idle, nth) => {
        const source = { text: policy.text, offset };
        const list = listOf(body, idle);
        const item = list.items[idle.index]!;
        const range = shift(trimmed(source, item.range), offset);
        // another rule has told that the item matches nothing or stands twice
        if (isRepeated(list, idle.index) || told(index).some(f => meets(f.range, range))) return [];
        const what = idle.field === 'entries' ? 'This entry of resources' : `"${'value' in item ? item.value : ''}"`;
        const why =
          idle.takenBy.length === 0
            ? 'the rest of the rule covers all it matches. Remove it.'
            : `${ruleNumbers(idle.takenBy)} ${idle.takenBy.length === 1 ? 'takes' : 'together take'} all it adds before this rule is asked. Remove it, or move this rule up.`;
        const fixes = ruleFix(policy, rule, s => removeItem(s, list, idle.index), 'Remove the item without effect');
        return [
          {
            range,
            rule: index,
            message: `${what} changes nothing: ${why}`,
            tag: 'unnecessary' as const,
            related: relatedRules(policy, idle.takenBy, n => `Rule ${n} takes what the item adds.`),
            // one at a time: two items may each be covered by the other; an item taken by another rule may show a wrong order
            fixes: fixes.map(f => ({ ...f, safe: nth === 0 && idle.takenBy.length === 0 })),
          },
        ];
      });
    }),
};

/** An item that stands in its list already is the matter of duplicate-item, whether or not that is on. */
const isRepeated = ({ items }: ReturnType<typeof listOf>, index: number): boolean => {
  const item = items[index]!;
  return 'value' in item && items.slice(0, index).some(i => 'value' in i && i.value === item.value);
};

const meets = (a: TextRange, b: TextRange) => a.start < b.end && b.start < a.end;

function listOf(body: RuleBody, { field, entry }: IdleItem) {
  if (field === 'entries') return body.resources;
  if (field === 'resources' || field === 'resourceNames') return body.resources.items[entry!]![field];
  return body[field];
}
