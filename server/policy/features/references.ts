import { type Range, shift } from '../../yaml/node.ts';
import type { PolicyDocument } from '../policy-document.ts';
import { STRING_LIST_FIELDS } from '../policy-rule.ts';
import { type Located, locate } from './locate.ts';

/** A value and every place of the policy that names the same thing. */
export interface References {
  readonly range: Range;
  readonly ranges: readonly Range[];
}

/** Where the user, group, resource, namespace or other value at an offset is named; resources count in their API group only. */
export function referencesAt(policy: PolicyDocument, offset: number): References | undefined {
  const found = locate(policy, offset);
  if (found?.kind !== 'value') return undefined;
  const ranges = distinct(placesOf(policy, found));
  return ranges.length > 0 ? { range: found.range, ranges } : undefined;
}

function placesOf(policy: PolicyDocument, { field, value, entry }: Located & { kind: 'value' }): Range[] {
  const same = (items: readonly { readonly value: string; readonly range: Range }[], offset: number) =>
    items.filter(i => i.value === value).map(i => shift(i.range, offset));
  const group = entry?.group?.value ?? '';
  const list = STRING_LIST_FIELDS.find(f => f === field);
  return [
    ...(field === 'omitStages' ? same(policy.omitStages.items, 0) : []),
    ...policy.rules.flatMap(({ body, offset }) => {
      if (list) return same(body[list].items, offset);
      if (field === 'level') return body.level?.value === value ? [shift(body.level.range, offset)] : [];
      if (!entry) return [];
      return body.resources.items.flatMap(e => {
        if (field === 'group') return e.group?.value === value ? [shift(e.group.range, offset)] : [];
        if (field === 'resourceNames') return same(e.resourceNames.items, offset);
        return (e.group?.value ?? '') === group ? same(e.resources.items, offset) : [];
      });
    }),
  ];
}

/** Places read through an alias are all the alias's. */
const distinct = (ranges: readonly Range[]): Range[] =>
  ranges.filter((r, i) => ranges.findIndex(o => o.start === r.start && o.end === r.end) === i);
