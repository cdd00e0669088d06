import { isBuiltInGroup } from './api-resources.ts';
import { type CustomResource, pluralOf } from './kubectl/resource-type.ts';
import { attributesOf } from './request-info.ts';

export type { CustomResource } from './kubectl/resource-type.ts';

type Mapping = Readonly<Record<string, unknown>>;

const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/**
 * A custom resource of which only group and plural are known, as a policy's rule names it: version v1 and a namespace are
 * assumed.
 */
export function assumedCustomResource(group: string, resource: string): CustomResource {
  return { group, version: 'v1', resource, kind: singularOf(resource), namespaced: true };
}

/**
 * The custom resources that given requests tell of, each once: by their URLs and attributes, and by the manifests among the
 * files of kubectl command lines. With them a command line such as `kubectl get widgets` is understood beside its neighbours.
 */
export function customResourcesOf(
  requests: readonly unknown[],
  parseManifests: (text: string) => readonly unknown[],
): readonly CustomResource[] {
  const found = new Map<string, CustomResource>();
  for (const request of requests.filter(isMapping)) {
    for (const resource of [...resourcesOfManifests(request, parseManifests), ...resourceOfAttributes(request)]) {
      const key = `${resource.group}/${resource.resource}`;
      if (!isBuiltInGroup(resource.group) && !found.has(key)) found.set(key, resource);
    }
  }
  return [...found.values()];
}

function resourceOfAttributes(request: Mapping): readonly CustomResource[] {
  const url = textOf(request.requestURI) || textOf(request.url);
  const derived = url === '' ? undefined : attributesOf({ method: 'GET', url, user: null });
  const attributes: Mapping = derived === undefined ? request : 'error' in derived ? {} : { ...derived };
  const [group, resource, version] = [textOf(attributes.apiGroup), textOf(attributes.resource), textOf(attributes.apiVersion) || 'v1'];
  if (group === '' || resource === '') return [];
  return [{ group, version, resource, kind: singularOf(resource), namespaced: textOf(attributes.namespace) !== '' }];
}

function resourcesOfManifests({ files }: Mapping, parseManifests: (text: string) => readonly unknown[]): readonly CustomResource[] {
  if (!isMapping(files)) return [];
  return Object.values(files).flatMap(text => {
    try {
      return parseManifests(textOf(text)).filter(isMapping).flatMap(resourceOfManifest);
    } catch {
      // The reader of the command line says what is wrong with the file.
      return [];
    }
  });
}

function resourceOfManifest({ apiVersion, kind, spec }: Mapping): readonly CustomResource[] {
  if (kind === 'CustomResourceDefinition' && isMapping(spec) && isMapping(spec.names)) return definedResource(spec, spec.names);
  const [group = '', version] = textOf(apiVersion).split('/');
  if (version === undefined || textOf(kind) === '') return [];
  return [{ group, version, resource: pluralOf(textOf(kind).toLowerCase()), kind: textOf(kind), namespaced: true }];
}

function definedResource(spec: Mapping, names: Mapping): readonly CustomResource[] {
  const versions: readonly unknown[] = Array.isArray(spec.versions) ? spec.versions : [];
  const served = versions.filter(isMapping).find(version => version.served !== false);
  const shortNames = Array.isArray(names.shortNames) ? names.shortNames.filter(name => typeof name === 'string') : [];
  const resource = textOf(names.plural);
  if (resource === '') return [];
  const namespaced = spec.scope !== 'Cluster';
  return [{ group: textOf(spec.group), version: textOf(served?.name) || 'v1', resource, kind: textOf(names.kind), namespaced, shortNames }];
}

const singularOf = (plural: string): string => plural.replace(/ies$/, 'y').replace(/(?<!y)s$/, '');
