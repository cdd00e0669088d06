import { type ApiObject, type ApiRequest, get, list, patch, watchUntil } from '../api-request.ts';
import { builtInObject, type CommandRequests, dryRunOf, type Invocation, writeQuery } from '../invocation.ts';
import { find, targetsOf } from '../selection.ts';

/** Workloads with a rollout, and what keeps their history. */
const HISTORY: Readonly<Record<string, string>> = {
  deployments: 'replicasets',
  daemonsets: 'controllerrevisions',
  statefulsets: 'controllerrevisions',
};

/** Only deployments can be paused; other commands know the three workloads. */
const isSupported = (object: ApiObject, resources: readonly string[]): boolean =>
  object.type.group === 'apps' && resources.includes(object.type.resource);

const rollout =
  (resources: readonly string[], requestsFor: (invocation: Invocation, object: ApiObject) => readonly ApiRequest[]): CommandRequests =>
  invocation => {
    const found = find(invocation, targetsOf(invocation, invocation.args, 'implied'));
    const objects = found.map(({ object }) => object).filter(object => isSupported(object, resources));
    return [...found.map(({ read }) => read), ...objects.flatMap(object => requestsFor(invocation, object))];
  };

const ALL = Object.keys(HISTORY);

const change = (invocation: Invocation, object: ApiObject): readonly ApiRequest[] => [
  patch(object, writeQuery(invocation, 'kubectl-rollout')),
];

const readHistory = (invocation: Invocation, object: ApiObject): readonly ApiRequest[] => {
  const revisions = builtInObject(invocation, 'apps', HISTORY[object.type.resource]!, '');
  return [get(object), list({ ...revisions, namespace: object.namespace }, { labelSelector: '<selector>' })];
};

const undo = (invocation: Invocation, object: ApiObject): readonly ApiRequest[] =>
  dryRunOf(invocation) === 'client'
    ? readHistory(invocation, object)
    : [...readHistory(invocation, object), patch(object, writeQuery(invocation, undefined))];

/** `rollout …` by command. */
export const rolloutCommands: Readonly<Record<string, CommandRequests>> = {
  'rollout history': rollout(ALL, readHistory),
  'rollout pause': rollout(['deployments'], change),
  'rollout restart': rollout(ALL, change),
  'rollout resume': rollout(['deployments'], change),
  'rollout status': rollout(ALL, (_, object) => [watchUntil(object)]),
  'rollout undo': rollout(ALL, undo),
};
