import history from './generated/api-history.json' with { type: 'json' };
import table from './generated/api-resources.json' with { type: 'json' };
import type { KubernetesMinor } from './kubernetes-version.ts';

export interface ApiSubresource {
  readonly name: string;
  /** Kind of the body, which may belong to another group (`Eviction`, `Scale`, `TokenRequest`). */
  readonly kind: string;
  readonly verbs: readonly string[];
}

/** One built-in resource as one Kubernetes release serves it. */
export interface ApiResource {
  /** Empty for the core group. */
  readonly group: string;
  /** Versions served, the one clients prefer first: `v2` before `v1` before `v1beta1`. */
  readonly versions: readonly string[];
  /** The plural a policy must use. */
  readonly resource: string;
  readonly kind: string;
  readonly singular: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly subresources: readonly ApiSubresource[];
}

/** The built-in API of one release: resources by group, the core group first. */
export interface ApiTable {
  readonly minor: KubernetesMinor;
  readonly groups: ReadonlyMap<string, readonly ApiResource[]>;
}

/** When a built-in resource was served, over all releases known; without `until` it still is. */
export interface ApiLifetime {
  readonly since?: KubernetesMinor;
  readonly until?: KubernetesMinor;
}

interface ServedVersion {
  readonly version: string;
  readonly since?: string;
  readonly until?: string;
}

interface HistoryRow {
  readonly group: string;
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly versions: readonly ServedVersion[];
}

type TableRow = Omit<ApiResource, 'versions'> & { readonly version: string };

const rows: readonly TableRow[] = table.resources;
const historyRows: readonly HistoryRow[] = history.resources;

const COLLECTION_VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/** Subresources that came after the oldest selectable release; the tables tell only what the newest one serves. */
const SUBRESOURCE_SINCE: Readonly<Record<string, KubernetesMinor>> = { 'pods/resize': 32 };

const keyOf = (group: string, resource: string): string => `${group}/${resource}`;
const minorOf = (version: string): KubernetesMinor => Number(version.slice(version.indexOf('.') + 1));

const tables = new Map<KubernetesMinor, ApiTable>();

/** The built-in API of Kubernetes 1.`minor`, alpha and beta included whether or not a cluster switches them on. */
export function apiTable(minor: KubernetesMinor): ApiTable {
  const known = tables.get(minor);
  if (known) return known;
  const made = { minor, groups: groupsAt(minor) };
  tables.set(minor, made);
  return made;
}

function groupsAt(minor: KubernetesMinor): ReadonlyMap<string, readonly ApiResource[]> {
  const newest = new Map<string, TableRow>();
  const served = new Map<string, ServedVersion[]>();
  for (const row of rows) {
    const key = keyOf(row.group, row.resource);
    if (!newest.has(key)) newest.set(key, row);
    served.set(key, [...(served.get(key) ?? []), { version: row.version }]);
  }
  const past = new Map(historyRows.map(row => [keyOf(row.group, row.resource), row]));
  const resources: ApiResource[] = [];
  for (const key of new Set([...newest.keys(), ...past.keys()])) {
    const versions = (past.get(key)?.versions ?? served.get(key) ?? [])
      .filter(version => isServed(version, minor))
      .map(version => version.version)
      .sort(byPreference);
    const row = newest.get(key) ?? removedRow(past.get(key)!);
    if (versions.length > 0) resources.push(resourceAt(minor, row, versions));
  }
  resources.sort((a, b) => compareText(a.group, b.group) || compareText(a.resource, b.resource));
  const groups = new Map<string, ApiResource[]>();
  for (const resource of resources) {
    const members = groups.get(resource.group);
    if (members) members.push(resource);
    else groups.set(resource.group, [resource]);
  }
  return groups;
}

