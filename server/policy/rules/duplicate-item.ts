import type { Fix, TextEdit } from '../../lint/finding.ts';
import type { Reported } from '../../lint/lint-rule.ts';
import { type GroupResources, type ResourceList, STRING_LIST_FIELDS, type StringList } from '../policy-rule.ts';
import { removeItem } from './list-edits.ts';
import type { RuleContext, SingleRuleLint } from './policy-lint-rule.ts';
import { trimmed } from './source-text.ts';

export const duplicateItem: SingleRuleLint = {
  id: 'duplicate-item',
  category: 'style',
  level: 'information',
  summary: 'A list item that stands in its list already.',
  checkRule: (body, context) => [
    ...STRING_LIST_FIELDS.flatMap(f => repeated(body[f], f, context)),
    ...body.resources.items.flatMap(e => [
      ...repeated(e.resources, 'resources', context),
      ...repeated(e.resourceNames, 'resourceNames', context),
    ]),
    ...repeatedEntries(body.resources, context),
  ],
};

const removal = (edit: TextEdit | undefined, title: string): Fix[] => (edit ? [{ title, edits: [edit], safe: true }] : []);

function repeated(list: StringList, field: string, context: RuleContext): Reported[] {
  const seen = new Set<string>();
  return list.items.flatMap(({ value, range }, i) => {
    if (!seen.has(value)) {
      seen.add(value);
      return [];
    }
    const fixes = removal(removeItem(context, list, i), 'Remove the repeated item');
    return [{ range, message: `"${value}" stands in ${field} already; once is enough. Remove it.`, tag: 'unnecessary' as const, fixes }];
  });
}

function repeatedEntries(list: ResourceList, context: RuleContext): Reported[] {
  const seen = new Set<string>();
  return list.items.flatMap((entry, i) => {
    const meaning = meaningOf(entry);
    if (!seen.has(meaning)) {
      seen.add(meaning);
      return [];
    }
    const fixes = removal(removeItem(context, list, i), 'Remove the repeated entry');
    const message = 'This entry stands in resources already; once is enough. Remove it.';
    return [{ range: trimmed(context, entry.range), message, tag: 'unnecessary' as const, fixes }];
  });
}

/** What an entry matches, whatever the order and repetition of its items. */
function meaningOf({ group, resources, resourceNames }: GroupResources): string {
  const set = (list: StringList) => [...new Set(list.items.map(i => i.value))].sort();
  return JSON.stringify([group?.value ?? '', set(resources), set(resourceNames)]);
}
