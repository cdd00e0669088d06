import { listOptionsOf } from './list-options.ts';
import type { RequestAttributes, User } from './request-attributes.ts';
import { parseRequestUri } from './request-uri.ts';

/** An HTTP request as far as a policy can see it. */
export interface HttpRequest {
  /** As sent: methods are compared with case. */
  readonly method: string;
  /** Request URI: path and query, or the absolute form. */
  readonly url: string;
  readonly user: User | null;
}

/** Why no attributes exist: kube-apiserver answers such a request before auditing, so no event is written. */
export interface RequestError {
  readonly error: string;
}

/**
 * The attributes kube-apiserver derives from an HTTP request and matches a policy against.
 * Mirrors `pkg/endpoints/request/requestinfo.go` (RequestInfoFactory.NewRequestInfo) with the server's prefixes:
 * `api` without group, `apis` with group.
 */
export function attributesOf(request: HttpRequest): RequestAttributes | RequestError {
  const { method, url, user } = request;
  // In the authority form of CONNECT, Go's server supplies the scheme that is missing.
  const target = parseRequestUri(method === 'CONNECT' && url.charCodeAt(0) !== 0x2f ? `http://${url}` : url);
  if ('error' in target) return target;
  const { path, query } = target;
  const parts = segmentsOf(path);
  const grouped = parts[0] === 'apis';
  // Position of the version; the segment after it makes a resource request.
  let at = grouped ? 2 : 1;
  if (parts.length < at + 2 || !(grouped || parts[0] === 'api')) return pathAttributes(method, path, user);

  const apiGroup = grouped ? parts[1]! : '';
  const apiVersion = parts[at++]!;
  let verb = verbOf(method);
  const prefix = parts[at];
  if (prefix === 'watch' || prefix === 'proxy') {
    if (++at === parts.length) return { error: `unable to determine kind and namespace from url, ${url}` };
    verb = prefix;
  }
  let namespace = '';
  if (parts[at] === 'namespaces' && at + 1 < parts.length) {
    namespace = parts[at + 1]!;
    const third = parts[at + 2];
    if (third !== undefined && third !== 'status' && third !== 'finalize') at += 2;
  }
  const resource = parts[at]!;
  let name = parts[at + 1] ?? '';
  const subresource = verb === 'proxy' ? '' : (parts[at + 2] ?? '');
  if (name === '' && verb === 'get') {
    const options = listOptionsOf(query);
    verb = options.watch ? 'watch' : 'list';
    name = options.name;
  } else if (name === '' && verb === 'delete') {
    verb = 'deletecollection';
  }
  return { isResourceRequest: true, verb, apiGroup, apiVersion, resource, subresource, namespace, name, path, user };
}

function pathAttributes(method: string, path: string, user: User | null): RequestAttributes {
  const verb = method === 'GET' ? 'get' : method.toLowerCase();
  return {
    isResourceRequest: false,
    verb,
    apiGroup: '',
    apiVersion: '',
    resource: '',
    subresource: '',
    namespace: '',
    name: '',
    path,
    user,
  };
}

/** The verb of a method on a resource; empty for a method that has none. */
function verbOf(method: string): string {
  switch (method) {
    case 'GET':
    case 'HEAD':
      return 'get';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return 'delete';
    default:
      return '';
  }
}

const SLASH = 0x2f;

function segmentsOf(path: string): readonly string[] {
  let start = 0;
  let end = path.length;
  while (start < end && path.charCodeAt(start) === SLASH) start++;
  while (end > start && path.charCodeAt(end - 1) === SLASH) end--;
  return start === end ? [] : path.slice(start, end).split('/');
}
