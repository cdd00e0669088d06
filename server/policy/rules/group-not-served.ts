import { apiTable, isBuiltInGroup } from '../../kubernetes/api-resources.ts';
import { formatKubernetesVersion, type KubernetesMinor, NEWEST_KUBERNETES } from '../../kubernetes/kubernetes-version.ts';
import { removeItem } from './list-edits.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';

export const groupNotServed: SingleRuleLint = {
  id: 'group-not-served',
  category: 'error-prone',
  level: 'information',
  summary: 'A whole API group that the chosen Kubernetes version does not serve, any more or yet.',
  checkRule: (body, context) =>
    body.resources.items.flatMap(({ group, resources }, i) => {
      // a resource in it is told by unknown-resource
      if (!group || resources.items.length > 0 || !isBuiltInGroup(group.value) || context.api.groups.has(group.value)) return [];
      const edit = removeItem(context, body.resources, i);
      const version = formatKubernetesVersion(context.kubernetes);
      const message = `Kubernetes ${version} does not serve the group "${group.value}"${when(group.value, context.kubernetes)}, so this entry matches no request that succeeds. Remove it unless the policy is for other versions too.`;
      return [
        {
          range: group.range,
          message,
          tag: 'deprecated' as const,
          fixes: edit ? [{ title: 'Remove the entry', edits: [edit], safe: false }] : [],
        },
      ];
    }),
};

/** The oldest release whose resources are on record. */
const OLDEST = 16;

function when(group: string, minor: KubernetesMinor): string {
  for (let before = minor - 1; before >= OLDEST; before--)
    if (apiTable(before).groups.has(group)) return ` (${formatKubernetesVersion(before)} was the last that did)`;
  for (let after = minor + 1; after <= NEWEST_KUBERNETES; after++)
    if (apiTable(after).groups.has(group)) return ` (${formatKubernetesVersion(after)} is the first that does)`;
  return '';
}
