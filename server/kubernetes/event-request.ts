import { type HttpSample, sampleOfHttp } from './http-sample.ts';
import type { User } from './request-attributes.ts';
import { attributesOf } from './request-info.ts';
import { methodOfVerb } from './request-url.ts';
import type { SampledRequest } from './sampled-request.ts';

type Mapping = Readonly<Record<string, unknown>>;

/** Whether an object is an audit event: it has the URI that was asked for. */
export const isEvent = (value: Mapping): boolean => 'requestURI' in value || (value.kind === 'Event' && 'auditID' in value);

/**
 * The request behind a recorded event. Only verb, requestURI and user count: what the server filled into objectRef from the
 * body was unknown to the policy. An empty user is failed authentication.
 */
export function requestOfEvent(event: Mapping): SampledRequest | { readonly error: string } {
  const { requestURI: url, verb } = event;
  if (typeof url !== 'string' || url === '') return { error: 'the event has no requestURI' };
  if (verb !== undefined && typeof verb !== 'string') return { error: '"verb" of the event must be a text' };
  const user = userOfEvent(event.user);
  if (user !== null && 'error' in user) return user;
  const impersonated = userOfEvent(event.impersonatedUser);
  const known = impersonated === null || 'error' in impersonated ? {} : { impersonated };
  return verb === undefined
    ? sampleOfHttp({ method: 'GET', url, user, ...known })
    : sampleWithVerb({ method: '', url, user, ...known }, verb);
}

function userOfEvent(value: unknown): User | null | { readonly error: string } {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'object') return { error: '"user" of the event must be an object with username and groups' };
  const { username, groups } = value as Mapping;
  if (username === undefined || username === '') return null;
  if (typeof username !== 'string') return { error: '"user.username" of the event must be a text' };
  return { name: username, groups: Array.isArray(groups) ? groups.filter(group => typeof group === 'string') : [] };
}

const OTHER_METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Tries the method that the verb suggests, then any other that gives it; at last the verb stands against its URI. */
function sampleWithVerb(request: HttpSample, verb: string): SampledRequest | { readonly error: string } {
  const first = attributesOf({ ...request, method: 'GET' });
  if ('error' in first) return first;
  const suggested = methodOfVerb(verb, first.isResourceRequest);
  const methods = [...(suggested === undefined ? [] : [suggested]), ...OTHER_METHODS];
  const method = methods.find(candidate => {
    const attributes = attributesOf({ ...request, method: candidate });
    return !('error' in attributes) && attributes.verb === verb;
  });
  if (method !== undefined) return sampleOfHttp({ ...request, method });
  const sampled = sampleOfHttp({ ...request, method: suggested ?? 'GET' });
  if ('error' in sampled) return sampled;
  const note = `no request for this URI has the verb "${verb}"; the verb of the event is taken`;
  return { ...sampled, attributes: { ...sampled.attributes, verb }, note };
}
