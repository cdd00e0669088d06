import { hasUnreadableTimeout } from './long-running.ts';
import { attributesOf, type HttpRequest } from './request-info.ts';
import type { SampledRequest } from './sampled-request.ts';

/** An HTTP request given by a person, and what is known beyond what the policy sees. */
export type HttpSample = HttpRequest & Pick<SampledRequest, 'impersonated' | 'hasBody' | 'note'>;

const HOST = /^https?:\/\/[^/?]*/i;

/**
 * The sampled request of an HTTP request. A `timeout` that the server cannot read takes the user away, as in the server:
 * it refuses such a request before it authenticates anybody.
 */
export function sampleOfHttp(request: HttpSample): SampledRequest | { readonly error: string } {
  const { method, url, user, ...known } = request;
  const attributes = attributesOf({ method, url, user });
  if ('error' in attributes) return attributes;
  const path = url.replace(HOST, '');
  const sampled = { attributes, method, url: path.startsWith('/') ? path : `/${path}`, ...known };
  if (user === null || !hasUnreadableTimeout(attributes, url)) return sampled;
  const note = 'the server cannot read the timeout and refuses the request before it knows the user';
  return { ...sampled, attributes: { ...attributes, user: null }, note };
}
