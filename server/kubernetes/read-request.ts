import { looksLikeCurl, requestOfCurl } from './curl-request.ts';
import { sampleOfHttp } from './http-sample.ts';
import { COMMAND_NAMES } from './kubectl/command-table.ts';
import { looksLikeKubectl } from './kubectl/command-words.ts';
import { nearest } from './nearest.ts';
import { REQUEST_FORMS, type ReadRequests, type RequestContext } from './request-context.ts';
import { requestsOfKubectl } from './request-object.ts';

export type { ReadRequests, RequestContext } from './request-context.ts';
export { requestFromObject } from './request-object.ts';

const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'CONNECT', 'TRACE']);

/**
 * Reads a request that is one line of text: an HTTP line (the method may be left out for GET), a kubectl or curl command line.
 * Requests written as objects are for `requestFromObject`.
 */
export function readRequests(text: string, context: RequestContext): ReadRequests {
  const trimmed = text.trim();
  if (trimmed === '') return { error: `no request is given; give ${REQUEST_FORMS}` };
  if (looksLikeKubectl(trimmed)) return requestsOfKubectl(trimmed, context);
  if (looksLikeCurl(trimmed)) return one(requestOfCurl(trimmed, context.user));
  const line = httpLine(trimmed);
  if (line && 'error' in line) return line;
  if (line) return one(sampleOfHttp({ ...line, user: context.user }));
  const [first = ''] = trimmed.split(/\s/);
  const hint = COMMAND_NAMES.includes(first) ? `; did you mean "kubectl ${shortened(trimmed)}"?` : `; give ${REQUEST_FORMS}`;
  return { error: `"${shortened(trimmed)}" is no request${hint}` };
}

const one = (result: ReturnType<typeof sampleOfHttp>): ReadRequests => ('error' in result ? result : { requests: [result] });

const shortened = (text: string): string => (text.length > 60 ? `${text.slice(0, 57)}…` : text);

type HttpLine = { readonly method: string; readonly url: string; readonly note?: string };

/** Method and URL of the first line; what follows (protocol, headers) is left aside. */
function httpLine(text: string): HttpLine | { readonly error: string } | undefined {
  const [first = '', second = ''] = (text.split('\n')[0] ?? '').trim().split(/\s+/);
  if (isUrl(first)) return { method: 'GET', url: first };
  const known = METHODS.has(first.toUpperCase());
  if (!known && !/^[A-Z]+$/.test(first)) return undefined;
  const method = known ? first.toUpperCase() : first;
  if (isUrl(second)) return { method, url: second, ...(!known && { note: unknownMethod(first) }) };
  if (first !== first.toUpperCase()) return undefined;
  if (second === '') return { error: `a path belongs after ${first}, such as /api/v1/namespaces/default/pods` };
  const hint = COMMAND_NAMES.includes(first.toLowerCase())
    ? `; did you mean "kubectl ${shortened(first.toLowerCase() + text.slice(first.length))}"?`
    : '';
  return { error: `the path after ${first} begins with "/", "${shortened(second)}" does not${hint}` };
}

function unknownMethod(method: string): string {
  const meant = nearest(method, METHODS);
  return `"${method}" is no HTTP method that Kubernetes knows${meant ? `; did you mean ${meant}?` : ''}`;
}

const isUrl = (word: string): boolean => word.startsWith('/') || /^https?:\/\//i.test(word);
