import { type SqlFunction, sqlFunction } from './sql-function.ts';

/** Parts of a URI as RFC 2396 cuts it. */
const PARTS = /^(?:([A-Za-z][A-Za-z0-9+.-]*):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#(.*))?$/s;
/** Characters that no URI has, and a percent sign without two digits. */
const ILLEGAL = /[\s\p{Cc}"<>\\^`{|}]|%(?![0-9a-fA-F]{2})|#.*#/su;

/** A name of a host, an address, or one between brackets; an authority of another kind tells no host. */
const HOST = new RegExp(
  (() => {
    const label = '[A-Za-z\\d](?:[A-Za-z\\d-]*[A-Za-z\\d])?';
    const byte = '(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)';
    return `^(?:${label}|(?:${label}\\.)+(?=[A-Za-z])${label}\\.?|${byte}(?:\\.${byte}){3}|\\[[^\\]]*\\])$`;
  })(),
);

interface UriParts {
  readonly protocol: string | undefined;
  readonly authority: string | undefined;
  readonly path: string;
  readonly query: string | undefined;
  readonly fragment: string | undefined;
}

function readUri(text: string): UriParts | undefined {
  if (ILLEGAL.test(text)) return undefined;
  const found = PARTS.exec(text);
  if (!found) return undefined;
  const [, protocol, authority, path = '', query, fragment] = found;
  if (protocol === undefined && authority === undefined && /^[^/]*:/.test(path)) return undefined;
  // what does not begin with a slash behind the protocol has no parts: mailto:a@b
  if (protocol !== undefined && authority === undefined && !path.startsWith('/'))
    return path === '' && query === undefined ? undefined : { protocol, authority, path: '', query: undefined, fragment };
  return { protocol, authority, path, query, fragment };
}

/** Broken sequences become replacement characters, as Java reads them. */
function decode(text: string): string {
  return text.replaceAll('+', ' ').replaceAll(/(?:%[0-9a-fA-F]{2})+/g, escapes => {
    const bytes = Uint8Array.from(escapes.slice(1).split('%'), h => Number.parseInt(h, 16));
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  });
}

function partOf(text: string, part: string): string | null {
  const uri = readUri(text);
  if (!uri) return null;
  const [, named, told] = /^(?:[^@]*@)?(\[[^\]]*\]|[^:]*)(?::(\d*))?$/.exec(uri.authority ?? '') ?? [];
  const [host, port] = HOST.test(named ?? '') ? [named, told] : [];
  switch (part) {
    case 'protocol':
      return uri.protocol ?? '';
    case 'host':
      return host ?? '';
    case 'port':
      return port === undefined || port === '' ? null : port;
    case 'path':
      return decode(uri.path.replaceAll('+', '%2B'));
    case 'query':
      return decode((uri.query ?? '').replaceAll('+', '%2B'));
    default:
      return decode((uri.fragment ?? '').replaceAll('+', '%2B'));
  }
}

export const URL_FUNCTIONS: readonly SqlFunction[] = [
  sqlFunction('sls_url_part', ['VARCHAR', 'VARCHAR'], 'VARCHAR', partOf),
  sqlFunction('sls_url_parameter', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (text, name) => {
    const query = readUri(text)?.query;
    if (query === undefined) return null;
    for (const pair of query.split('&')) {
      const [key = '', ...rest] = pair.split('=');
      if (decode(key) === name) return decode(rest.join('='));
    }
    return null;
  }),
  sqlFunction('sls_url_encode', ['VARCHAR'], 'VARCHAR', text =>
    encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD'))
      .replaceAll('%20', '+')
      .replaceAll(/[!'()~]/g, c => `%${c.charCodeAt(0).toString(16).toUpperCase()}`),
  ),
  sqlFunction('sls_url_decode', ['VARCHAR'], 'VARCHAR', text => {
    if (/%(?![0-9a-fA-F]{2})/.test(text)) throw new Error('url_decode cannot read a percent sign without two hexadecimal digits.');
    return decode(text);
  }),
];
