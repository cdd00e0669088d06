import { unescapeQuery } from '../request-uri.ts';
import { type ApiRequest, withQuery } from './api-request.ts';
import { fail } from './failure.ts';

/** The request of `--raw PATH`: exactly that path, its query written in kubectl's order. */
export function rawRequest(method: 'GET' | 'POST' | 'PUT' | 'DELETE', raw: string): ApiRequest {
  const queryAt = raw.indexOf('?');
  const path = queryAt < 0 ? raw : raw.slice(0, queryAt);
  if (!path.startsWith('/')) return fail(`--raw needs a path that begins with /, not "${raw}"`);
  const query: Record<string, string[]> = {};
  for (const part of queryAt < 0 ? [] : raw.slice(queryAt + 1).split('&')) {
    const equals = part.indexOf('=');
    const name = unescapeQuery(equals < 0 ? part : part.slice(0, equals));
    const value = equals < 0 ? '' : unescapeQuery(part.slice(equals + 1));
    if (name && value !== undefined) query[name] = [...(query[name] ?? []), value];
  }
  const url = withQuery(path, query);
  return method === 'GET' ? { method, url } : { method, url, hasBody: true };
}
