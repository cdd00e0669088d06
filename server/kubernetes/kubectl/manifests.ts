import type { ApiObject } from './api-request.ts';
import { fail } from './failure.ts';
import { flagText, flagValues } from './flags.ts';
import { fileNames, isMapping, type Mapping, parseFile } from './given-files.ts';
import type { Invocation } from './invocation.ts';
import { kustomizedDocuments } from './kustomization.ts';
import { type CustomResource, resourceTypeOfKind } from './resource-type.ts';

/** An object to be sent, and its manifest. */
export interface ManifestObject {
  /** Its name is empty where the manifest has only `generateName`. */
  readonly object: ApiObject;
  readonly manifest: Mapping;
}

/** The objects of `-f` and `-k`, in order; lists are taken apart. Fails where a file is missing or holds no object. */
export function manifestObjects(invocation: Invocation): readonly ManifestObject[] {
  const manifests = documentsOf(invocation).flatMap(itemsOf);
  if (manifests.length === 0) return fail('the files hold no object');
  const custom = [...invocation.known.custom, ...manifests.flatMap(customResourcesOf)];
  const known = { api: invocation.known.api, custom };
  return manifests.map(manifest => {
    const type = resourceTypeOfKind(known, textOf(manifest.apiVersion), textOf(manifest.kind));
    const metadata = isMapping(manifest.metadata) ? manifest.metadata : {};
    const object = { type, namespace: type.namespaced ? namespaceOf(invocation, metadata) : '', name: textOf(metadata.name) };
    return { object, manifest };
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function namespaceOf(invocation: Invocation, metadata: Mapping): string {
  const own = textOf(metadata.namespace);
  const asked = flagText(invocation.flags, 'namespace');
  if (own !== '' && asked !== undefined && own !== asked) {
    fail(`the object ${textOf(metadata.name)} belongs to namespace ${own}, but -n says ${asked}; kubectl refuses that`);
  }
  return own || invocation.namespace;
}

function itemsOf(document: unknown): readonly Mapping[] {
  if (document === null || document === undefined) return [];
  if (!isMapping(document) || textOf(document.apiVersion) === '' || textOf(document.kind) === '') {
    return fail('a manifest needs apiVersion and kind');
  }
  const { items } = document;
  return textOf(document.kind).endsWith('List') && Array.isArray(items) ? items.flatMap(itemsOf) : [document];
}

function customResourcesOf(manifest: Mapping): readonly CustomResource[] {
  const { spec } = manifest;
  if (manifest.kind !== 'CustomResourceDefinition' || !isMapping(spec) || !isMapping(spec.names)) return [];
  const [first] = Array.isArray(spec.versions) ? spec.versions : [];
  const version = isMapping(first) ? textOf(first.name) : 'v1';
  const resource = textOf(spec.names.plural);
  return [{ group: textOf(spec.group), version, resource, kind: textOf(spec.names.kind), namespaced: spec.scope !== 'Cluster' }];
}

function documentsOf(invocation: Invocation): readonly unknown[] {
  const folder = flagText(invocation.flags, 'kustomize');
  if (folder !== undefined) return kustomizedDocuments(invocation, folder);
  const named = flagValues(invocation.flags, 'filename').flatMap(name => fileNames(invocation, name));
  return named.flatMap(name => parseFile(invocation, name));
}
