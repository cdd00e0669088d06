import { type ApiObject, type ApiRequest, create, get, patch, remove, watchUntil } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText } from '../flags.ts';
import { builtInObject, type CommandRequests, dryRunOf, type Invocation, podNamed, writeQuery } from '../invocation.ts';
import { readsFiles } from '../selection.ts';
import { openSession, type Streams, withFallback } from './exec.ts';
import { podOf } from './pod-of.ts';

/** Waits for a pod with a time limit that is sent along. */
const waitFor = (pod: ApiObject): ApiRequest => watchUntil(pod, { timeout: '5m0s' });

/** `run`: creates a pod; attached, it waits, reads the log, attaches, and with `--rm` deletes the pod again. */
export const runRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  const [name] = args;
  if (name === undefined) return fail('kubectl run needs a NAME');
  if (flagText(flags, 'image') === undefined) return fail('kubectl run needs --image=IMAGE');
  const dryRun = dryRunOf(invocation);
  if (dryRun === 'client') return [];
  const pod = podNamed(invocation, name);
  const query = writeQuery(invocation, 'kubectl-run');
  const created = [create(pod, query)];
  if (flagIsSet(flags, 'expose')) created.push(create(builtInObject(invocation, '', 'services', name), query));
  return attaches(invocation) && dryRun === 'none' ? [...created, ...session(invocation, pod, name)] : created;
};

function attaches({ flags }: Invocation): boolean {
  return flagText(flags, 'attach') === undefined ? flagIsSet(flags, 'stdin') || flagIsSet(flags, 'tty') : flagIsSet(flags, 'attach');
}

function session(invocation: Invocation, pod: ApiObject, container: string): readonly ApiRequest[] {
  const { flags } = invocation;
  const restart = flagText(flags, 'restart') ?? 'Always';
  const watched = restart === 'Always' ? [] : [waitFor(pod)];
  const removed = flagIsSet(flags, 'rm') ? [get(pod), remove(pod)] : [];
  return [waitFor(pod), get(pod, { container }, 'log'), ...attach(invocation, pod, container), ...watched, ...removed];
}

function attach({ flags }: Invocation, pod: ApiObject, container: string): readonly ApiRequest[] {
  const streams: Streams = { container, stdin: flagIsSet(flags, 'stdin'), tty: flagIsSet(flags, 'tty') };
  return withFallback(openSession(pod, 'attach', streams));
}

/** `debug`: an ephemeral container in the pod, a copy of the pod, or a pod on the node. */
export const debugRequests: CommandRequests = invocation => {
  const targets = readsFiles(invocation) ? [undefined] : invocation.args;
  if (targets.length === 0) return fail('kubectl debug needs a POD or node/NODE');
  return targets.flatMap(target => debugging(invocation, target));
};

function debugging(invocation: Invocation, target: string | undefined): readonly ApiRequest[] {
  const { flags } = invocation;
  const [type, name] = target?.split('/') ?? [];
  const session = attaches(invocation);
  if (name !== undefined && /^(?:no|nodes?)$/.test(type ?? '')) {
    const pod = podNamed(invocation, `node-debugger-${name}-<random>`);
    const after = session ? [waitFor(pod), ...attach(invocation, pod, flagText(flags, 'container') ?? 'debugger')] : [];
    return [get(builtInObject(invocation, '', 'nodes', name)), create(pod), ...after];
  }
  const { reads, pod, chosen } = podOf(invocation, target);
  if (chosen) return fail(`kubectl debug works on pods and nodes, not on ${target}`);
  const found = reads.length > 0 ? reads : [get(pod)];
  const container = flagText(flags, 'container') ?? 'debugger-<random>';
  const copy = flagText(flags, 'copy-to');
  const debugged = copy === undefined ? pod : { ...pod, name: copy };
  const change = copy === undefined ? [patch(pod, {}, 'ephemeralcontainers')] : [create(debugged)];
  const replaced = copy !== undefined && flagIsSet(flags, 'replace') ? [remove(pod)] : [];
  return [...found, ...change, ...replaced, ...(session ? [waitFor(debugged), ...attach(invocation, debugged, container)] : [])];
}
