import { type ApiTable, findResource } from '../../kubernetes/api-resources.ts';
import { type Diagram, type Diagrams, EVERYTHING, NOTHING } from './diagram.ts';
import { ANONYMOUS, dimensionNumber, groupDimension, MEMBER, NO_USER, PATH_REQUEST, type RequestSpace } from './request-space.ts';
import type { RuleRequests } from './rule-requests.ts';

/** What a server makes of a URL that is a resource, plus the empty verb of methods without one and the legacy `proxy`. */
const RESOURCE_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'proxy', ''];
/** All that the server takes for a subresource of a namespace: anything else below its name is a resource in it. */
const NAMESPACE_SUBRESOURCES = ['', 'status', 'finalize'];
const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options', 'connect', 'trace'];
const SERVICE_ACCOUNT = /^system:serviceaccount:([^:]+):[^:]+$/;
const SERVICE_ACCOUNTS_OF = /^system:serviceaccounts:(.+)$/;

/** Whether a path would be a request for a path: what looks like a resource is one, and every path begins with a slash. */
export function isPracticalPath(path: string): boolean {
  if (!path.startsWith('/') || path.includes('\uffff')) return false;
  const parts = path.replace(/^\/+|\/+$/g, '').split('/');
  return parts[0] === 'api' ? parts.length < 3 : parts[0] === 'apis' ? parts.length < 4 : true;
}

/**
 * The requests of a space that a real API server can see: attributes are derived from a URL and a credential, so not
 * every combination exists. Kept apart from the matching itself, so that an answer can say "never" or "never in practice".
 *
 * - the verbs are those a server derives;
 * - a creation of an object has no name, a read or deletion of one has, lists, watches and deletions of collections have no subresource;
 * - a namespace has no subresources but status and finalize: what else stands below its name is a resource in it;
 * - an object of a built-in cluster-scoped resource has no namespace, one of a namespaced resource has one, and a
 *   Namespace object is in the namespace of its own name;
 * - whoever authenticated is in system:authenticated, except system:anonymous, who is in system:unauthenticated; a
 *   service account is in the groups of its namespace.
 */
