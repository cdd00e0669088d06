import type { CallEmitter } from '../call-site.ts';
import { callFunction, failure } from '../emission.ts';

const binary = (site: Parameters<CallEmitter>[0], index: number): string =>
  site.type(index).kind === 'varchar' ? `encode(${site.arg(index)})` : site.arg(index);

/** Digests come as hexadecimal text from DuckDB. */
const digest =
  (name: string): CallEmitter =>
  site =>
    `unhex(${name}(${binary(site, 0)}))`;

const padded = (text: string): string => `rpad(${text}, CAST((length(${text}) + 3) // 4 * 4 AS INTEGER), '=')`;

export const BINARY: Readonly<Record<string, CallEmitter>> = {
  to_hex: site => `hex(${binary(site, 0)})`,
  from_hex: site =>
    `CASE WHEN length(${site.arg(0)}) % 2 = 1 THEN ${failure(site.e, 'from_hex reads two digits for each byte.', 'BLOB')} ELSE unhex(${site.arg(0)}) END`,
  to_base64: site => `to_base64(${binary(site, 0)})`,
  from_base64: site => `from_base64(${padded(site.arg(0))})`,
  to_base64url: site => `translate(to_base64(${binary(site, 0)}), '+/', '-_')`,
  from_base64url: site =>
    `CASE WHEN regexp_matches(${site.arg(0)}, '[+/]') THEN ${failure(site.e, 'from_base64url reads - and _ in the place of + and /.', 'BLOB')} ELSE from_base64(${padded(`translate(${site.arg(0)}, '-_', '+/')`)}) END`,
  base64_encode: site => `to_base64(${binary(site, 0)})`,
  base64_decode: site => `decode(from_base64(${site.arg(0)}))`,
  md5: digest('md5'),
  sha1: digest('sha1'),
  sha256: digest('sha256'),
  sha512: site => `unhex(${callFunction(site.e, 'sls_sha512', `hex(${binary(site, 0)})`)})`,
  xxhash64: site => `unhex(${callFunction(site.e, 'sls_xxhash64', `hex(${binary(site, 0)})`)})`,
  to_big_endian_64: site => `unhex(${callFunction(site.e, 'sls_to_big_endian', site.arg(0))})`,
  from_big_endian_64: site => callFunction(site.e, 'sls_from_big_endian', `hex(${site.arg(0)})`),
};
