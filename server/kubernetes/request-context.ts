import type { CommandSurroundings } from './kubectl/requests-of-command.ts';
import type { User } from './request-attributes.ts';
import type { SampledRequest } from './sampled-request.ts';

/** What a given request does not say itself: who sends it, and what a kubectl command line would find around it. */
export interface RequestContext extends CommandSurroundings {
  /** Sends requests that name no user; `null` is nobody (authentication failed). */
  readonly user: User | null;
}

/** The requests that a text or object stands for (several for a kubectl command line), or why it cannot be read. */
export type ReadRequests = { readonly requests: readonly SampledRequest[] } | { readonly error: string };

/** The forms a request may be given in, for messages. */
export const REQUEST_FORMS =
  'an HTTP line (GET /api/v1/pods), a kubectl command line, attributes (verb, resource, namespace, …) or a recorded audit event';
