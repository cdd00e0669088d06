import type { SampledRequest } from '../sampled-request.ts';

/** What is needed of a request. */
type Sent = { readonly attributes: Pick<SampledRequest['attributes'], 'verb' | 'subresource'>; readonly unusual?: true };

const WRITES: ReadonlySet<string> = new Set(['create', 'update', 'patch', 'delete', 'deletecollection']);

/**
 * Which of the requests of a command is the one that it is about, as an index: the first that writes to a subresource
 * (an eviction, a scale), else the first write, else the first read of a subresource (a session, a log), else the first.
 * Those that are sent only in unusual cases come after all others. 0 for no requests.
 */
export function mainRequest(requests: readonly Sent[]): number {
  const weights = requests.map(weight);
  return Math.max(0, weights.indexOf(Math.max(...weights)));
}

function weight({ attributes: { verb, subresource }, unusual }: Sent): number {
  const about = (WRITES.has(verb) ? 2 : 0) + (subresource === '' ? 0 : 1);
  return unusual ? about - 4 : about;
}
