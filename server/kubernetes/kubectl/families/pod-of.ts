import { type ApiObject, type ApiRequest, get, list } from '../api-request.ts';
import { fail } from '../failure.ts';
import { isMapping } from '../given-files.ts';
import { type Invocation, objectOf, podNamed, typeNamed } from '../invocation.ts';
import { manifestObjects } from '../manifests.ts';
import { readsFiles } from '../selection.ts';

/** The pod a command works on, and how kubectl finds it. */
export interface FoundPod {
  readonly reads: readonly ApiRequest[];
  readonly pod: ApiObject;
  /** The container a manifest names first, where the pod comes from a file. */
  readonly container?: string;
  /** Whether the pod was chosen from a list. */
  readonly chosen: boolean;
}

/** How the pods of a workload are named after it. */
const POD_NAMES: Readonly<Record<string, (name: string) => string>> = {
  deployments: name => `${name}-<hash>-<random>`,
  replicasets: name => `${name}-<random>`,
  replicationcontrollers: name => `${name}-<random>`,
  statefulsets: name => `${name}-0`,
  daemonsets: name => `${name}-<random>`,
  jobs: name => `${name}-<random>`,
};

/** The pod that `POD`, `TYPE/NAME` or `-f` names: a pod is read, of anything else the pods of its selector are listed. */
export function podOf(invocation: Invocation, target: string | undefined): FoundPod {
  if (readsFiles(invocation)) return podOfFile(invocation);
  if (target === undefined) return fail(`kubectl ${invocation.command} needs a POD or TYPE/NAME`);
  const slash = target.indexOf('/');
  const object =
    slash < 0 ? podNamed(invocation, target) : objectOf(invocation, typeNamed(invocation, target.slice(0, slash)), target.slice(slash + 1));
  if (object.name === '') return fail(`"${target}" lacks a name; write TYPE/NAME`);
  return podOfObject(invocation, object);
}

function podOfObject(invocation: Invocation, object: ApiObject): FoundPod {
  if (isPod(object)) return { reads: [get(object)], pod: object, chosen: false };
  const name = POD_NAMES[object.type.resource]?.(object.name) ?? '<pod>';
  const pod = { ...podNamed(invocation, name), namespace: object.namespace };
  return { reads: [get(object), list(pod, { labelSelector: '<selector>' })], pod, chosen: true };
}

function podOfFile(invocation: Invocation): FoundPod {
  const [first] = manifestObjects(invocation);
  if (!first || !isPod(first.object)) return first ? podOfObject(invocation, first.object) : fail('the file holds no object');
  const { spec } = first.manifest;
  const containers: readonly unknown[] = isMapping(spec) && Array.isArray(spec.containers) ? spec.containers : [];
  const [container] = containers.filter(isMapping);
  return { reads: [], pod: first.object, chosen: false, ...(typeof container?.name === 'string' ? { container: container.name } : {}) };
}

const isPod = ({ type }: ApiObject): boolean => type.group === '' && type.resource === 'pods';
