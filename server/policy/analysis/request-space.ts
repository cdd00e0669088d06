import type { PolicySpec, RuleSpec } from '../policy-spec.ts';
import { type PathClass, pathClasses } from './path-classes.ts';

/**
 * The dimensions the matcher reads, in the order the diagrams ask them: what is asked for first, who asks last, because
 * most rules say what and few say who. From `userGroups` on, each group is a dimension of its own.
 */
export const DIMENSIONS = [
  'kind',
  'path',
  'apiGroup',
  'resource',
  'subresource',
  'namespace',
  'name',
  'verb',
  'user',
  'userGroups',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
export const dimensionNumber = (dimension: Dimension): number => DIMENSIONS.indexOf(dimension);
const FIRST_GROUP = dimensionNumber('userGroups');

/** The one named value of `kind`: requests for paths; all others are for resources. */
export const PATH_REQUEST = 0;
/** The one named value of a group's dimension. */
export const MEMBER = 0;
/** Who has no credential; always a value of its own, because other groups come with it. */
export const ANONYMOUS = 'system:anonymous';
/** The value of `user` for a request whose authentication failed. */
export const NO_USER = 0;

/**
 * All requests, as far as some policies can tell them apart: in each dimension the values they name, each a number, and
 * one more that stands for all others.
 */
export interface RequestSpace {
  /** The named values of a dimension; the number of a value is its index. `user` has `NO_USER` before its names. */
  readonly values: Readonly<Record<Exclude<Dimension, 'kind' | 'path' | 'userGroups'>, readonly string[]>>;
  readonly paths: readonly PathClass[];
  /** The paths that stand for those of no class. */
  readonly otherPaths: PathClass;
  readonly groups: readonly string[];
}

/** What a server sees differs by verb (a creation has no name, a list may have no namespace), so these are told apart even where no rule names them. */
const USUAL_VERBS = ['get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection'];

/** The space that tells the requests of these policies apart. */
export function requestSpace(policies: readonly PolicySpec[]): RequestSpace {
  const rules = policies.flatMap(p => p.rules);
  const entries = rules.flatMap(r => r.resources);
  const patterns = distinct(entries.flatMap(e => e.resources)).filter(p => p !== '*');
  const paths = pathClasses(pathPatterns(rules));
  return {
    values: {
      apiGroup: distinct(['', ...entries.map(e => e.group)]).filter(g => g !== '*'),
      // a resource's name holds no slash, whatever the request: only a request made up by hand could have one
      resource: distinct(patterns.flatMap(p => resourceParts(p).map(part => part.resource))).filter(r => !r.includes('/')),
      subresource: distinct(['', ...patterns.flatMap(subresourcesOf)]),
      namespace: distinct(['', ...rules.flatMap(r => r.namespaces)]),
      name: distinct(['', ...entries.flatMap(e => (e.resources.length > 0 ? e.resourceNames : []))]),
      verb: distinct([...USUAL_VERBS, ...rules.flatMap(r => r.verbs)]),
      user: ['', ...distinct([ANONYMOUS, ...rules.flatMap(r => r.users)])],
    },
    paths: paths.named,
    otherPaths: paths.rest,
    groups: distinct(rules.flatMap(r => r.userGroups)),
  };
}

/** The dimension of a group, by its index in `space.groups`. */
export const groupDimension = (index: number): number => FIRST_GROUP + index;
/** The index in `space.groups` a dimension asks for, or undefined for one of the other dimensions. */
export const groupIndex = (dimension: number): number | undefined => (dimension >= FIRST_GROUP ? dimension - FIRST_GROUP : undefined);

/**
 * The requests whose combined resource is literally this: `a/b` is resource `a` with subresource `b`, or, where
 * attributes are given by hand, a resource with a slash in its name.
 */
export function resourceParts(pattern: string): { readonly resource: string; readonly subresource: string }[] {
  const parts = [{ resource: pattern, subresource: '' }];
  for (let at = pattern.indexOf('/'); at >= 0; at = pattern.indexOf('/', at + 1))
    parts.push({ resource: pattern.slice(0, at), subresource: pattern.slice(at + 1) });
  // `a/` is resource `a/`: an empty subresource adds no slash
  return parts.filter((part, i) => i === 0 || part.subresource !== '');
}

function subresourcesOf(pattern: string): string[] {
  const ofAny = pattern.startsWith('*/') ? [pattern.slice(2)] : [];
  return [...resourceParts(pattern).map(p => p.subresource), ...ofAny];
}

/** The patterns of rules that ask for paths; a rule that also names resources never looks at them. */
const pathPatterns = (rules: readonly RuleSpec[]): string[] =>
  distinct(rules.flatMap(r => (r.resources.length > 0 || r.namespaces.length > 0 ? [] : r.nonResourceURLs)));

const distinct = (values: readonly string[]): string[] => [...new Set(values)];
