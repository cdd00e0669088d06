import { pathMatches } from '../match-rule.ts';
import type { GroupResourcesSpec, RuleSpec } from '../policy-spec.ts';
import { type Diagram, type Diagrams, EVERYTHING, NOTHING } from './diagram.ts';
import {
  type Dimension,
  dimensionNumber,
  groupDimension,
  MEMBER,
  NO_USER,
  PATH_REQUEST,
  type RequestSpace,
  resourceParts,
} from './request-space.ts';

type ValueDimension = keyof RequestSpace['values'];

/** Builds the sets of requests that parts of a rule take; mirrors `failedSelector` part by part. */
export interface RuleRequests {
  /** The requests a rule matches, whatever stands before it. */
  readonly ofRule: (rule: RuleSpec) => Diagram;
  /** The requests with one of these values in a dimension. */
  readonly having: (dimension: ValueDimension, values: readonly string[]) => Diagram;
}

export function ruleRequests(diagrams: Diagrams, space: RequestSpace): RuleRequests {
  const { node, and, or } = diagrams;
  const dimensions = Object.keys(space.values) as ValueDimension[];
  const numbers = new Map(dimensions.map(d => [d, new Map(space.values[d].map((v, i) => [v, i]))]));
  // the first value of `user` is no user, which is not the empty name
  numbers.set('user', new Map(space.values.user.flatMap((v, i) => (i === NO_USER ? [] : [[v, i] as const]))));
  const groupNumbers = new Map(space.groups.map((g, i) => [g, i]));

  const leads = (dimension: Dimension, numbers: Iterable<number>, then: Diagram): Diagram => {
    const sorted = [...new Set(numbers)].sort((a, b) => a - b);
    return node(
      dimensionNumber(dimension),
      sorted.map(n => [n, then] as const),
      NOTHING,
    );
  };
  const having: RuleRequests['having'] = (dimension, values) =>
    leads(
      dimension,
      values.flatMap(v => numbers.get(dimension)!.get(v) ?? []),
      EVERYTHING,
    );
  const unlessEmpty = (dimension: ValueDimension, values: readonly string[]) =>
    values.length === 0 ? EVERYTHING : having(dimension, values);

  const ofGroups = (groups: readonly string[]): Diagram => {
    if (groups.length === 0) return EVERYTHING;
    const indexes = groups.map(g => groupNumbers.get(g)!).sort((a, b) => b - a);
    const member = indexes.reduce((rest, i) => node(groupDimension(i), [[MEMBER, EVERYTHING]], rest), NOTHING);
    return node(dimensionNumber('user'), [[NO_USER, NOTHING]], member);
  };
  const ofPattern = (pattern: string): Diagram => {
    if (pattern === '*') return EVERYTHING;
    const literal = resourceParts(pattern)
      .map(part => and(having('resource', [part.resource]), having('subresource', [part.subresource])))
      .reduce(or);
    const ofAny = pattern.startsWith('*/') && pattern.length > 2 ? having('subresource', [pattern.slice(2)]) : NOTHING;
    const withAny = pattern.endsWith('/*') ? having('resource', [pattern.slice(0, -2)]) : NOTHING;
    return or(literal, or(ofAny, withAny));
  };
  const ofEntry = (entry: GroupResourcesSpec): Diagram => {
    const group = entry.group === '*' ? EVERYTHING : having('apiGroup', [entry.group]);
    if (entry.resources.length === 0) return group;
    return and(group, and(entry.resources.map(ofPattern).reduce(or), unlessEmpty('name', entry.resourceNames)));
  };
  const ofPaths = (patterns: readonly string[]): Diagram => {
    const takes = (path: string) => patterns.some(p => pathMatches(p, path));
    return node(
      dimensionNumber('path'),
      space.paths.map((c, i) => [i, takes(c[0]) ? EVERYTHING : NOTHING] as const),
      takes(space.otherPaths[0]) ? EVERYTHING : NOTHING,
    );
  };
  const ofKind = (paths: Diagram, resources: Diagram) => node(dimensionNumber('kind'), [[PATH_REQUEST, paths]], resources);

  const ofRule = (rule: RuleSpec): Diagram => {
    const who = and(unlessEmpty('verb', rule.verbs), and(unlessEmpty('user', rule.users), ofGroups(rule.userGroups)));
    if (rule.namespaces.length > 0 || rule.resources.length > 0) {
      const resources = rule.resources.length === 0 ? EVERYTHING : rule.resources.map(ofEntry).reduce(or);
      return ofKind(NOTHING, and(and(resources, unlessEmpty('namespace', rule.namespaces)), who));
    }
    return rule.nonResourceURLs.length === 0 ? who : ofKind(and(ofPaths(rule.nonResourceURLs), who), NOTHING);
  };
  return { ofRule, having };
}
