import type { Stage } from './audit.ts';
import { parseDuration } from './go-duration.ts';
import type { RequestAttributes } from './request-attributes.ts';
import { firstQueryValue } from './request-uri.ts';
import { STREAM_SUBRESOURCES } from './stream-subresources.ts';

const LONG_RUNNING_VERBS: ReadonlySet<string> = new Set(['watch', 'proxy']);

/**
 * Whether kube-apiserver treats a request as long-running (`genericfilters.BasicLongRunningRequestCheck` with the server's
 * lists): by verb, by subresource in any group, or a profile path. Extension API servers on the same library know only the
 * verb `watch` by default.
 */
export const isLongRunning = (attributes: RequestAttributes): boolean =>
  LONG_RUNNING_VERBS.has(attributes.verb) ||
  (attributes.isResourceRequest ? STREAM_SUBRESOURCES.has(attributes.subresource) : attributes.path.startsWith('/debug/pprof/'));

/**
 * Whether the server refuses a request for its `timeout` parameter (`pkg/endpoints/filters/request_deadline.go`). It does so
 * before it authenticates anybody: the policy is evaluated without a user and the only stage is ResponseStarted.
 */
export function hasUnreadableTimeout(attributes: RequestAttributes, url: string): boolean {
  if (isLongRunning(attributes)) return false;
  const timeout = firstQueryValue(url, 'timeout') ?? '';
  return timeout !== '' && parseDuration(timeout) === undefined;
}

/** How a request ends, where that is not the usual way. */
export interface RequestFate {
  /** The handler panicked, before or after the first byte of its answer. */
  readonly panic?: 'before-response' | 'after-response';
}

/**
 * The stages a request passes, in order, before a policy omits any. A request without a user passes ResponseStarted only:
 * authentication failed, or its `timeout` could not be read.
 */
export function stagesOf(attributes: RequestAttributes, fate: RequestFate = {}): readonly Stage[] {
  if (attributes.user === null) return ['ResponseStarted'];
  const last: Stage = fate.panic ? 'Panic' : 'ResponseComplete';
  const started = isLongRunning(attributes) && fate.panic !== 'before-response';
  return started ? ['RequestReceived', 'ResponseStarted', last] : ['RequestReceived', last];
}
