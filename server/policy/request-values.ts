import { apiTable } from '../kubernetes/api-resources.ts';
import { WELL_KNOWN_GROUPS, WELL_KNOWN_USERS } from '../kubernetes/identities.ts';
import type { KubernetesMinor } from '../kubernetes/kubernetes-version.ts';
import { NON_RESOURCE_PATHS } from '../kubernetes/non-resource-paths.ts';
import { RESOURCE_VERBS } from '../kubernetes/verbs.ts';
import type { PolicyDocument } from './policy-document.ts';
import { policySpec, type RuleSpec } from './policy-spec.ts';

/** What may stand in each field of a request. */
export interface RequestValues {
  readonly users: readonly string[];
  readonly groups: readonly string[];
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  /** `pods`, and `pods/log` for a subresource, each with its API group. */
  readonly resources: readonly { readonly name: string; readonly group: string }[];
  readonly namespaces: readonly string[];
  readonly paths: readonly string[];
}

/** Values worth offering in the fields of a request: what the policy names first, then what Kubernetes knows. */
export function valuesForRequests(policy: PolicyDocument | undefined, kubernetes: KubernetesMinor): RequestValues {
  const rules = policy ? policySpec(policy).rules : [];
  const named = (values: (rule: RuleSpec) => readonly string[]) =>
    rules.flatMap(values).filter(value => value !== '' && !value.includes('*'));
  const groups = apiTable(kubernetes).groups;
  const builtIn = [...groups.values()].flat().flatMap(({ resource, group, subresources }) => {
    return [resource, ...subresources.map(sub => `${resource}/${sub.name}`)].map(name => ({ name, group }));
  });
  return {
    users: unique(
      named(r => r.users),
      WELL_KNOWN_USERS.map(user => user.name),
    ),
    groups: unique(
      named(r => r.userGroups),
      WELL_KNOWN_GROUPS.map(group => group.name),
    ),
    verbs: RESOURCE_VERBS.map(entry => entry.verb),
    apiGroups: unique(
      named(r => r.resources.map(entry => entry.group)),
      [...groups.keys()].filter(group => group !== ''),
    ),
    resources: builtIn,
    namespaces: unique(
      named(r => r.namespaces),
      ['default', 'kube-system', 'kube-public', 'kube-node-lease'],
    ),
    paths: unique(
      named(r => r.nonResourceURLs),
      NON_RESOURCE_PATHS.map(entry => entry.path).filter(path => !path.includes('*')),
    ),
  };
}

const unique = (first: readonly string[], then: readonly string[]): readonly string[] => [...new Set([...first, ...then])];
