import { type ApiObject, type ApiRequest, create, get, noted, remove, update, watchUntil } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsOn, flagIsSet, flagText } from '../flags.ts';
import { type CommandRequests, dryRunOf, fieldValidationOf, type Invocation, writeQuery } from '../invocation.ts';
import { manifestObjects } from '../manifests.ts';
import { rawRequest } from '../raw.ts';
import { find, readsFiles, targetsOf } from '../selection.ts';

/** Objects that stay a while after they are deleted, for their containers, contents or finalizers. */
const LINGERING: ReadonlySet<string> = new Set([
  '/namespaces',
  '/persistentvolumeclaims',
  '/persistentvolumes',
  '/pods',
  'apiextensions.k8s.io/customresourcedefinitions',
]);

/** `delete`: one delete per object, never deletecollection; then the wait until each is gone. */
export const deleteRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  const raw = flagText(flags, 'raw');
  if (raw !== undefined) return [rawRequest('DELETE', raw)];
  const found = find(invocation, targetsOf(invocation, args, 'asked'));
  const dryRun = dryRunOf(invocation);
  const deletes = found.flatMap(({ read, object, listed }) => [
    ...(listed ? [read] : []),
    ...(dryRun === 'client' ? [] : [remove(object)]),
  ]);
  if (dryRun !== 'none' || !flagIsOn(flags, 'wait')) return deletes;
  return [...deletes, ...found.flatMap(({ object }) => waitForDeletion(invocation, object))];
};

function waitForDeletion(invocation: Invocation, object: ApiObject): readonly ApiRequest[] {
  return lingers(invocation, object) ? [get(object), noted(watchUntil(object), 'only while the object still exists')] : [get(object)];
}

function lingers({ flags }: Invocation, { type }: ApiObject): boolean {
  const cascade = flagText(flags, 'cascade') ?? 'background';
  if (cascade === 'foreground' || cascade === 'orphan' || cascade === 'false') return true;
  const forced = flagIsSet(flags, 'force') && (flagText(flags, 'grace-period') ?? '0') === '0';
  return LINGERING.has(`${type.group}/${type.resource}`) && !(forced && type.resource === 'pods');
}

/** `replace`: a get and an update per object; with `--force` all are deleted and created again. */
export const replaceRequests: CommandRequests = invocation => {
  const { flags } = invocation;
  const raw = flagText(flags, 'raw');
  if (raw !== undefined) return [rawRequest('PUT', raw)];
  if (!readsFiles(invocation)) return fail('kubectl replace needs -f FILE or -k FOLDER');
  const objects = manifestObjects(invocation).map(({ object }) => object);
  const query = writeQuery(invocation, 'kubectl-replace', { fieldValidation: fieldValidationOf(invocation) });
  if (dryRunOf(invocation) === 'client') return [];
  if (flagIsSet(flags, 'force')) {
    return [...objects.map(remove), ...objects.map(object => get(object)), ...objects.map(object => create(object, query))];
  }
  const subresource = flagText(flags, 'subresource') ?? '';
  return objects.flatMap(object => [get(object, {}, subresource), update(object, query, subresource)]);
};
