import { type ApiRequest, create, get, patch, update } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagText } from '../flags.ts';
import { builtInObject, type CommandRequests, dryRunOf, type Invocation, writeQuery } from '../invocation.ts';
import { type Found, find, targetsOf } from '../selection.ts';

/** `scale`: every object is read, then its scale is patched; with a precondition the scale is read and updated. */
export const scaleRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  if (flagText(flags, 'replicas') === undefined) return fail('kubectl scale needs --replicas=COUNT');
  const found = find(invocation, targetsOf(invocation, args, 'asked'));
  const reads = found.filter(({ fromFile }) => !fromFile).map(({ read }) => read);
  if (dryRunOf(invocation) === 'client') return reads;
  return [...reads, ...found.flatMap(target => scaling(invocation, target))];
};

function scaling(invocation: Invocation, { object }: Found): readonly ApiRequest[] {
  const { flags } = invocation;
  const query = writeQuery(invocation, undefined);
  const conditional = ['current-replicas', 'resource-version'].some(name => flagText(flags, name) !== undefined);
  const waits = /[1-9]/.test(flagText(flags, 'timeout') ?? '');
  const change = conditional ? [get(object, {}, 'scale'), update(object, query, 'scale')] : [patch(object, query, 'scale')];
  return waits ? [...change, get(object, {}, 'scale')] : change;
}

/** `autoscale` and `expose`: the target is read, then an object is created for it. */
const createFor =
  (group: string, resource: string, manager: string): CommandRequests =>
  invocation => {
    const found = find(invocation, targetsOf(invocation, invocation.args, 'asked'));
    const query = writeQuery(invocation, manager);
    const dryRun = dryRunOf(invocation) === 'client';
    return found.flatMap(({ read, object, fromFile }) => [
      ...(fromFile ? [] : [read]),
      ...(dryRun ? [] : [create({ ...builtInObject(invocation, group, resource, ''), namespace: object.namespace }, query)]),
    ]);
  };

export const autoscaleRequests = createFor('autoscaling', 'horizontalpodautoscalers', 'kubectl-autoscale');

export const exposeRequests = createFor('', 'services', 'kubectl-expose');
