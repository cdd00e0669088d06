import { findResource, groupsWithResource } from '../../kubernetes/api-resources.ts';
import type { Fix } from '../../lint/finding.ts';
import type { GroupResources } from '../policy-rule.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { resourcePattern } from './resource-pattern.ts';
import { columnAt, replaceValue } from './value-fixes.ts';

export const wrongGroup: SingleRuleLint = {
  id: 'wrong-group',
  category: 'error-prone',
  level: 'warning',
  summary: 'A resource named under an API group it does not belong to, most often because `group` was left out.',
  checkRule: (body, context) => body.resources.items.flatMap(entry => check(entry, context)),
};

function check(entry: GroupResources, context: RuleContext) {
  const group = entry.group?.value ?? '';
  if (!context.api.groups.has(group)) return [];
  const homes = new Map<string, readonly string[]>();
  for (const { value } of entry.resources.items) {
    const resource = resourcePattern(value)?.resource;
    if (!resource || resource === '*' || findResource(context.api, group, resource)) continue;
    homes.set(value, groupsWithResource(context.api, resource));
  }
  return entry.resources.items.flatMap(item => {
    const home = homes.get(item.value) ?? [];
    if (home.length === 0) return [];
    const here = entry.group ? (group === '' ? 'the core group ("")' : `group "${group}"`) : 'the core group, which an entry without group means,';
    // one group for the whole entry makes the fix unambiguous
    const whole = entry.resources.items.every(i => homes.get(i.value)?.includes(home[0]!));
    return [
      {
        range: item.range,
        message: `"${item.value}" is not in ${here} but in ${home.map(g => `"${g}"`).join(' and ')}, so this item matches nothing. Name it in an entry of that group.`,
        fixes: whole ? [setGroup(entry, home[0]!, context)] : [],
      },
    ];
  });
}

function setGroup(entry: GroupResources, group: string, { text, offset }: RuleContext): Fix {
  const title = `Set group: ${group === '' ? '"" (core)' : group}`;
  const value = JSON.stringify(group);
  if (entry.group) return { title, edits: [group === '' ? { range: entry.group.range, newText: '""' } : replaceValue(entry.group, group)], safe: false };
  const start = entry.range.start;
  const flow = text[start + offset] === '{';
  const newText = flow ? `group: ${value}, ` : `group: ${value}\n${' '.repeat(columnAt(text, start + offset))}`;
  const at = flow ? start + 1 : start;
  return { title, edits: [{ range: { start: at, end: at }, newText }], safe: false };
}
