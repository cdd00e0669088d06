import { parseDuration } from '../../go-duration.ts';
import { type ApiObject, type ApiRequest, get, list, type Query } from '../api-request.ts';
import { fail } from '../failure.ts';
import { flagIsSet, flagText } from '../flags.ts';
import { type CommandRequests, type Invocation, podNamed } from '../invocation.ts';
import { LISTED_NAME } from '../selection.ts';
import { podOf } from './pod-of.ts';

/** `logs`: the pod is found, then one request per container. */
export const logsRequests: CommandRequests = invocation => {
  const { flags, args } = invocation;
  const [target, container = flagText(flags, 'container')] = args;
  const everyContainer = flagIsSet(flags, 'all-containers');
  if (everyContainer && container !== undefined) return fail('--all-containers does not go with the name of a container');
  const { reads, pod } = podsOfLogs(invocation, target);
  const query = { ...logQuery(invocation), container: container ?? '<container>' };
  return [...reads, get(pod, query, 'log')];
};

function podsOfLogs(
  invocation: Invocation,
  target: string | undefined,
): { readonly reads: readonly ApiRequest[]; readonly pod: ApiObject } {
  const selector = flagText(invocation.flags, 'selector');
  if (selector) {
    if (target !== undefined) return fail('a pod cannot be named together with -l');
    const pod = podNamed(invocation, LISTED_NAME);
    return { reads: [list(pod, { labelSelector: selector })], pod };
  }
  const { reads, pod, chosen } = podOf(invocation, target);
  const all = flagIsSet(invocation.flags, 'all-pods') && chosen;
  return { reads: all ? [...reads, ...reads.slice(-1)] : reads, pod };
}

function logQuery({ flags }: Invocation): Query {
  const on = (name: string): string | undefined => (flagIsSet(flags, name) ? 'true' : undefined);
  const since = parseDuration(flagText(flags, 'since') ?? '');
  const tail = flagText(flags, 'tail') ?? (flagText(flags, 'selector') ? '10' : '-1');
  return {
    follow: on('follow'),
    insecureSkipTLSVerifyBackend: on('insecure-skip-tls-verify-backend'),
    limitBytes: flagText(flags, 'limit-bytes'),
    previous: on('previous'),
    sinceSeconds: since ? String(Math.ceil(since)) : undefined,
    sinceTime: flagText(flags, 'since-time'),
    tailLines: tail.startsWith('-') ? undefined : tail,
    timestamps: on('timestamps'),
  };
}
