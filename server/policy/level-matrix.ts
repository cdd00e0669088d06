import { type ApiTable, resourcesOfGroup } from '../kubernetes/api-resources.ts';
import type { Level } from '../kubernetes/audit.ts';
import type { RequestAttributes, User } from '../kubernetes/request-attributes.ts';
import { compilePolicy, type Decision } from './evaluate.ts';
import { resourceMatches } from './match-rule.ts';
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
  /** Objects that another rule decides, because a rule names them; empty where the name makes no difference. */
  readonly byName: readonly NamedDecision[];
}

interface NamedDecision {
  readonly name: string;
  readonly level: Level;
  readonly rule: number | null;
}

export interface MatrixRow {
  readonly apiGroup: string;
  readonly resource: string;
  readonly subresource: string;
  /** Whether only the policy tells of it: the chosen release does not build it in. */
  readonly custom: boolean;
  readonly cells: readonly MatrixCell[];
}

/** The verbs in the order people think of them: reads, changes, deletions. */
export const MATRIX_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'] as const;
const WITHOUT_NAME: readonly string[] = ['list', 'watch', 'create', 'deletecollection'];

/** A resource of the matrix, before anything is asked of it. */
type Asked = Pick<MatrixRow, 'apiGroup' | 'resource' | 'subresource' | 'custom'> & {
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
};

/** Resources that the policy names and that the chosen release does not serve: custom and aggregated APIs. */
function foreignResources(policy: PolicySpec, api: ApiTable): readonly Asked[] {
  const named = policy.rules
    .flatMap(r => r.resources)
    .flatMap(e => e.resources.map(item => ({ group: e.group, item: item.endsWith('/*') ? item.slice(0, -2) : item })));
  const known = ({ group, item }: { group: string; item: string }) =>
    group === '*' || item === '' || item.includes('*') || resourcesOfGroup(api, group).some(r => r.resource === item.split('/')[0]);
  const foreign = new Map(named.filter(n => !known(n)).map(n => [`${n.group}/${n.item}`, n]));
  return [...foreign.values()]
    .map(({ group, item }) => {
      const [resource = '', ...rest] = item.split('/');
      return { apiGroup: group, resource, subresource: rest.join('/'), custom: true, namespaced: true, verbs: MATRIX_VERBS };
    })
    .toSorted((a, b) => compareText(a.apiGroup, b.apiGroup));
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The level of every resource and verb the chosen Kubernetes release serves, and of the resources a policy names beside
 * them, for one user and namespace. Objects have a name that no rule mentions; the names that rules mention stand beside.
 */
export function levelMatrix(policy: PolicySpec, api: ApiTable, question: MatrixQuestion): readonly MatrixRow[] {
  const { decide } = compilePolicy(policy);
  const usual = nameOfNoRule(policy);
  const namesOf = namesByResource(policy);
  const builtIn = [...api.groups.values()].flat().flatMap(r => {
    const { group: apiGroup, resource, namespaced } = r;
    const of = (subresource: string, verbs: readonly string[]): Asked => {
      return { apiGroup, resource, subresource, custom: false, namespaced, verbs };
    };
    return [of('', r.verbs), ...r.subresources.map(s => of(s.name, s.verbs))];
  });
  return [...builtIn, ...foreignResources(policy, api)].map(asked => {
    const names = namesOf(asked);
    const cells = MATRIX_VERBS.filter(v => asked.verbs.includes(v)).map(verb => {
      const named = asked.subresource !== '' || !WITHOUT_NAME.includes(verb);
      const ask = (name: string): Decision => decide(requestFor(asked, verb, name, question));
      const { level, rule } = ask(named ? usual : '');
      const others = named ? names.map(name => ({ name, ...ask(name) })).filter(d => d.rule !== rule) : [];
      return { verb, level, rule, byName: others.map(d => ({ name: d.name, level: d.level, rule: d.rule })) };
    });
    const { apiGroup, resource, subresource, custom } = asked;
    return { apiGroup, resource, subresource, custom, cells };
  });
}

function requestFor(asked: Asked, verb: string, name: string, { user, namespace }: MatrixQuestion): RequestAttributes {
  const { apiGroup, resource, subresource, namespaced } = asked;
  return {
    isResourceRequest: true,
    verb,
    apiGroup,
    apiVersion: '',
    resource,
    subresource,
    // the server takes a Namespace object for a request in the namespace of that name
    namespace: isNamespaces(asked) ? name : namespaced ? namespace : '',
    name,
    path: '',
    user,
  };
}

const isNamespaces = ({ apiGroup, resource }: Pick<Asked, 'apiGroup' | 'resource'>) => apiGroup === '' && resource === 'namespaces';

function nameOfNoRule(policy: PolicySpec): string {
  const names = new Set(policy.rules.flatMap(r => [...r.namespaces, ...r.resources.flatMap(e => e.resourceNames)]));
  for (let n = 1; ; n++) {
    const name = n === 1 ? 'example' : `example-${n}`;
    if (!names.has(name)) return name;
  }
}

/** The object names that rules mention for a resource; for namespaces also those that rules mention as such. */
function namesByResource({ rules }: PolicySpec): (asked: Asked) => readonly string[] {
  const entries = rules.flatMap(r => r.resources).filter(e => e.resourceNames.length > 0);
  const namespaces = rules.flatMap(r => r.namespaces);
  return asked => {
    const { apiGroup, resource, subresource } = asked;
    const about = entries.filter(
      e => (e.group === apiGroup || e.group === '*') && e.resources.some(item => resourceMatches(item, resource, subresource)),
    );
    const names = [...(isNamespaces(asked) ? namespaces : []), ...about.flatMap(e => e.resourceNames)];
    return [...new Set(names)].filter(name => name !== '');
  };
}
