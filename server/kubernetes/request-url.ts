import { apiTable, findResource } from './api-resources.ts';
import { type KubernetesMinor, NEWEST_KUBERNETES } from './kubernetes-version.ts';
import type { RequestAttributes } from './request-attributes.ts';
import { attributesOf } from './request-info.ts';

/** A method and request URI. */
export interface MethodAndUrl {
  readonly method: string;
  readonly url: string;
}

const METHODS: Readonly<Record<string, string>> = {
  get: 'GET',
  list: 'GET',
  watch: 'GET',
  create: 'POST',
  update: 'PUT',
  patch: 'PATCH',
  delete: 'DELETE',
  deletecollection: 'DELETE',
  proxy: 'GET',
};

/** The HTTP method of a usual request with this verb, or `undefined` for a verb that no request has. */
export const methodOfVerb = (verb: string, isResourceRequest: boolean): string | undefined =>
  isResourceRequest ? METHODS[verb] : verb === '' ? undefined : verb.toUpperCase();

/**
 * A request that has these attributes, or `undefined` where no request does, such as a get without a name. The version is
 * the preferred one where the attributes name none.
 */
export function urlOf(attributes: RequestAttributes, kubernetes: KubernetesMinor = NEWEST_KUBERNETES): MethodAndUrl | undefined {
  const method = methodOfVerb(attributes.verb, attributes.isResourceRequest);
  if (method === undefined) return undefined;
  const url = attributes.isResourceRequest ? resourceUrl(attributes, kubernetes) : escapePath(attributes.path);
  const found = attributesOf({ method, url, user: null });
  const keys = ['isResourceRequest', 'verb', 'apiGroup', 'resource', 'subresource', 'namespace', 'name'] as const;
  const same = !('error' in found) && keys.every(key => found[key] === attributes[key]);
  return same ? { method, url } : undefined;
}

function resourceUrl(
  { verb, apiGroup, apiVersion, resource, subresource, namespace, name }: RequestAttributes,
  kubernetes: KubernetesMinor,
): string {
  const version = apiVersion || findResource(apiTable(kubernetes), apiGroup, resource)?.versions[0] || 'v1';
  const prefix = apiGroup === '' ? ['api', version] : ['apis', apiGroup, version];
  const legacy = verb === 'proxy' ? ['proxy'] : [];
  // One Namespace object is addressed by the namespace part alone.
  const scope = namespace === '' || (resource === 'namespaces' && namespace === name) ? [] : ['namespaces', namespace];
  const bySelector = (verb === 'list' || verb === 'watch') && name !== '' && subresource === '';
  const object = name === '' || bySelector ? [] : [name];
  const path = [...prefix, ...legacy, ...scope, resource, ...object, ...(subresource === '' ? [] : [subresource])];
  const query = [
    ...(bySelector ? [`fieldSelector=${encodeURIComponent(`metadata.name=${escapeValue(name)}`)}`] : []),
    ...(verb === 'watch' ? ['watch=true'] : []),
  ];
  return `/${path.map(segment => encodeURIComponent(segment).replaceAll('%3A', ':')).join('/')}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** Escapes a value of a field selector. */
const escapeValue = (value: string): string => value.replace(/[\\,=]/g, '\\$&');

const escapePath = (path: string): string => path.replace(/[%?\0-\x20\x7f]/g, encodeURIComponent);
