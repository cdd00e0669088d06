import { callFunction } from '../emission.ts';
import type { CallEmitter } from '../emit-call.ts';
import { literal } from '../sql-text.ts';

const part =
  (name: string): CallEmitter =>
  site =>
    callFunction(site.e, 'sls_url_part', site.arg(0), literal(name));

export const URLS: Readonly<Record<string, CallEmitter>> = {
  url_extract_fragment: part('fragment'),
  url_extract_host: part('host'),
  url_extract_path: part('path'),
  url_extract_protocol: part('protocol'),
  url_extract_query: part('query'),
  url_extract_port: site => `CAST(${callFunction(site.e, 'sls_url_part', site.arg(0), `'port'`)} AS BIGINT)`,
  url_extract_parameter: site => callFunction(site.e, 'sls_url_parameter', ...site.args()),
  url_encode: site => callFunction(site.e, 'sls_url_encode', site.arg(0)),
  url_decode: site =>
    `CASE WHEN contains(${site.arg(0)}, '%') THEN ${callFunction(site.e, 'sls_url_decode', site.arg(0))} ELSE replace(${site.arg(0)}, '+', ' ') END`,
};
