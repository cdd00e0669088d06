import { type ApiRequest, get, noted, update } from '../api-request.ts';
import { createdInstead } from '../created-instead.ts';
import { fail } from '../failure.ts';
import { builtInObject, type CommandRequests, dryRunOf } from '../invocation.ts';
import { manifestObjects } from '../manifests.ts';
import { readsFiles } from '../selection.ts';

/** `certificate approve` and `deny`: the request is read twice, then its approval is updated. */
export const certificateRequests: CommandRequests = invocation => {
  const named = invocation.args.map(name => builtInObject(invocation, 'certificates.k8s.io', 'certificatesigningrequests', name));
  const objects = readsFiles(invocation) ? manifestObjects(invocation).map(({ object }) => object) : named;
  if (objects.length === 0) return fail(`kubectl ${invocation.command} needs a NAME or -f FILE`);
  return objects.flatMap(object => [get(object), get(object), update(object, {}, 'approval')]);
};

const RECONCILED: ReadonlySet<string> = new Set(['roles', 'rolebindings', 'clusterroles', 'clusterrolebindings']);

/** `auth reconcile`: a get and an update per role or binding. */
export const reconcileRequests: CommandRequests = invocation => {
  if (!readsFiles(invocation)) return fail('kubectl auth reconcile needs -f FILE or -k FOLDER');
  const objects = manifestObjects(invocation).map(({ object }) => object);
  const query = dryRunOf(invocation) === 'server' ? { dryRun: 'All' } : {};
  return objects
    .filter(({ type }) => RECONCILED.has(type.resource))
    .flatMap((object): ApiRequest[] => {
      if (dryRunOf(invocation) === 'client') return [get(object)];
      return [get(object), noted(update(object, query), 'an equal object is left alone'), ...createdInstead(invocation, object, query)];
    });
};
