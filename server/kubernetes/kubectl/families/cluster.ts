import { type ApiRequest, create, get, list } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagValues } from '../flags.ts';
import { builtInObject, type CommandRequests, type Invocation, inAllNamespaces } from '../invocation.ts';
import { selectorsOf } from '../selection.ts';

const metrics = (resource: 'nodes' | 'pods', namespaced: boolean) =>
  ({
    group: 'metrics.k8s.io',
    version: 'v1beta1',
    resource,
    kind: resource === 'pods' ? 'PodMetrics' : 'NodeMetrics',
    namespaced,
  }) as const;

/** `top pod`: the metrics of one pod or of many. */
const topPods: CommandRequests = invocation => {
  const name = onlyName(invocation);
  const collection = { type: metrics('pods', true), namespace: inAllNamespaces(invocation) ? '' : invocation.namespace };
  return [name === undefined ? list(collection, selectorsOf(invocation)) : get({ ...collection, name })];
};

/** `top node`: the metrics, then the nodes for what they can hold. */
const topNodes: CommandRequests = invocation => {
  const name = onlyName(invocation);
  const collections = [{ type: metrics('nodes', false), namespace: '' }, builtInObject(invocation, '', 'nodes', '')];
  return collections.map(collection => (name === undefined ? list(collection, selectorsOf(invocation)) : get({ ...collection, name })));
};

function onlyName(invocation: Invocation): string | undefined {
  const { command, args } = invocation;
  if (args.length > 1) return fail(`kubectl ${command} takes one NAME`);
  if (args.length > 0 && selectorsOf(invocation).labelSelector !== undefined) return fail('a name cannot be given together with -l');
  return args[0];
}

const clusterInfo: CommandRequests = invocation => [
  list(
    { ...builtInObject(invocation, '', 'services', ''), namespace: 'kube-system' },
    { labelSelector: 'kubernetes.io/cluster-service=true' },
  ),
];

/** What a dump reads of each namespace, in order. */
const DUMPED: readonly (readonly [group: string, resource: string])[] = [
  ['', 'events'],
  ['', 'replicationcontrollers'],
  ['', 'services'],
  ['apps', 'daemonsets'],
  ['apps', 'deployments'],
  ['apps', 'replicasets'],
  ['', 'pods'],
];

const clusterInfoDump: CommandRequests = invocation => {
  const named = flagValues(invocation.flags, 'namespaces');
  const all = inAllNamespaces(invocation);
  const namespaces = all ? ['<namespace>'] : named.length > 0 ? named : [...new Set(['kube-system', invocation.namespace])];
  const reads: ApiRequest[] = [list(builtInObject(invocation, '', 'nodes', ''))];
  if (all) reads.push(list(builtInObject(invocation, '', 'namespaces', '')));
  for (const namespace of namespaces) {
    for (const [group, resource] of DUMPED) reads.push(list({ ...builtInObject(invocation, group, resource, ''), namespace }));
    reads.push(get({ ...builtInObject(invocation, '', 'pods', '<pod>'), namespace }, { container: '<container>' }, 'log'));
  }
  return reads;
};

const version: CommandRequests = ({ flags }) => (flagIsSet(flags, 'client') ? [] : [{ method: 'GET', url: '/version?timeout=32s' }]);

const authorization = (invocation: Invocation, resource: string): readonly ApiRequest[] => [
  create(builtInObject(invocation, 'authorization.k8s.io', resource, '')),
];

const canI: CommandRequests = invocation => {
  const { flags, args } = invocation;
  if (flagIsSet(flags, 'list')) return authorization(invocation, 'selfsubjectrulesreviews');
  if (args.length !== 2) return fail('kubectl auth can-i needs VERB and TYPE, TYPE/NAME or a path, or --list');
  return authorization(invocation, 'selfsubjectaccessreviews');
};

const whoAmI: CommandRequests = invocation => [create(builtInObject(invocation, 'authentication.k8s.io', 'selfsubjectreviews', ''))];

/** Reads documents that describe the API, which are left out, and nothing else; or nothing at all. */
const nothing: CommandRequests = () => [];

/** Commands about the cluster or the caller, and those that send nothing of interest. */
export const clusterCommands: Readonly<Record<string, CommandRequests>> = {
  'api-resources': nothing,
  'api-versions': nothing,
  'auth can-i': canI,
  'auth whoami': whoAmI,
  'cluster-info': clusterInfo,
  'cluster-info dump': clusterInfoDump,
  completion: nothing,
  explain: nothing,
  kustomize: nothing,
  options: nothing,
  plugin: nothing,
  proxy: nothing,
  'top node': topNodes,
  'top pod': topPods,
  version,
};
