/** The parts of a request URI that kube-apiserver derives attributes from. */
export interface RequestTarget {
  /** Percent-decoded, dots and double slashes left as they are. */
  readonly path: string;
  /** Raw text after the first `?`, empty without one. */
  readonly query: string;
}

const SLASH = 0x2f;
const PERCENT = 0x25;
const QUESTION_MARK = 0x3f;
const DELETE = 0x7f;

/**
 * Splits a request URI as Go's HTTP server does (`net/url.ParseRequestURI`): origin form, absolute form or `*`.
 * A `#` belongs to the path or the query. The error carries Go's words.
 */
export function parseRequestUri(uri: string): RequestTarget | { readonly error: string } {
  let queryAt = -1;
  let escaped = false;
  for (let at = 0; at < uri.length; at++) {
    const code = uri.charCodeAt(at);
    if (code < 0x20 || code === DELETE) return failure(uri, 'net/url: invalid control character in URL');
    if (queryAt >= 0) continue;
    if (code === QUESTION_MARK) queryAt = at;
    else if (code === PERCENT) escaped = true;
  }
  const query = queryAt < 0 ? '' : uri.slice(queryAt + 1);
  const rest = queryAt < 0 ? uri : uri.slice(0, queryAt);
  if (uri.charCodeAt(0) !== SLASH) return parseAbsolute(uri, rest, query);
  if (!escaped) return { path: rest, query };
  return withPath(uri, rest, query);
}

function parseAbsolute(uri: string, rest: string, query: string): RequestTarget | { readonly error: string } {
  if (uri === '') return failure(uri, 'empty url');
  if (uri === '*') return { path: '*', query: '' };
  if (uri.startsWith(':')) return failure(uri, 'missing protocol scheme');
  const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(uri)?.[1];
  if (scheme === undefined) return failure(uri, 'invalid URI for request');
  const afterScheme = rest.slice(scheme.length + 1);
  if (!afterScheme.startsWith('/')) return { path: '', query };
  if (!afterScheme.startsWith('//')) return withPath(uri, afterScheme, query);
  const pathAt = afterScheme.indexOf('/', 2);
  const authority = pathAt < 0 ? afterScheme.slice(2) : afterScheme.slice(2, pathAt);
  const wrong = authorityProblem(authority);
  if (wrong) return failure(uri, wrong);
  return withPath(uri, pathAt < 0 ? '' : afterScheme.slice(pathAt), query);
}

/** What Go finds wrong with user, host and port of an absolute URI, or `undefined`. */
function authorityProblem(authority: string): string | undefined {
  const hostAt = authority.lastIndexOf('@') + 1;
  const user = authority.slice(0, Math.max(0, hostAt - 1));
  const host = authority.slice(hostAt);
  if (BAD_ESCAPE.test(user) || !/^[A-Za-z0-9\-._:~!$&'()*+,;=%@]*$/.test(user)) return 'net/url: invalid userinfo';
  if (host.includes('[')) return /^\[[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%25[^\]]+)?\](?::\d*)?$/.test(host) ? undefined : 'invalid IP-literal';
  const port = host.includes(':') ? host.slice(host.indexOf(':')) : '';
  if (!/^(?::\d*)?$/.test(port)) return `invalid port ${JSON.stringify(port)} after host`;
  if (/%(?![89A-Fa-f][0-9A-Fa-f]|25)/.test(host)) return 'invalid URL escape in host name';
  const strange = /[ #?\\^`{|}]/.exec(host);
  return strange ? `invalid character ${JSON.stringify(strange[0])} in host name` : undefined;
}

function withPath(uri: string, rawPath: string, query: string): RequestTarget | { readonly error: string } {
  const path = decodePercent(rawPath);
  return path === undefined ? failure(uri, `invalid URL escape ${JSON.stringify(badEscape(rawPath))}`) : { path, query };
}

const failure = (uri: string, cause: string): { readonly error: string } => ({ error: `parse ${JSON.stringify(uri)}: ${cause}` });

/** Decodes one part of a query, where `+` is a space; `undefined` for an escape without two hexadecimal digits. */
export function unescapeQuery(text: string): string | undefined {
  return text.includes('+') ? decodePercent(text.replaceAll('+', ' ')) : decodePercent(text);
}

/**
 * The first value of a query parameter in a request URI, read as Go's `url.ParseQuery` does: a part with `;` or a bad escape
 * is dropped. `undefined` where there is none.
 */
export function firstQueryValue(uri: string, name: string): string | undefined {
  const queryAt = uri.indexOf('?');
  if (queryAt < 0) return undefined;
  for (const part of uri.slice(queryAt + 1).split('&')) {
    if (part === '' || part.includes(';')) continue;
    const equals = part.indexOf('=');
    const value = equals < 0 ? '' : unescapeQuery(part.slice(equals + 1));
    if (value !== undefined && unescapeQuery(equals < 0 ? part : part.slice(0, equals)) === name) return value;
  }
  return undefined;
}

const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;

const badEscape = (text: string): string => text.slice(text.search(BAD_ESCAPE)).slice(0, 3);

function decodePercent(text: string): string | undefined {
  if (!text.includes('%')) return text;
  if (BAD_ESCAPE.test(text)) return undefined;
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeBytes(text);
  }
}

/** Escapes that are not UTF-8: Go keeps the bytes and its JSON shows each as U+FFFD, so do we. */
function decodeBytes(text: string): string {
  const decodeRun = (run: string): string => {
    let decoded = '';
    for (let at = 0; at < run.length; ) {
      let length = 4;
      let character: string | undefined;
      for (; length > 0 && character === undefined; length--) character = decodeCharacter(run.slice(at, at + 3 * length));
      decoded += character ?? '\ufffd';
      at += character === undefined ? 3 : 3 * (length + 1);
    }
    return decoded;
  };
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, decodeRun);
}

function decodeCharacter(escapes: string): string | undefined {
  try {
    const decoded = decodeURIComponent(escapes);
    return [...decoded].length === 1 ? decoded : undefined;
  } catch {
    return undefined;
  }
}
