import { type ApiObject, type ApiRequest, type Collection, get, list, type Query } from './api-request.ts';
import { fail } from './failure.ts';
import { flagIsSet, flagText, flagValues } from './flags.ts';
import { type Invocation, inAllNamespaces, objectOf, typeNamed } from './invocation.ts';
import { manifestObjects } from './manifests.ts';
import { type ResourceType, resourcesOfCategory } from './resource-type.ts';

/** What a command line selects: an object by name or from a file, or a whole collection. */
export interface Target {
  readonly collection: Collection;
  /** Empty for a collection. */
  readonly name: string;
  readonly fromFile: boolean;
}

/** The request that finds a target, and the object found; for a collection one object that stands for all of them. */
export interface Found {
  readonly read: ApiRequest;
  readonly object: ApiObject;
  readonly fromFile: boolean;
  readonly listed: boolean;
}

/** Whether a type without names means all its objects, or needs a selector or `--all`. */
export type BulkRule = 'implied' | 'asked';

/** Stands for the name of an object that only a list tells. */
export const LISTED_NAME = '<name>';

/** Reads `TYPE`, `TYPE NAME…`, `TYPE/NAME…`, `-f` and `-k` as kubectl's resource builder does. */
export function targetsOf(invocation: Invocation, args: readonly string[], bulk: BulkRule): readonly Target[] {
  if (readsFiles(invocation)) {
    if (args.length > 0) fail('with -f or -k, no resource may be named as well');
    return manifestObjects(invocation).map(({ object }) => ({ collection: object, name: object.name, fromFile: true }));
  }
  if (args.length === 0) return fail('name a resource type, for example "pods" or "deployment/web"');
  const targets = args.some(arg => arg.includes('/')) ? targetsWithSlash(invocation, args) : targetsOfTypes(invocation, args);
  const selected = hasSelector(invocation);
  if (targets.some(target => target.name !== '')) {
    if (selected) fail('a name cannot be given together with a selector');
    if (inAllNamespaces(invocation)) fail('a resource cannot be addressed by name across all namespaces');
  } else if (bulk === 'asked' && !selected && !flagIsSet(invocation.flags, 'all')) {
    fail(`name the ${args[0]}, or give -l SELECTOR or --all`);
  }
  return targets;
}

/** Whether objects come from `-f` or `-k`. */
export const readsFiles = ({ flags }: Invocation): boolean =>
  flagValues(flags, 'filename').length > 0 || flagText(flags, 'kustomize') !== undefined;

const hasSelector = ({ flags }: Invocation): boolean => Boolean(flagText(flags, 'selector') || flagText(flags, 'field-selector'));

function targetsWithSlash(invocation: Invocation, args: readonly string[]): readonly Target[] {
  return args.map(arg => {
    const [type = '', name = '', ...rest] = arg.split('/');
    if (!arg.includes('/')) return fail(`"${arg}" is no TYPE/NAME; with that form, every argument has it`);
    if (rest.length > 0) return fail(`"${arg}" has more than one slash; write TYPE/NAME`);
    if (type === '' || name === '') return fail(`"${arg}" lacks a ${type === '' ? 'type' : 'name'}; write TYPE/NAME`);
    return namedTarget(invocation, typeNamed(invocation, type), name);
  });
}

function targetsOfTypes(invocation: Invocation, args: readonly string[]): readonly Target[] {
  const [typeList = '', ...names] = args;
  const words = typeList.split(',').filter(word => word !== '');
  const types = words.flatMap(word => {
    const category = resourcesOfCategory(invocation.known, word);
    if (category.length > 0 && names.length > 0) fail(`"${word}" stands for several resources; a name needs one`);
    return category.length > 0 ? category : [typeNamed(invocation, word)];
  });
  const unique = types.filter(
    (type, at) => types.findIndex(other => other.group === type.group && other.resource === type.resource) === at,
  );
  if (names.length > 0) return unique.flatMap(type => names.map(name => namedTarget(invocation, type, name)));
  return unique.map(type => ({ collection: { type, namespace: listNamespace(invocation, type) }, name: '', fromFile: false }));
}

const namedTarget = (invocation: Invocation, type: ResourceType, name: string): Target => ({
  collection: objectOf(invocation, type, name),
  name,
  fromFile: false,
});

const listNamespace = (invocation: Invocation, type: ResourceType): string =>
  type.namespaced && !inAllNamespaces(invocation) ? invocation.namespace : '';

/** The requests that find the targets: one get per name, one list per collection with the selectors of the command. */
export function find(
  invocation: Invocation,
  targets: readonly Target[],
  options: { subresource?: string; query?: Query } = {},
): readonly Found[] {
  const query = { ...selectorsOf(invocation), ...options.query };
  return targets.map(({ collection, name, fromFile }) => {
    if (name === '') return { read: list(collection, query), object: listedObject(collection), fromFile, listed: true };
    const object = { ...collection, name };
    return { read: get(object, {}, options.subresource), object, fromFile, listed: false };
  });
}

/** The object that stands for those a list of the collection returns. */
export const listedObject = ({ type, namespace }: Collection): ApiObject => ({
  type,
  namespace: namespace || (type.namespaced ? '<namespace>' : ''),
  name: LISTED_NAME,
});

/** The query of `--selector` and `--field-selector`. */
export const selectorsOf = ({ flags }: Invocation): Query => ({
  labelSelector: flagText(flags, 'selector') || undefined,
  fieldSelector: flagText(flags, 'field-selector') || undefined,
});
