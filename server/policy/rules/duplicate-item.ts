import type { Reported } from '../../lint/lint-rule.ts';
import type { Located } from '../../yaml/node.ts';
import { STRING_LIST_FIELDS } from '../policy-rule.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { removeItem } from './value-fixes.ts';

export const duplicateItem: SingleRuleLint = {
  id: 'duplicate-item',
  category: 'style',
  level: 'information',
  summary: 'A list item that stands in its list already.',
  checkRule: body => [
    ...STRING_LIST_FIELDS.flatMap(f => repeated(body[f].items, f)),
    ...body.resources.items.flatMap(e => [...repeated(e.resources.items, 'resources'), ...repeated(e.resourceNames.items, 'resourceNames')]),
    ...repeatedEntries(body.resources.items),
  ],
};

function repeated(items: readonly Located<string>[], field: string): Reported[] {
  return items.flatMap((item, i) =>
    items.findIndex(o => o.value === item.value) < i
      ? [{ range: item.range, message: `"${item.value}" stands twice in ${field}. Once is enough.`, tag: 'unnecessary' as const, fixes: [removeItem(items, i, 'Remove the repeated item')] }]
      : [],
  );
}

type Entry = Parameters<SingleRuleLint['checkRule']>[0]['resources']['items'][number];

function repeatedEntries(entries: readonly Entry[]): Reported[] {
  const meaning = (e: Entry) => JSON.stringify([e.group?.value ?? '', e.resources.items.map(i => i.value).sort(), e.resourceNames.items.map(i => i.value).sort()]);
  const all = entries.map(meaning);
  return entries.flatMap((entry, i) => (all.indexOf(all[i]!) < i ? [{ range: entry.group?.range ?? entry.range, message: 'This entry stands in resources already. Once is enough.', tag: 'unnecessary' as const }] : []));
}
