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
        // a request on one Namespace object has the object's name as its namespace
        if (!known || known.namespaced || known.resource === 'namespaces') return [];
        const message = `${known.resource} are cluster-scoped: their requests have the namespace "", which is not in this rule's namespaces, so this item matches nothing. Name them in a rule without namespaces.`;
        return [{ range: item.range, message }];
      }),
    );
  },
};
