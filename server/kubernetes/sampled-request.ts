import type { RequestAttributes, User } from './request-attributes.ts';

/** A request given by a person: what the policy sees of it, and what is known beyond that. */
export interface SampledRequest {
  readonly attributes: RequestAttributes;
  /** HTTP method, as sent. */
  readonly method?: string;
  /** Path and query, as sent. */
  readonly url?: string;
  /** Who the user acts as; the policy never sees it, events after RequestReceived do. */
  readonly impersonated?: User;
  /** Whether the client sends a body; absent where that is not known. */
  readonly hasBody?: boolean;
  /** What a reader should know about how this request was derived. */
  readonly note?: string;
  /** Of the requests of a command: sent only where the cluster is not in its usual state; the note says when. */
  readonly unusual?: true;
}
