import { isBuiltInGroup } from '../kubernetes/api-resources.ts';
import { assumedCustomResource, type CustomResource } from '../kubernetes/custom-resources.ts';
import type { PolicySpec } from './policy-spec.ts';

/** The custom resources that the rules of a policy name: with them, `kubectl get widgets` is understood beside the policy. */
export function namedCustomResources(policy: PolicySpec): readonly CustomResource[] {
  const found = new Map<string, CustomResource>();
  for (const { group, resources } of policy.rules.flatMap(rule => rule.resources)) {
    if (group === '' || group === '*' || isBuiltInGroup(group)) continue;
    for (const pattern of resources) {
      const [resource = ''] = pattern.split('/');
      if (/^[a-z]/.test(resource)) found.set(`${group}/${resource}`, assumedCustomResource(group, resource));
    }
  }
  return [...found.values()];
}
