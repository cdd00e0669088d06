import { isEvent, requestOfEvent } from './event-request.ts';
import { sampleOfHttp } from './http-sample.ts';
import { impersonatedUser } from './identities.ts';
import { requestsOfCommand } from './kubectl/requests-of-command.ts';
import { nearest } from './nearest.ts';
import type { RequestAttributes, User } from './request-attributes.ts';
import { REQUEST_FORMS, type ReadRequests, type RequestContext } from './request-context.ts';
import { urlOf } from './request-url.ts';
import type { SampledRequest } from './sampled-request.ts';

type Mapping = Readonly<Record<string, unknown>>;

const ATTRIBUTES = ['verb', 'apiGroup', 'apiVersion', 'resource', 'subresource', 'namespace', 'name', 'path'] as const;

/**
 * Reads a request given as an object (parsed JSON or YAML): `{method, url}`, attributes, `{kubectl}`, or a whole audit event;
 * `user` and `groups` beside it, else those of the context. Unknown keys are ignored. Errors say which key is wrong.
 */
export function requestFromObject(value: unknown, context: RequestContext): ReadRequests {
  if (!isMapping(value)) return { error: `a request is an object, not ${nameOf(value)}; give ${REQUEST_FORMS}` };
  if (isEvent(value)) return single(requestOfEvent(value));
  const user = 'user' in value || 'groups' in value ? userOf(value) : context.user;
  if (user !== null && 'error' in user) return user;
  if ('kubectl' in value) return kubectlRequests(value, { ...context, user });
  if ('url' in value || 'method' in value) return single(httpRequest(value, user));
  return single(attributesRequest(value, user, context));
}

const single = (result: SampledRequest | { readonly error: string }): ReadRequests => ('error' in result ? result : { requests: [result] });

const isMapping = (value: unknown): value is Mapping => typeof value === 'object' && value !== null && !Array.isArray(value);

const nameOf = (value: unknown): string => (Array.isArray(value) ? 'a list' : value === null ? 'null' : `a ${typeof value}`);

function userOf({ user, groups }: Mapping): User | null | { readonly error: string } {
  if (groups !== undefined && groups !== null && !isTextList(groups)) return { error: '"groups" must be a list of texts' };
  if (user === undefined || user === null) return null;
  if (typeof user !== 'string') return { error: `"user" must be a text or null, not ${nameOf(user)}` };
  return { name: user, groups: isTextList(groups) ? groups : [] };
}

const isTextList = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(item => typeof item === 'string');

function httpRequest({ method = 'GET', url, headers, hasBody }: Mapping, user: User | null): SampledRequest | { readonly error: string } {
  if (typeof url !== 'string') return { error: '"url" must be a text: a path such as /api/v1/pods, with its query' };
  if (typeof method !== 'string' || method === '') return { error: '"method" must be a text such as GET' };
  const impersonated = isMapping(headers) ? impersonatedBy(headers) : undefined;
  return sampleOfHttp({
    method,
    url,
    user,
    ...(impersonated ? { impersonated } : {}),
    ...(typeof hasBody === 'boolean' ? { hasBody } : {}),
  });
}

function impersonatedBy(headers: Mapping): User | undefined {
  const name = headers['Impersonate-User'];
  const groups = [headers['Impersonate-Group'] ?? []].flat().filter(group => typeof group === 'string');
  return typeof name === 'string' ? impersonatedUser(name, groups) : undefined;
}

function attributesRequest(value: Mapping, user: User | null, context: RequestContext): SampledRequest | { readonly error: string } {
  const texts: Record<string, string> = {};
  for (const key of ATTRIBUTES) {
    const text = value[key] ?? '';
    if (typeof text !== 'string') return { error: `"${key}" must be a text, not ${nameOf(text)}` };
    texts[key] = text;
  }
  const { verb = '', apiGroup = '', apiVersion = '', resource = '', subresource = '', namespace = '', name = '', path = '' } = texts;
  const { isResourceRequest = path === '' || resource !== '' } = value;
  if (typeof isResourceRequest !== 'boolean') return { error: '"isResourceRequest" must be true or false' };
  if (!ATTRIBUTES.some(key => key in value) && !('isResourceRequest' in value)) return { error: unknownKeys(value) };
  const attributes: RequestAttributes = {
    isResourceRequest,
    verb,
    apiGroup,
    apiVersion,
    resource,
    subresource,
    namespace,
    name,
    path,
    user,
  };
  const sent = urlOf(attributes, context.kubernetes);
  const notes = [...ignoredKeys(value), ...(sent ? [] : ['no request to kube-apiserver has exactly these attributes'])];
  const note = notes.length > 0 ? { note: notes.join('; ') } : {};
  if (!sent) return { attributes, ...note };
  const sentPath = sent.url.split('?')[0]!;
  return { attributes: path === '' ? { ...attributes, path: sentPath } : attributes, ...sent, ...note };
}

/** Keys beside attributes count for nothing; a person who wrote one should know. */
function ignoredKeys(value: Mapping): readonly string[] {
  const known = [...ATTRIBUTES, 'user', 'groups', 'isResourceRequest'];
  const ignored = Object.keys(value).filter(key => !known.includes(key));
  return ignored.map(key => {
    const meant = nearest(key, known);
    return `"${key}" is ignored${meant === undefined ? '' : `; did you mean "${meant}"?`}`;
  });
}

function unknownKeys(value: Mapping): string {
  const [key] = Object.keys(value);
  if (key === undefined) return `the request is empty; give ${REQUEST_FORMS}`;
  const meant = nearest(key, [...ATTRIBUTES, 'url', 'method', 'kubectl', 'requestURI']);
  return `"${key}" is no key of a request${meant ? `; did you mean "${meant}"?` : `; give ${REQUEST_FORMS}`}`;
}

function kubectlRequests({ kubectl, files }: Mapping, context: RequestContext): ReadRequests {
  if (typeof kubectl !== 'string') return { error: '"kubectl" must be a text: the command line' };
  if (files !== undefined && files !== null && !(isMapping(files) && isTextList(Object.values(files)))) {
    return { error: '"files" must map file names to their contents' };
  }
  return requestsOfKubectl(kubectl, files ? { ...context, files: files as Readonly<Record<string, string>> } : context);
}

/** The requests of a kubectl command line, each with its attributes. */
export function requestsOfKubectl(line: string, context: RequestContext): ReadRequests {
  const result = requestsOfCommand(line, context);
  if ('error' in result) return result;
  const { impersonated } = result;
  const requests: SampledRequest[] = [];
  for (const { method, url, hasBody = false, note, unusual } of result.requests) {
    const notes = [note, result.note].filter(text => text !== undefined).join('; ');
    const sampled = sampleOfHttp({
      method,
      url,
      user: context.user,
      hasBody,
      ...(impersonated ? { impersonated } : {}),
      ...(notes === '' ? {} : { note: notes }),
    });
    if ('error' in sampled) return sampled;
    requests.push(unusual ? { ...sampled, unusual } : sampled);
  }
  return { requests };
}