export function practicalRequests(diagrams: Diagrams, space: RequestSpace, requests: RuleRequests, api: ApiTable): Diagram {
  const { node, and, or, without } = diagrams;
  const { having } = requests;
  const not = (set: Diagram) => without(EVERYTHING, set);
  const implies = (a: Diagram, b: Diagram) => or(not(a), b);
  const all = (sets: readonly Diagram[]) => sets.reduce(and, EVERYTHING);
  const unnamed = (dimension: keyof RequestSpace['values']) => not(having(dimension, space.values[dimension]));
  /** Named values that hold, and whether unnamed ones may. */
  const only = (dimension: keyof RequestSpace['values'], holds: (value: string) => boolean, others: boolean) =>
    or(having(dimension, space.values[dimension].filter(holds)), others ? unnamed(dimension) : NOTHING);
  const hasUnnamed = (dimension: keyof RequestSpace['values'], values: readonly string[]) =>
    values.some(v => !space.values[dimension].includes(v));
  const verb = (...verbs: string[]) => having('verb', verbs);
  const noName = having('name', ['']);
  const noSubresource = having('subresource', ['']);
  const noNamespace = having('namespace', ['']);

  const segments = all(
    (['apiGroup', 'resource', 'subresource', 'namespace', 'name'] as const).map(d => only(d, v => !v.includes('/'), true)),
  );
  const names = all([
    implies(and(verb('create'), noSubresource), noName),
    implies(verb('get', 'delete'), not(noName)),
    implies(verb('deletecollection'), noName),
    implies(not(noSubresource), and(not(noName), not(verb('list', 'watch', 'deletecollection', 'proxy')))),
  ]);
  const collections = verb('list', 'watch');
  /** A Namespace object is in the namespace of its own name; a collection of them, or a creation, in none. */
  const sameName = () => {
    const known = new Set(space.values.name);
    const own = (namespace: string) => (known.has(namespace) ? having('name', [namespace]) : unnamed('name'));
    const named = space.values.namespace.filter(n => n !== '').map(n => and(having('namespace', [n]), own(n)));
    const elsewhere = space.values.name.filter(n => n !== '' && !space.values.namespace.includes(n));
    return [...named, and(unnamed('namespace'), or(unnamed('name'), having('name', elsewhere)))].reduce(or, NOTHING);
  };
  const ofNamespaces = or(and(noNamespace, or(noName, collections)), and(sameName(), not(verb('list'))));
  const inNamespace = or(not(noNamespace), collections);
  const subresourcesOfNamespaces = only(
    'subresource',
    v => NAMESPACE_SUBRESOURCES.includes(v),
    hasUnnamed('subresource', NAMESPACE_SUBRESOURCES),
  );
  const scopeOf = (group: string, resource: string): Diagram => {
    if (group === '' && resource === 'namespaces') return EVERYTHING;
    const found = findResource(api, group, resource);
    return found === undefined ? EVERYTHING : found.namespaced ? inNamespace : noNamespace;
  };
  const scopes = node(
    dimensionNumber('apiGroup'),
    space.values.apiGroup.map((group, i) => {
      const edges = space.values.resource.map((resource, k) => [k, scopeOf(group, resource)] as const);
      return [i, node(dimensionNumber('resource'), edges, EVERYTHING)] as const;
    }),
    EVERYTHING,
  );
  const resources = all([
    segments,
    only('verb', v => RESOURCE_VERBS.includes(v), hasUnnamed('verb', RESOURCE_VERBS)),
    names,
    implies(having('resource', ['namespaces']), and(ofNamespaces, subresourcesOfNamespaces)),
    scopes,
  ]);
  const paths = and(
    node(
      dimensionNumber('path'),
      space.paths.map((paths, i) => [i, paths.some(isPracticalPath) ? EVERYTHING : NOTHING] as const),
      space.otherPaths.some(isPracticalPath) ? EVERYTHING : NOTHING,
    ),
    only('verb', v => METHODS.includes(v), hasUnnamed('verb', METHODS)),
  );
  const what = node(dimensionNumber('kind'), [[PATH_REQUEST, paths]], resources);
  return and(what, memberships(diagrams, space));
}

/** The groups that come with a credential; all other groups anybody may have. */
function memberships({ node, and, or, without }: Diagrams, space: RequestSpace): Diagram {
  const user = dimensionNumber('user');
  const inGroup = (name: string): Diagram | undefined => {
    const index = space.groups.indexOf(name);
    return index < 0 ? undefined : node(groupDimension(index), [[MEMBER, EVERYTHING]], NOTHING);
  };
  const is = (set: Diagram | undefined, wanted: boolean): Diagram =>
    set === undefined ? EVERYTHING : wanted ? set : without(EVERYTHING, set);
  const ofAccounts = inGroup('system:serviceaccounts');
  const namespaces = space.groups.flatMap(g => {
    const namespace = SERVICE_ACCOUNTS_OF.exec(g)?.[1];
    return namespace === undefined ? [] : [{ namespace, set: inGroup(g)! }];
  });
  const authenticated = and(is(inGroup('system:authenticated'), true), is(inGroup('system:unauthenticated'), false));
  const account = (own: string | undefined) =>
    namespaces.map(n => is(n.set, n.namespace === own)).reduce(and, is(ofAccounts, own !== undefined));
  const anonymous = and(account(undefined), and(is(inGroup('system:unauthenticated'), true), is(inGroup('system:authenticated'), false)));
  // of a user that no rule names it is not known whether it is a service account
  const anyAccount = namespaces.map(n => account(n.namespace)).reduce(or, or(account(undefined), account('\uffff')));
  const edges = space.values.user.map((name, i): readonly [number, Diagram] => {
    if (i === NO_USER) return [i, EVERYTHING];
    if (name === ANONYMOUS) return [i, anonymous];
    return [i, and(authenticated, account(SERVICE_ACCOUNT.exec(name)?.[1]))];
  });
  return node(user, edges, and(authenticated, anyAccount));
}
