import { type ApiResource, type ApiTable, findResource, resourcesNamed } from '../api-resources.ts';
import { nearest } from '../nearest.ts';
import { fail } from './failure.ts';

/** A resource in one version, as kubectl addresses it. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  /** Version and scope are guesses: only the cluster knows this resource. */
  readonly assumed?: true;
}

/** A custom or aggregated resource, which no table lists. */
export interface CustomResource {
  readonly group: string;
  readonly version: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly singular?: string;
  readonly shortNames?: readonly string[];
}

/** The resources that type names are looked up in. */
export interface KnownResources {
  readonly api: ApiTable;
  readonly custom: readonly CustomResource[];
}

/** Aggregated APIs that most clusters serve beside the built-in ones. */
export const AGGREGATED_RESOURCES: readonly CustomResource[] = [
  { group: 'metrics.k8s.io', version: 'v1beta1', resource: 'nodes', kind: 'NodeMetrics', namespaced: false },
  { group: 'metrics.k8s.io', version: 'v1beta1', resource: 'pods', kind: 'PodMetrics', namespaced: true },
];

/** A built-in resource in the version that kubectl prefers. */
export function builtIn(known: KnownResources, group: string, resource: string): ResourceType {
  const found = findResource(known.api, group, resource);
  return found ? typeOf(found) : { group, version: 'v1', resource, kind: resource, namespaced: true, assumed: true };
}

const typeOf = ({ group, versions, resource, kind, namespaced }: ApiResource, version = versions[0]!): ResourceType => ({
  group,
  version,
  resource,
  kind,
  namespaced,
});

/**
 * The resource that a type name on the command line means: plural, singular, short name or kind in any case, with group
 * (`deployments.apps`) or version and group (`deployments.v1.apps`). A dotted name that no table knows is taken for a custom
 * resource, namespaced and in version v1.
 */
export function resourceTypeNamed(known: KnownResources, name: string): ResourceType {
  const parts = name.split('.');
  const [first = '', second = ''] = parts;
  if (parts.length === 1) {
    const [builtInMatch] = resourcesNamed(known.api, name);
    if (builtInMatch) return typeOf(builtInMatch);
    const customMatch = known.custom.find(resource => isCustomNamed(resource, name));
    return customMatch ? customType(customMatch) : failUnknownType(known, name);
  }
  if (parts.length >= 3 || name.endsWith('.')) {
    const group = parts.slice(2).join('.');
    const versioned = findInGroup(known, first, group, second);
    if (versioned) return versioned;
    if (/^v\d/.test(second) && group !== '') return assumedType(first, group, second);
  }
  const group = parts.slice(1).join('.');
  return findInGroup(known, first, group, undefined) ?? assumedType(first, group, 'v1');
}

function findInGroup(known: KnownResources, name: string, group: string, version: string | undefined): ResourceType | undefined {
  const found = resourcesNamed(known.api, name).find(resource => resource.group === group);
  if (found && (version === undefined || found.versions.includes(version))) return typeOf(found, version ?? found.versions[0]);
  const custom = known.custom.find(resource => resource.group === group && isCustomNamed(resource, name));
  return custom && (version === undefined || custom.version === version) ? customType(custom) : undefined;
}

function isCustomNamed(resource: CustomResource, name: string): boolean {
  const wanted = name.toLowerCase();
  const singular = resource.singular ?? resource.kind.toLowerCase();
  return resource.resource === wanted || singular === wanted || (resource.shortNames ?? []).includes(wanted);
}

const customType = ({ group, version, resource, kind, namespaced }: CustomResource): ResourceType => ({
  group,
  version,
  resource,
  kind,
  namespaced,
});

function assumedType(name: string, group: string, version: string): ResourceType {
  const lower = name.toLowerCase();
  return { group, version, resource: lower.endsWith('s') ? lower : pluralOf(lower), kind: name, namespaced: true, assumed: true };
}

/** The resource of a manifest's `apiVersion` and `kind`; unknown kinds get kubectl's usual plural and are taken for namespaced. */
export function resourceTypeOfKind(known: KnownResources, apiVersion: string, kind: string): ResourceType {
  const slash = apiVersion.indexOf('/');
  const group = slash < 0 ? '' : apiVersion.slice(0, slash);
  const version = apiVersion.slice(slash + 1);
  const found = (known.api.groups.get(group) ?? []).find(resource => resource.kind === kind);
  if (found) return typeOf(found, version);
  const custom = known.custom.find(resource => resource.group === group && resource.kind === kind);
  if (custom) return { ...customType(custom), version };
  return { group, version, resource: pluralOf(kind.toLowerCase()), kind, namespaced: true, assumed: true };
}

/** The plural kubectl guesses for a lower-case kind (`meta.UnsafeGuessKindToResource`). */
export function pluralOf(singular: string): string {
  if (singular.endsWith('s')) return `${singular}es`;
  return singular.endsWith('y') ? `${singular.slice(0, -1)}ies` : `${singular}s`;
}

/** The resources of a category such as `all`, or an empty list for a name that is none. */
export const resourcesOfCategory = (known: KnownResources, category: string): readonly ResourceType[] =>
  [...known.api.groups.values()]
    .flat()
    .filter(resource => resource.categories.includes(category))
    .map(resource => typeOf(resource));

function failUnknownType(known: KnownResources, name: string): never {
  const names = [...known.api.groups.values()].flat().flatMap(resource => [resource.resource, resource.singular]);
  const meant = nearest(name, names);
  const hint = meant ? `did you mean ${meant}?` : `a custom resource needs its group here: ${name.toLowerCase()}.GROUP`;
  return fail(`no built-in resource is called "${name}"; ${hint}`);
}
