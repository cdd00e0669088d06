import { looksLikeCurl, requestOfCurl } from './curl-request.ts';
import { sampleOfHttp } from './http-sample.ts';
import { COMMAND_NAMES } from './kubectl/command-table.ts';
import { looksLikeKubectl } from './kubectl/command-words.ts';
import { REQUEST_FORMS, type ReadRequests, type RequestContext } from './request-context.ts';
import { requestFromObject, requestsOfKubectl } from './request-object.ts';

export type { ReadRequests, RequestContext } from './request-context.ts';
export { requestFromObject } from './request-object.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']);

/**
 * Reads the one text a person gives for a request: an HTTP line (the method may be left out for GET), a kubectl or curl command
 * line, or a JSON object in any form of `requestFromObject`; YAML where the context can read it.
 */
export function readRequests(text: string, context: RequestContext): ReadRequests {
  const trimmed = text.trim();
  if (trimmed === '') return { error: `no request is given; give ${REQUEST_FORMS}` };
  if (looksLikeKubectl(trimmed)) return requestsOfKubectl(trimmed, context);
  if (looksLikeCurl(trimmed)) return one(requestOfCurl(trimmed, context.user));
  if (trimmed.startsWith('{')) return readJson(trimmed, context);
  const line = httpLine(trimmed);
  if (line) return one(sampleOfHttp({ ...line, user: context.user }));
  if (context.parseManifests && /^[\w.]+\s*:(?:\s|$)/.test(trimmed)) return readYaml(trimmed, context, context.parseManifests);
  const [first = ''] = trimmed.split(/\s/);
  const hint = COMMAND_NAMES.includes(first) ? `; did you mean "kubectl ${trimmed}"?` : '';
  return { error: `"${shortened(trimmed)}" is no request${hint || `; give ${REQUEST_FORMS}`}` };
}

const one = (result: ReturnType<typeof sampleOfHttp>): ReadRequests => ('error' in result ? result : { requests: [result] });

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** Method and URL of the first line; what follows (protocol, headers) is left aside. */
function httpLine(text: string): { readonly method: string; readonly url: string } | undefined {
  const [first = '', second] = (text.split('\n')[0] ?? '').trim().split(/\s+/);
  if (isUrl(first)) return { method: 'GET', url: first };
  const method = METHODS.has(first.toUpperCase()) ? first.toUpperCase() : /^[A-Z]+$/.test(first) ? first : undefined;
  return method !== undefined && second !== undefined && isUrl(second) ? { method, url: second } : undefined;
}

const isUrl = (word: string): boolean => word.startsWith('/') || /^https?:\/\//i.test(word);

function readJson(text: string, context: RequestContext): ReadRequests {
  try {
    return requestFromObject(JSON.parse(text) as unknown, context);
  } catch (error) {
    return { error: `the JSON cannot be read: ${messageOf(error)}` };
  }
}

function readYaml(text: string, context: RequestContext, parse: (text: string) => readonly unknown[]): ReadRequests {
  try {
    return requestFromObject(parse(text)[0], context);
  } catch (error) {
    return { error: `the YAML cannot be read: ${messageOf(error)}` };
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