function resourceAt(minor: KubernetesMinor, row: TableRow, versions: readonly string[]): ApiResource {
  const { group, resource, kind, singular, shortNames, categories, namespaced, verbs } = row;
  const subresources = row.subresources.filter(sub => (SUBRESOURCE_SINCE[`${resource}/${sub.name}`] ?? 0) <= minor);
  return { group, versions, resource, kind, singular, shortNames, categories, namespaced, verbs, subresources };
}

/** A resource that the newest release no longer serves: of it only group, name, kind and scope are on record. */
function removedRow(row: HistoryRow): TableRow {
  const { group, resource, kind, namespaced } = row;
  const singular = kind.toLowerCase();
  return {
    group,
    version: '',
    resource,
    kind,
    singular,
    shortNames: [],
    categories: [],
    namespaced,
    verbs: COLLECTION_VERBS,
    subresources: [],
  };
}

const isServed = (version: ServedVersion, minor: KubernetesMinor): boolean =>
  (version.since === undefined || minorOf(version.since) <= minor) && (version.until === undefined || minor <= minorOf(version.until));

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Stable before beta before alpha, then the higher number (`k8s.io/apimachinery/pkg/version`, kube-aware order). */
function byPreference(a: string, b: string): number {
  const [majorA, stageA, minorA] = versionParts(a);
  const [majorB, stageB, minorB] = versionParts(b);
  return stageB - stageA || majorB - majorA || minorB - minorA;
}

function versionParts(version: string): readonly [major: number, stage: number, minor: number] {
  const match = /^v(\d+)(?:(alpha|beta)(\d+))?$/.exec(version);
  const stage = match?.[2] === 'alpha' ? 0 : match?.[2] === 'beta' ? 1 : 2;
  return [Number(match?.[1] ?? 0), stage, Number(match?.[3] ?? 0)];
}

/** The resources of a group, or an empty list for a group that this release does not build in. */
export const resourcesOfGroup = (api: ApiTable, group: string): readonly ApiResource[] => api.groups.get(group) ?? [];

/** The resource with exactly this plural name in this group. */
export const findResource = (api: ApiTable, group: string, resource: string): ApiResource | undefined =>
  resourcesOfGroup(api, group).find(candidate => candidate.resource === resource);

/** The built-in groups in which a resource with exactly this plural name lives, the core group first. */
export const groupsWithResource = (api: ApiTable, resource: string): readonly string[] =>
  [...api.groups.keys()].filter(group => findResource(api, group, resource));

/**
 * The resources a person may mean by a name: plural, singular, short name or kind, in any case, as kubectl accepts them;
 * the core group first.
 */
export function resourcesNamed(api: ApiTable, name: string): readonly ApiResource[] {
  const wanted = name.toLowerCase();
  const means = (resource: ApiResource): boolean =>
    resource.resource === wanted ||
    resource.singular === wanted ||
    resource.kind.toLowerCase() === wanted ||
    resource.shortNames.includes(wanted);
  return [...api.groups.values()].flat().filter(means);
}

/** When a resource was served by any of its versions, or `undefined` for one that was never built in. */
export function lifetimeOf(group: string, resource: string): ApiLifetime | undefined {
  const row = historyRows.find(candidate => candidate.group === group && candidate.resource === resource);
  if (!row) return rows.some(candidate => candidate.group === group && candidate.resource === resource) ? {} : undefined;
  const since = row.versions.map(version => version.since);
  const until = row.versions.map(version => version.until);
  const first = since.includes(undefined) ? undefined : Math.min(...since.map(version => minorOf(version!)));
  const last = until.includes(undefined) ? undefined : Math.max(...until.map(version => minorOf(version!)));
  return { ...(first === undefined ? {} : { since: first }), ...(last === undefined ? {} : { until: last }) };
}

/** Whether any release known has or had this group built in; other groups cannot be verified (custom and aggregated APIs). */
export const isBuiltInGroup = (group: string): boolean =>
  rows.some(row => row.group === group) || historyRows.some(row => row.group === group);
