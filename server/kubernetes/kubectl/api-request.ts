import type { ResourceType } from './resource-type.ts';

/** One request that kubectl sends. */
export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path and query; what only the cluster or chance decides stands in angle brackets, such as `<uid>`. */
  readonly url: string;
  readonly hasBody?: true;
  /** When this request is sent, where that depends on the cluster. */
  readonly note?: string;
  /** Sent in the place of others or beside them, where the cluster is not in its usual state; the note says when. */
  readonly unusual?: true;
}

/** The objects of one resource, in one namespace or (namespace empty) in all. */
export interface Collection {
  readonly type: ResourceType;
  readonly namespace: string;
}

/** One object. */
export interface ApiObject extends Collection {
  readonly name: string;
}

/** Query parameters; those without a value are left out, several values repeat the parameter. */
export type Query = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Reads one object, or its subresource. */
export const get = (object: ApiObject, query: Query = {}, subresource = ''): ApiRequest => ({
  method: 'GET',
  url: withQuery(objectPath(object, subresource), query),
});

export const list = (collection: Collection, query: Query = {}): ApiRequest => ({
  method: 'GET',
  url: withQuery(collectionPath(collection), query),
});

/** Follows one object until a condition holds, as waiting commands do; kubectl draws the time limit from 300 to 600 s. */
export const watchUntil = (object: ApiObject, query: Query = {}): ApiRequest =>
  list(object, {
    allowWatchBookmarks: 'true',
    fieldSelector: `metadata.name=${object.name}`,
    resourceVersionMatch: 'NotOlderThan',
    sendInitialEvents: 'true',
    timeoutSeconds: '300',
    watch: 'true',
    ...query,
  });

export const create = (collection: Collection, query: Query = {}): ApiRequest => ({
  method: 'POST',
  url: withQuery(collectionPath(collection), query),
  hasBody: true,
});

/** Posts to a subresource of an object, such as an eviction. */
export const act = (object: ApiObject, subresource: string, query: Query = {}): ApiRequest => ({
  method: 'POST',
  url: withQuery(objectPath(object, subresource), query),
  hasBody: true,
});

export const update = (object: ApiObject, query: Query = {}, subresource = ''): ApiRequest => ({
  method: 'PUT',
  url: withQuery(objectPath(object, subresource), query),
  hasBody: true,
});

export const patch = (object: ApiObject, query: Query = {}, subresource = ''): ApiRequest => ({
  method: 'PATCH',
  url: withQuery(objectPath(object, subresource), query),
  hasBody: true,
});

/** Deletes one object; kubectl sends DeleteOptions as body. */
export const remove = (object: ApiObject): ApiRequest => ({ method: 'DELETE', url: objectPath(object, ''), hasBody: true });

/** The request with a note on when it is sent. */
export const noted = (request: ApiRequest, note: string): ApiRequest => ({ ...request, note });

/** A request that is sent only where the cluster is not in its usual state. */
export const unusually = (request: ApiRequest, note: string): ApiRequest => ({ ...request, note, unusual: true });

function collectionPath({ type, namespace }: Collection): string {
  const prefix = type.group === '' ? `/api/${type.version}` : `/apis/${type.group}/${type.version}`;
  const scope = type.namespaced && namespace !== '' ? `/namespaces/${escapePath(namespace)}` : '';
  return `${prefix}${scope}/${type.resource}`;
}

const objectPath = (object: ApiObject, subresource: string): string =>
  `${collectionPath(object)}/${escapePath(object.name)}${subresource === '' ? '' : `/${subresource}`}`;

/** Appends a query as Go's `url.Values.Encode` writes it: sorted by name. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, value]) => (value === undefined ? [] : [value].flat().map(text => `${escapeQuery(name)}=${escapeQuery(text)}`)));
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

const PLACEHOLDER = /%3C([A-Za-z]+)%3E/g;

const escapeAll = (text: string): string =>
  encodeURIComponent(text)
    .replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(PLACEHOLDER, '<$1>');

const escapeQuery = (text: string): string => escapeAll(text).replaceAll('%20', '+');

const escapePath = (text: string): string => escapeAll(text).replace(/%(?:3A|40|24|26|2B|3D)/g, decodeURIComponent);
