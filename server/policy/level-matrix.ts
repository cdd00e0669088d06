import { type ApiTable, resourcesOfGroup } from '../kubernetes/api-resources.ts';
import type { Level } from '../kubernetes/audit.ts';
import type { RequestAttributes, User } from '../kubernetes/request-attributes.ts';
import { compilePolicy } from './evaluate.ts';
import type { PolicySpec } from './policy-spec.ts';

/** Who asks, and where; what the matrix varies is resource and verb. */
export interface MatrixQuestion {
  /** `null`: failed authentication. */
  readonly user: User | null;
  /** Namespace of the requests for namespaced resources; empty means over all namespaces. */
  readonly namespace: string;
}

export interface MatrixCell {
  readonly verb: string;
  readonly level: Level;
  /** Zero-based; null where no rule decides. */
  readonly rule: number | null;
}

export interface MatrixRow {
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  readonly cells: readonly MatrixCell[];
}

/** The verbs in the order people think of them: reads, changes, deletions. */
export const MATRIX_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;
const WITHOUT_NAME: readonly string[] = ['list', 'watch', 'create', 'deletecollection'];

/** Resources that the policy names and that the chosen release does not serve: custom and aggregated APIs. */
function foreignResources(policy: PolicySpec, api: ApiTable): { readonly group: string; readonly item: string }[] {
  const named = policy.rules.flatMap(r => r.resources).flatMap(e => e.resources.map(item => ({ group: e.group, item })));
  const known = ({ group, item }: { group: string; item: string }) =>
    group === '*' || item.includes('*') || resourcesOfGroup(api, group).some(r => r.resource === item.split('/')[0]);
  return [...new Map(named.filter(n => !known(n)).map(n => [`${n.group}/${n.item}`, n])).values()];
}

/**
 * The level of every resource and verb the chosen Kubernetes release serves, and of the resources a policy names beside
 * them, for one user and namespace. Objects have a name that no rule mentions.
 */
export function levelMatrix(policy: PolicySpec, api: ApiTable, question: MatrixQuestion): readonly MatrixRow[] {
  const { decide } = compilePolicy(policy);
  const names = new Set(policy.rules.flatMap(r => r.resources.flatMap(e => e.resourceNames)));
  const name = ['example', 'some-object', 'object-of-no-rule'].find(n => !names.has(n)) ?? '\uffff';
  const row = (apiGroup: string, resource: string, subresource: string, namespaced: boolean, verbs: readonly string[]): MatrixRow => ({
    apiGroup,
    resource,
    subresource,
    cells: MATRIX_VERBS.filter(v => verbs.includes(v)).map(verb => {
      const named = subresource !== '' || !WITHOUT_NAME.includes(verb);
      const ofNamespace = apiGroup === '' && resource === 'namespaces' && named;
      const request: RequestAttributes = {
        isResourceRequest: true,
        verb,
        apiGroup,
        apiVersion: '',
        resource,
        subresource,
        namespace: ofNamespace ? name : namespaced ? question.namespace : '',
        name: named ? name : '',
        path: '',
        user: question.user,
      };
      const { level, rule } = decide(request);
      return { verb, level, rule };
    }),
  });
  const rows = [...api.groups.values()]
    .flat()
    .flatMap(r => [
      row(r.group, r.resource, '', r.namespaced, r.verbs),
      ...r.subresources.map(s => row(r.group, r.resource, s.name, r.namespaced, s.verbs)),
    ]);
  const foreign = foreignResources(policy, api).map(({ group, item }) => {
    const [resource = '', subresource = ''] = item.split('/');
    return row(group, resource, subresource, true, MATRIX_VERBS);
  });
  return [...rows, ...foreign];
}
