import type { RequestAttributes } from '../../kubernetes/request-attributes.ts';
import { type Diagram, type Diagrams, EVERYTHING, IN_BOTH, type Step } from './diagram.ts';
import { isPracticalPath } from './practice.ts';
import {
  ANONYMOUS,
  DIMENSIONS,
  type Dimension,
  dimensionNumber,
  groupIndex,
  NO_USER,
  PATH_REQUEST,
  type RequestSpace,
} from './request-space.ts';

type ValueDimension = keyof RequestSpace['values'];

/** What stands for "any other": familiar values first, so that a witness reads like a request somebody made. */
const FAMILIAR: Readonly<Record<ValueDimension, readonly string[]>> = {
  apiGroup: ['', 'apps', 'example.com', 'other.example.com'],
  resource: ['widgets', 'gadgets', 'others'],
  subresource: ['', 'status', 'scale', 'other'],
  namespace: ['default', 'team-a', 'other-namespace'],
  name: ['example', 'other-name'],
  verb: ['get', 'list', 'create', 'update', 'patch', 'delete', 'watch', 'deletecollection', ''],
  user: ['jane', 'john', 'other-user'],
};
/** Built-in resources stand for others only where a rule names them: of those alone it is known where they live. */
const BUILT_IN = ['pods', 'configmaps', 'deployments'];
const PATH_VERBS = ['get', 'post', 'put', 'head', 'delete', 'options'];

/** Dimensions in which somebody nobody names says more than somebody who is named. */
const OTHERS_FIRST: readonly Dimension[] = ['kind', 'namespace', 'name', 'user', 'userGroups'];

/** A request of a set, one of `practical` where there is one; undefined for the empty set. */
export function witnessIn(
  diagrams: Diagrams,
  space: RequestSpace,
  set: Diagram,
  practical: Diagram,
): { readonly request: RequestAttributes; readonly practical: boolean } | undefined {
  const search = { ...IN_BOTH, othersFirst: (d: number) => groupIndex(d) !== undefined || OTHERS_FIRST.includes(DIMENSIONS[d]!) };
  const seen = diagrams.find(set, practical, search);
  const steps = seen ?? diagrams.find(set, EVERYTHING, search);
  return steps && { request: witness(space, steps), practical: seen !== undefined };
}

/**
 * A request of the region a way through a diagram leads to. A dimension the way does not ask may have any value; it gets
 * a familiar one, or none where that is usual (no subresource).
 */
function witness(space: RequestSpace, steps: readonly Step[]): RequestAttributes {
  const taken = new Map(steps.map(s => [s.dimension, s] as const));
  const valueAt = (dimension: Dimension) => taken.get(dimensionNumber(dimension))?.value;
  const forPath = valueAt('kind') === PATH_REQUEST;
  const text = (dimension: ValueDimension, free: string): string => {
    const step = taken.get(dimensionNumber(dimension));
    if (!step) return free;
    if (step.value !== null) return space.values[dimension][step.value]!;
    return otherThan(space.values[dimension], step.besides, dimension === 'verb' && forPath ? PATH_VERBS : FAMILIAR[dimension], dimension);
  };
  const user = valueAt('user') === NO_USER ? null : { name: text('user', 'jane'), groups: [] as string[] };
  if (user) user.groups = groupsOf(space, steps, user.name);
  const blank = { apiGroup: '', apiVersion: '', resource: '', subresource: '', namespace: '', name: '' };
  if (forPath)
    return { isResourceRequest: false, verb: text('verb', 'get'), ...blank, path: pathOf(space, taken.get(dimensionNumber('path'))), user };
  return {
    isResourceRequest: true,
    verb: text('verb', 'get'),
    apiGroup: text('apiGroup', ''),
    apiVersion: '',
    resource: text('resource', 'pods'),
    subresource: text('subresource', ''),
    namespace: text('namespace', 'default'),
    name: text('name', 'example'),
    path: '',
    user,
  };
}

/** The groups on the way, and the one that comes with the credential unless the way says otherwise. */
function groupsOf(space: RequestSpace, steps: readonly Step[], user: string): string[] {
  const asked = new Map(
    steps.flatMap(({ dimension, value }) => {
      const index = groupIndex(dimension);
      return index === undefined ? [] : [[space.groups[index]!, value !== null] as const];
    }),
  );
  const usual = user === ANONYMOUS ? 'system:unauthenticated' : 'system:authenticated';
  const groups = [...asked].flatMap(([group, member]) => (member ? [group] : []));
  return asked.has(usual) ? groups : [...groups, usual];
}

/** Where a class has paths that a server would see, one of those. */
function pathOf(space: RequestSpace, step: Step | undefined): string {
  const paths = step === undefined || step.value === null ? space.otherPaths : space.paths[step.value]!;
  return paths.find(isPracticalPath) ?? paths[0];
}

/** A value of a dimension that is none of `besides`; `named` are the values that the policies name. */
function otherThan(named: readonly string[], besides: readonly number[], familiar: readonly string[], dimension: ValueDimension): string {
  const excluded = new Set(besides.map(i => named[i]!));
  const known = dimension === 'resource' ? BUILT_IN.filter(r => named.includes(r)) : [];
  const free = [...known, ...familiar].find(c => !excluded.has(c));
  if (free !== undefined) return free;
  const last = familiar.at(-1) || 'other';
  for (let n = 2; ; n++) if (!named.includes(`${last}${n}`)) return `${last}${n}`;
}
