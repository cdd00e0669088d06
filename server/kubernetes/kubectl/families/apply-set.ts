import { type ApiObject, type ApiRequest, get, list, noted, patch } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText, flagValues } from '../flags.ts';
import { dryRunOf, fieldValidationOf, type Invocation, objectOf, typeNamed, writeQuery } from '../invocation.ts';

/** The object that keeps what belongs to a set of applied objects: `--applyset=[RESOURCE[.GROUP]/]NAME`, a secret where no resource is told. */
export function applySetParent(invocation: Invocation): ApiObject | undefined {
  const { flags } = invocation;
  const text = flagText(flags, 'applyset');
  if (text === undefined) return undefined;
  if (!flagIsSet(flags, 'prune')) return fail('--applyset needs --prune');
  if (flagIsSet(flags, 'all') || flagText(flags, 'selector') || flagValues(flags, 'prune-allowlist').length > 0)
    return fail('--applyset tells what to prune: --all, --selector and --prune-allowlist do not go with it');
  const [name = '', resource = 'secrets', ...rest] = text.split('/').reverse();
  if (name === '' || resource === '' || rest.length > 0) return fail(`--applyset needs [RESOURCE[.GROUP]/]NAME, not "${text}"`);
  return objectOf(invocation, typeNamed(invocation, resource), name);
}

/** The parent is read and told what is coming, the objects are applied, what left the set is deleted, and the parent told what there is. */
export function inApplySet(
  invocation: Invocation,
  parent: ApiObject,
  objects: readonly ApiObject[],
  applied: readonly ApiRequest[],
): readonly ApiRequest[] {
  // a dry run of the client changes no parent, and so prunes nothing new
  if (dryRunOf(invocation) === 'client') return [get(parent), ...applied];
  const query = { ...writeQuery(invocation, undefined), fieldManager: 'kubectl-applyset' };
  const told = patch(parent, { ...query, fieldValidation: fieldValidationOf(invocation), force: 'false' });
  return [get(parent), told, ...applied, ...membersOf(objects), told];
}

/** Lists every resource of the set, in each of its namespaces: the parent tells which, and they are mostly those applied now. */
function membersOf(objects: readonly ApiObject[]): readonly ApiRequest[] {
  const collections = new Map(objects.map(object => [`${object.type.group}/${object.type.resource}/${object.namespace}`, object]));
  return [...collections.values()].map(collection =>
    noted(list(collection, { labelSelector: 'applyset.kubernetes.io/part-of=<id>' }), 'objects that left the set are deleted'),
  );
}
