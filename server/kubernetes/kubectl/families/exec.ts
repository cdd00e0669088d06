import { type ApiObject, type ApiRequest, get, unusually } from '../api-request.ts';
import { fail } from '../failure.ts';
import { type Flags, flagIsSet, flagText } from '../flags.ts';
import { type CommandRequests, type Invocation, podNamed } from '../invocation.ts';
import { podOf } from './pod-of.ts';

/** The streams of a session in a container; a terminal carries the errors in its output. */
export interface Streams {
  readonly container: string;
  readonly stdin: boolean;
  readonly tty: boolean;
}

const streamsOf = (flags: Flags, container: string | undefined): Streams => ({
  container: flagText(flags, 'container') ?? container ?? '<container>',
  stdin: flagIsSet(flags, 'stdin'),
  tty: flagIsSet(flags, 'tty'),
});

/** Opens a session in a pod: a WebSocket, so a GET. */
export const openSession = (
  pod: ApiObject,
  subresource: 'exec' | 'attach',
  streams: Streams,
  command: readonly string[] = [],
): ApiRequest =>
  get(
    pod,
    {
      command,
      container: streams.container,
      stdin: streams.stdin ? 'true' : undefined,
      stdout: 'true',
      stderr: streams.tty ? undefined : 'true',
      tty: streams.tty ? 'true' : undefined,
    },
    subresource,
  );

/** A session, and the POST (verb create) that opens it where it does not come about as a WebSocket. */
export const withFallback = (session: ApiRequest, since = '1.30'): readonly ApiRequest[] => [
  session,
  unusually({ ...session, method: 'POST' }, `after the GET, where it is refused; kubectl before ${since} sends only this`),
];

export const execRequests: CommandRequests = invocation => {
  const { flags, args, trailing } = invocation;
  if (trailing === undefined && args.length > 1) return fail('write the command after "--": kubectl exec POD -- COMMAND');
  if (trailing === undefined || trailing.length === 0) return fail('kubectl exec needs a command after "--"');
  const { reads, pod, container } = podOf(invocation, args[0]);
  return [...reads, ...withFallback(openSession(pod, 'exec', streamsOf(flags, container), trailing))];
};

export const attachRequests: CommandRequests = invocation => {
  const { reads, pod, container } = podOf(invocation, invocation.args[0]);
  return [...reads, ...withFallback(openSession(pod, 'attach', streamsOf(invocation.flags, container)))];
};

/** `port-forward`: the pod is read once more before the WebSocket; ports are not in the URL. */
export const portForwardRequests: CommandRequests = invocation => {
  const [target, ...ports] = invocation.args;
  if (ports.length === 0) return fail('kubectl port-forward needs TYPE/NAME and at least one [LOCAL:]REMOTE port');
  const { reads, pod } = podOf(invocation, target);
  return [...reads, get(pod), ...withFallback(get(pod, {}, 'portforward'), '1.31')];
};

/** `cp`: tar in the container; before a copy into it, a test whether the target is a folder. */
export const cpRequests: CommandRequests = invocation => {
  const { args, flags } = invocation;
  const [from, to] = args.map(arg => remoteFile(invocation, arg));
  if (args.length !== 2) return fail('kubectl cp needs a source and a destination');
  if (from && to) return fail('one of source and destination must be a local file');
  const streams = streamsOf(flags, undefined);
  if (from) return [get(from.pod), ...withFallback(openSession(from.pod, 'exec', streams, ['tar', 'cf', '-', from.path]))];
  if (!to) return fail('one of source and destination must be POD:PATH');
  const folder = to.path.replace(/(.)\/+$/, '$1');
  return [
    get(to.pod),
    ...withFallback(openSession(to.pod, 'exec', streams, ['test', '-d', folder])),
    get(to.pod),
    ...withFallback(openSession(to.pod, 'exec', { ...streams, stdin: true }, ['tar', '-xmf', '-', '-C', folder])),
  ];
};

function remoteFile(invocation: Invocation, text: string): { readonly pod: ApiObject; readonly path: string } | undefined {
  const colon = text.indexOf(':');
  if (colon <= 0) return undefined;
  const [first = '', second, ...rest] = text.slice(0, colon).split('/');
  if (rest.length > 0 || first === '' || first === '.' || first === '..') return undefined;
  const pod = podNamed(invocation, second ?? first);
  return { pod: second === undefined ? pod : { ...pod, namespace: first }, path: text.slice(colon + 1) };
}
