import { type ApiObject, type ApiRequest, act, get, list, noted, patch, remove } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText } from '../flags.ts';
import { builtInObject, type CommandRequests, dryRunOf, fieldValidationOf, type Invocation, writeQuery } from '../invocation.ts';
import { type Found, find, LISTED_NAME, selectorsOf, targetsOf } from '../selection.ts';
import { splitChanges } from './change.ts';

/** The nodes that arguments name, with or without `node/`, or that `-l` lists in chunks. */
function nodesOf(invocation: Invocation): readonly Found[] {
  const { args } = invocation;
  const nodes = args.map(arg => arg.replace(/^(?:no|nodes?)\//, ''));
  const selector = selectorsOf(invocation);
  if (nodes.length === 0 && selector.labelSelector === undefined) return fail(`kubectl ${invocation.command} needs a NODE or -l SELECTOR`);
  if (nodes.length > 0 && selector.labelSelector !== undefined) return fail('a node cannot be named together with -l');
  const collection = builtInObject(invocation, '', 'nodes', '');
  const targets = (nodes.length > 0 ? nodes : ['']).map(name => ({ collection, name, fromFile: false }));
  const host = /^kubernetes\.io\/hostname==?([^,]+)$/.exec(String(selector.labelSelector ?? ''))?.[1];
  const found = find(invocation, targets, { query: { limit: '500' } });
  // A node's host name is by custom its name as well.
  return host === undefined ? found : found.map(node => ({ ...node, object: { ...node.object, name: host } }));
}

/** `cordon` and `uncordon`: a patch per node that is not yet so. */
export const cordonRequests: CommandRequests = invocation => {
  const found = nodesOf(invocation);
  return [...found.map(({ read }) => read), ...cordoning(invocation, found)];
};

const cordoning = (invocation: Invocation, found: readonly Found[]): readonly ApiRequest[] =>
  dryRunOf(invocation) === 'client'
    ? []
    : found.map(({ object }) => noted(patch(object, writeQuery(invocation, undefined)), 'only where it changes the node'));

/** `taint`: a patch per node. */
export const taintRequests: CommandRequests = invocation => {
  const { resources, changes } = splitChanges(invocation.args);
  if (changes.length === 0) return fail('kubectl taint needs at least one KEY=VALUE:EFFECT or KEY-');
  const found = find(invocation, targetsOf(invocation, resources, 'asked'));
  const other = found.find(({ object }) => object.type.resource !== 'nodes');
  if (other) return fail(`only nodes have taints, not ${other.object.type.resource}`);
  const query = writeQuery(invocation, 'kubectl-taint', { fieldValidation: fieldValidationOf(invocation) });
  const reading = dryRunOf(invocation) === 'client';
  return found.flatMap(({ read, object }) => (reading ? [read] : [read, patch(object, query)]));
};

/** `drain`: cordons, lists the pods of each node, then evicts (or deletes) and waits for each. */
export const drainRequests: CommandRequests = invocation => {
  const found = nodesOf(invocation);
  return [
    ...found.map(({ read }) => read),
    ...cordoning(invocation, found),
    ...found.flatMap(({ object }) => emptying(invocation, object)),
  ];
};

function emptying(invocation: Invocation, node: ApiObject): readonly ApiRequest[] {
  const { flags } = invocation;
  const pod = { ...builtInObject(invocation, '', 'pods', LISTED_NAME), namespace: '<namespace>' };
  const daemonSet = { ...builtInObject(invocation, 'apps', 'daemonsets', '<daemonset>'), namespace: '<namespace>' };
  const pods = list(
    { ...pod, namespace: '' },
    { fieldSelector: `spec.nodeName=${node.name}`, labelSelector: flagText(flags, 'pod-selector'), limit: '500' },
  );
  if (!flagIsSet(flags, 'ignore-daemonsets')) {
    return [pods, noted(get(daemonSet), 'once per pod of a daemon set; without --ignore-daemonsets such a pod ends the command')];
  }
  const owners = noted(get(daemonSet), 'once per pod of a daemon set');
  const dryRun = dryRunOf(invocation);
  const eviction = flagIsSet(flags, 'disable-eviction') ? remove(pod) : act(pod, 'eviction');
  const evicted = dryRun === 'client' ? [] : [eviction];
  return [pods, owners, ...evicted, ...(dryRun === 'none' ? [get(pod)] : [])];
}
