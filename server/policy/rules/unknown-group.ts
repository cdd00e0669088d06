import { isBuiltInGroup } from '../../kubernetes/api-resources.ts';
import { nearest } from '../../kubernetes/nearest.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { changeTo } from './value-fixes.ts';

/** Told by core-group-name. */
const CORE_NAMES = new Set(['core', 'v1', 'api', 'core.k8s.io']);

export const unknownGroup: SingleRuleLint = {
  id: 'unknown-group',
  category: 'error-prone',
  level: 'warning',
  summary: 'An API group that is close to a built-in one but is none, or that no custom resource can have.',
  checkRule: (body, { api }) =>
    body.resources.items.flatMap(({ group }) => {
      if (!group || group.value === '' || group.value === '*' || CORE_NAMES.has(group.value) || isBuiltInGroup(group.value)) return [];
      // what validation refuses is told already
      if (!/^[a-z0-9.-]+$/.test(group.value)) return [];
      const groups = [...api.groups.keys()].filter(g => g !== '');
      const meant = groups.find(g => g.startsWith(`${group.value}.`)) ?? nearest(group.value, groups);
      const dotted = group.value.includes('.');
      if (dotted && !meant) return [];
      const why = dotted ? 'It is close to a built-in group but is none' : 'No built-in group has this name, and groups of custom resources contain a dot';
      return [
        {
          range: group.range,
          message: `"${group.value}" is probably no API group. ${why}, so this entry would match nothing.${meant ? ` Did you mean "${meant}"?` : ''}`,
          fixes: meant ? [changeTo(group, meant)] : [],
        },
      ];
    }),
};
