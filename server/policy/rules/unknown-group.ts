import { type ApiTable, isBuiltInGroup } from '../../kubernetes/api-resources.ts';
import { editDistance, nearest } from '../../kubernetes/nearest.ts';
import { isMeantForCore } from './core-group-name.ts';
import { keptByText } from './kept.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-edits.ts';

export const unknownGroup: SingleRuleLint = {
  id: 'unknown-group',
  category: 'error-prone',
  level: 'warning',
  summary: 'An API group that is none: a slip of a built-in one, or a name without a dot that no extension can have.',
  checkRule: (body, context) =>
    body.resources.items.flatMap(({ group }) => {
      if (!group || group.value === '' || group.value === '*' || isMeantForCore(group.value) || isBuiltInGroup(group.value)) return [];
      // what validation refuses is told already
      if (!/^[a-z0-9.-]+$/.test(group.value)) return [];
      const meant = groupMeant(context.api, group.value);
      const dotted = group.value.includes('.');
      if (dotted && !meant) return [];
      const why = dotted ? '' : ' (no built-in group has this name, and groups of custom resources contain a dot)';
      const advice = meant ? `Did you mean "${meant}"?` : 'Write the group as kubectl api-resources shows it, without the version.';
      const message = `"${group.value}" is probably no API group${why}, so this entry matches nothing. ${advice}`;
      return [{ range: group.range, message, fixes: meant ? changeTo(context, group, meant) : [] }];
    }),
};

const groupMeant = keptByText((api: ApiTable, group: string): string | undefined => {
  const known = [...api.groups.keys()].filter(g => g !== '');
  return known.find(g => g.startsWith(`${group}.`)) ?? slipOf(group, known);
});

/** A group with dots may be anyone's, so it must be a letter or two away; `x-k8s.io` is a suffix of its own. */
function slipOf(group: string, known: readonly string[]): string | undefined {
  if (!group.includes('.')) return nearest(group, known);
  if (/(^|[.-])x-k8s\.io$/.test(group)) return undefined;
  return known.find(k => k.includes('.') && editDistance(group, k, 3) <= 2);
}
