import type { CallEmitter } from '../call-site.ts';
import { callFunction, literalText } from '../emission.ts';
import { literal } from '../sql-text.ts';

/** Usual addresses, which need no decoding and are well formed: a path, or with a host before it. */
const USUAL = literal(`(?:[A-Za-z][A-Za-z0-9+.-]*:/)?/[A-Za-z0-9/._~:@!$&'()*,;=?-]*`);

/** A part of usual addresses by a pattern, of all others by the function. */
const either = (x: string, pattern: string, otherwise: string): string =>
  `CASE WHEN regexp_full_match(${x}, ${USUAL}) THEN ${pattern} ELSE ${otherwise} END`;

const part =
  (name: string): CallEmitter =>
  site =>
    callFunction(site.e, 'sls_url_part', site.arg(0), literal(name));

/** Parts that audit events are asked for row by row. */
const quickPart =
  (name: string, pattern: string): CallEmitter =>
  site =>
    either(site.arg(0), `regexp_extract(${site.arg(0)}, ${literal(pattern)}, 1)`, part(name)(site));

/** The first parameter of the name; one without a value is empty. */
const parameter: CallEmitter = site => {
  const asked = callFunction(site.e, 'sls_url_parameter', ...site.args());
  const name = literalText(site.node(1));
  if (name === undefined || !/^\w+$/.test(name)) return asked;
  const x = site.arg(0);
  const value = `regexp_extract_all(${x}, ${literal(String.raw`^[^?]*\?(?:[^&]*&)*?${name}(=[^&]*|)(?:&|$)`)}, 1)[1]`;
  return either(x, `CASE WHEN contains(${x}, ${literal(name)}) THEN substr(${value}, 2) END`, asked);
};

export const URLS: Readonly<Record<string, CallEmitter>> = {
  url_extract_fragment: part('fragment'),
  url_extract_host: part('host'),
  url_extract_path: quickPart('path', '^(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?://[^/?]*)?([^?]*)'),
  url_extract_protocol: part('protocol'),
  url_extract_query: quickPart('query', String.raw`^[^?]*\?(.*)`),
  url_extract_port: site => `CAST(${callFunction(site.e, 'sls_url_part', site.arg(0), `'port'`)} AS BIGINT)`,
  url_extract_parameter: parameter,
  url_encode: site => callFunction(site.e, 'sls_url_encode', site.arg(0)),
  url_decode: site =>
    `CASE WHEN contains(${site.arg(0)}, '%') THEN ${callFunction(site.e, 'sls_url_decode', site.arg(0))} ELSE replace(${site.arg(0)}, '+', ' ') END`,
};
