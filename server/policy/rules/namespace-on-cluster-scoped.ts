import { findResource } from '../../kubernetes/api-resources.ts';
import type { SingleRuleLint } from './policy-lint-rule.ts';
import { resourcePattern } from './resource-pattern.ts';

export const namespaceOnClusterScoped: SingleRuleLint = {
  id: 'namespace-on-cluster-scoped',
  category: 'error-prone',
  level: 'warning',
  summary: 'A cluster-scoped resource in a rule that asks for a namespace.',
  checkRule: (body, { api }) => {
    const namespaces = body.namespaces.items.map(n => n.value);
    if (namespaces.length === 0 || namespaces.includes('')) return [];
    return body.resources.items.flatMap(entry =>
      entry.resources.items.flatMap(item => {
        const resource = resourcePattern(item.value)?.resource;
        const known = resource === undefined ? undefined : findResource(api, entry.group?.value ?? '', resource);
        // a Namespace object lies in the namespace of its own name
        if (!known || known.namespaced || known.resource === 'namespaces') return [];
        return [{ range: item.range, message: `"${item.value}" is cluster-scoped: its requests have the namespace "", which this rule's namespaces do not name, so this item matches nothing. Move it into a rule without namespaces.` }];
      }),
    );
  },
};
