import { findResource, groupsWithResource, lifetimeOf } from '../../kubernetes/api-resources.ts';
import type { Fix } from '../../lint/finding.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import type { GroupResources } from '../policy-rule.ts';
import { joined } from './joined.ts';
import { removeItem } from './list-edits.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { isOfAnotherGroup } from './resource-home.ts';
import { resourcePattern } from './resource-pattern.ts';
import { indentAt, newlineAt, sourceAt, trimmed } from './source-text.ts';
import { emptyValue, replaceValue } from './value-edits.ts';

export const wrongGroup: SingleRuleLint = {
  id: 'wrong-group',
  category: 'error-prone',
  level: 'warning',
  summary: 'A resource named under an API group it does not belong to, most often because `group` was left out.',
  checkRule: (body, context) => body.resources.items.flatMap(entry => check(entry, context)),
};

const words = (group: string) => (group === '' ? 'the core group ("")' : `"${group}"`);

function check(entry: GroupResources, context: RuleContext): Reported[] {
  const group = entry.group?.value ?? '';
  if (!context.api.groups.has(group)) return [];
  const homes = entry.resources.items.map(i => homesElsewhere(i.value, group, context));
  const [first] = homes;
  // one home for all of the entry: its group is wrong, else only the item stands in the wrong place
  const home = first?.find(g => homes.every(h => h.includes(g)));
  return entry.resources.items.flatMap((item, i) => {
    const [target] = homes[i]!;
    if (target === undefined) return [];
    const here = entry.group ? words(group) : 'the core group, which an entry without group stands for,';
    const message = `"${item.value}" is not in ${here} but in ${joined(homes[i]!.map(words), 'and')}, so this item matches no request that succeeds. Name it in an entry of that group.`;
    return [
      { range: item.range, message, fixes: home !== undefined ? setGroup(entry, home, context) : moveItem(entry, i, target, context) },
    ];
  });
}

/** The groups an item's resource lives in, where the group of its entry never had it. */
function homesElsewhere(item: string, group: string, { api }: RuleContext): readonly string[] {
  const resource = resourcePattern(item)?.resource;
  if (!resource || findResource(api, group, resource) || lifetimeOf(group, resource) || !isOfAnotherGroup(resource, api)) return [];
  return groupsWithResource(api, resource);
}

function setGroup(entry: GroupResources, group: string, source: RuleContext): Fix[] {
  const title = `Set group: ${group === '' ? '"" (core)' : group}`;
  const value = JSON.stringify(group);
  if (entry.group) {
    const edit = group === '' ? emptyValue(source, entry.group) : replaceValue(source, entry.group, group);
    return edit ? [{ title, edits: [edit], safe: false }] : [];
  }
  const { start } = entry.range;
  if (sourceAt(source, { start, end: start + 1 }) === '{') {
    const key = source.text.trimStart().startsWith('{') ? '"group"' : 'group';
    return [{ title, edits: [{ range: { start: start + 1, end: start + 1 }, newText: `${key}: ${value}, ` }], safe: false }];
  }
  const lead = indentAt(source, start);
  if (!/^[ ]*-[ ]+$/.test(lead) || !/^\w/.test(sourceAt(source, entry.range))) return [];
  const newText = `group: ${value}${newlineAt(source, start)}${' '.repeat(lead.length)}`;
  return [{ title, edits: [{ range: { start, end: start }, newText }], safe: false }];
}

/** Moves one item into an entry of its own, in block style. */
function moveItem(entry: GroupResources, index: number, group: string, source: RuleContext): Fix[] {
  const lead = indentAt(source, entry.range.start);
  const removal = removeItem(source, entry.resources, index);
  if (!removal || !/^[ ]*-[ ]+$/.test(lead) || !/^[\w{]/.test(sourceAt(source, entry.range)) || entry.resourceNames.items.length > 0)
    return [];
  const newline = newlineAt(source, entry.range.start);
  const { end } = trimmed(source, entry.range);
  const rest = /^[ \t]*(#[^\r\n]*)?/.exec(source.text.slice(end + source.offset))![0];
  const at = end + rest.length;
  const added = `${newline}${lead}group: ${JSON.stringify(group)}${newline}${' '.repeat(lead.length)}resources: [${JSON.stringify(entry.resources.items[index]!.value)}]`;
  const edits = [removal, { range: { start: at, end: at }, newText: added }];
  // the item's line may be the entry's last: then the two changes meet
  return removal.range.end >= at ? [] : [{ title: `Move to an entry of ${group === '' ? 'the core group' : group}`, edits, safe: false }];
}
