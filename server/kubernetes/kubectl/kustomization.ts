import { fail } from './failure.ts';
import { type GivenFiles, isMapping, type Mapping, parseFile } from './given-files.ts';

/** What the file of a kustomization may be called, as kustomize looks for it. */
export const KUSTOMIZATION_FILES: readonly string[] = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/**
 * The objects a kustomization builds, as far as their kind, name and namespace go: resources, bases and components of the
 * given files, generators, `namespace`, `namePrefix` and `nameSuffix`. Patches change neither.
 */
export function kustomizedDocuments(invocation: GivenFiles, folder: string): readonly unknown[] {
  return build(invocation, normalPath(folder), new Set());
}

function build(invocation: GivenFiles, folder: string, above: ReadonlySet<string>): readonly unknown[] {
  if (above.has(folder)) return fail(`the kustomization in ${folder} includes itself`);
  const file = KUSTOMIZATION_FILES.map(name => normalPath(`${folder}/${name}`)).find(name => Object.hasOwn(invocation.files, name));
  if (file === undefined) return fail(`kubectl reads the kustomization in ${folder || '.'}, whose content is not given`);
  const [kustomization] = parseFile(invocation, file);
  if (!isMapping(kustomization)) return fail(`${file} is no kustomization`);
  const included = includedIn(kustomization).flatMap(part => {
    const path = normalPath(`${folder}/${part}`);
    return Object.hasOwn(invocation.files, path) ? parseFile(invocation, path) : build(invocation, path, new Set([...above, folder]));
  });
  const generated = [
    ...generatedObjects(kustomization, 'configMapGenerator', 'ConfigMap'),
    ...generatedObjects(kustomization, 'secretGenerator', 'Secret'),
  ];
  return [...included, ...generated].map(document => (isMapping(document) ? transformed(document, kustomization) : document));
}

/** The files and folders a kustomization includes, relative to its own. */
export const includedIn = (kustomization: Mapping): readonly string[] =>
  ['resources', 'bases', 'components'].flatMap(key => textsOf(kustomization[key]));

function generatedObjects(kustomization: Mapping, key: string, kind: string): readonly Mapping[] {
  const { generatorOptions } = kustomization;
  const plain = isMapping(generatorOptions) && generatorOptions.disableNameSuffixHash === true;
  const generators: readonly unknown[] = Array.isArray(kustomization[key]) ? kustomization[key] : [];
  return generators.filter(isMapping).map(({ name, namespace }) => ({
    apiVersion: 'v1',
    kind,
    metadata: { name: plain ? name : `${name}-<hash>`, ...(namespace === undefined ? {} : { namespace }) },
  }));
}

function transformed(document: Mapping, { namespace, namePrefix, nameSuffix }: Mapping): Mapping {
  const metadata = isMapping(document.metadata) ? document.metadata : {};
  const name = `${namePrefix ?? ''}${metadata.name ?? ''}${nameSuffix ?? ''}`;
  return { ...document, metadata: { ...metadata, name, ...(typeof namespace === 'string' ? { namespace } : {}) } };
}

const textsOf = (value: unknown): readonly string[] => (Array.isArray(value) ? value.filter(item => typeof item === 'string') : []);

/** A relative path without `.`, `..` and doubled slashes. */
export function normalPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
