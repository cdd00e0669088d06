import { type ApiObject, type ApiRequest, create, get, list, noted, patch, type Query, unusually } from '../api-request.ts';
import { createdInstead } from '../created-instead.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText, flagValues } from '../flags.ts';
import { builtInObject, type CommandRequests, dryRunOf, fieldValidationOf, type Invocation, writeQuery } from '../invocation.ts';
import { manifestObjects } from '../manifests.ts';
import { find, readsFiles, targetsOf } from '../selection.ts';
import { applySetParent, inApplySet } from './apply-set.ts';

const CLIENT_SIDE = 'kubectl-client-side-apply';

/** What `--prune` looks through without an allowlist, in its order. */
const PRUNED: readonly (readonly [group: string, resource: string])[] = [
  ['', 'configmaps'],
  ['', 'endpoints'],
  ['', 'persistentvolumeclaims'],
  ['', 'pods'],
  ['', 'replicationcontrollers'],
  ['', 'secrets'],
  ['', 'services'],
  ['batch', 'jobs'],
  ['batch', 'cronjobs'],
  ['networking.k8s.io', 'ingresses'],
  ['apps', 'daemonsets'],
  ['apps', 'deployments'],
  ['apps', 'replicasets'],
  ['apps', 'statefulsets'],
  ['', 'namespaces'],
  ['', 'persistentvolumes'],
];

/** `apply`: client-side a get and a patch per object, server-side one patch; with a set of applied objects, its parent around them. */
export const applyRequests: CommandRequests = invocation => {
  const objects = appliedObjects(invocation);
  const applied = flagIsSet(invocation.flags, 'server-side') ? appliedByServer(invocation, objects) : appliedByClient(invocation, objects);
  const parent = applySetParent(invocation);
  if (parent) return inApplySet(invocation, parent, objects, applied);
  return flagIsSet(invocation.flags, 'prune') ? [...applied, ...pruneRequests(invocation, objects)] : applied;
};

function appliedByServer(invocation: Invocation, objects: readonly ApiObject[]): readonly ApiRequest[] {
  const { flags } = invocation;
  if (dryRunOf(invocation) === 'client') return fail('--dry-run=client does not go with --server-side; use --dry-run=server');
  if (flagIsSet(flags, 'prune') && flagText(flags, 'applyset') === undefined)
    return fail('--prune does not go with --server-side, except with --applyset');
  const subresource = flagText(flags, 'subresource') ?? '';
  return objects.map(object => patch(object, serverSideQuery(invocation, fieldValidationOf(invocation)), subresource));
}

function appliedByClient(invocation: Invocation, objects: readonly ApiObject[]): readonly ApiRequest[] {
  const query = writeQuery(invocation, CLIENT_SIDE, { fieldValidation: fieldValidationOf(invocation) });
  const isDry = dryRunOf(invocation) === 'client';
  return objects.flatMap(object => (isDry ? [get(object)] : [get(object), ...patchOrCreate(invocation, object, query)]));
}

/** What changes an object, and what makes it where it is not there yet: for that, the namespace is read first. */
const patchOrCreate = (invocation: Invocation, object: ApiObject, query: Query): readonly ApiRequest[] => [
  noted(patch(object, query), 'an equal object is left alone'),
  ...createdInstead(invocation, object, query),
];

function appliedObjects(invocation: Invocation): readonly ApiObject[] {
  if (invocation.args.length > 0) return fail(`kubectl apply takes no "${invocation.args[0]}"; objects come from -f or -k`);
  if (!readsFiles(invocation)) return fail(`kubectl ${invocation.command} needs -f FILE or -k FOLDER`);
  return manifestObjects(invocation).map(({ object }) => (object.name === '' ? fail('kubectl apply cannot use generateName') : object));
}

const serverSideQuery = (invocation: Invocation, fieldValidation: string | undefined): Query =>
  writeQuery(invocation, 'kubectl', { fieldValidation, force: String(flagIsSet(invocation.flags, 'force-conflicts')) });

/** Lists every prunable resource in each namespace visited, then the cluster-wide ones. */
function pruneRequests(invocation: Invocation, objects: readonly ApiObject[]): readonly ApiRequest[] {
  const { flags } = invocation;
  const query = { labelSelector: flagText(flags, 'selector') };
  const allowed = flagValues(flags, 'prune-allowlist').map(entry => {
    const [group = '', , kind = ''] = entry.split('/');
    return { group: group === 'core' ? '' : group, kind };
  });
  const types = PRUNED.map(([group, resource]) => builtInObject(invocation, group, resource, '').type).filter(
    type => allowed.length === 0 || allowed.some(entry => entry.group === type.group && entry.kind === type.kind),
  );
  const namespaces = [...new Set(objects.map(object => object.namespace).filter(namespace => namespace !== ''))];
  const collections = [
    ...namespaces.flatMap(namespace => types.filter(type => type.namespaced).map(type => ({ type, namespace }))),
    ...types.filter(type => !type.namespaced).map(type => ({ type, namespace: '' })),
  ];
  return collections.map(collection =>
    noted(list(collection, query), 'objects that were applied before and are in no file now are deleted'),
  );
}

/** `diff`: a get and a dry-run patch per object. */
export const diffRequests: CommandRequests = invocation => {
  const { flags } = invocation;
  const manager = flagText(flags, 'field-manager');
  const query = flagIsSet(flags, 'server-side')
    ? { ...serverSideQuery(invocation, undefined), dryRun: 'All' }
    : { fieldManager: manager ?? CLIENT_SIDE, dryRun: 'All' };
  return appliedObjects(invocation).flatMap(object => [
    get(object),
    noted(patch(object, query), 'an equal object is left alone'),
    // a server-side apply creates as well
    ...(flagIsSet(flags, 'server-side')
      ? []
      : [unusually(create(object, query), 'instead of the change, where the object does not exist yet')]),
  ]);
};

/** `apply view-last-applied`, `set-last-applied` and `edit-last-applied`. */
export const lastAppliedRequests: CommandRequests = invocation => {
  const found = find(invocation, targetsOf(invocation, invocation.args, 'implied'));
  const reads = found.map(({ read }) => read);
  if (invocation.command === 'apply view-last-applied' || dryRunOf(invocation) === 'client') return reads;
  const query = writeQuery(invocation, undefined);
  return [...reads, ...found.map(({ object }) => patch(object, query))];
};
