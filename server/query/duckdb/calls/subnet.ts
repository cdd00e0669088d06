import type { CallEmitter } from '../call-site.ts';
import { callFunction, literalText } from '../emission.ts';
import { cidrOf, type IpNetwork } from '../functions/ip-address.ts';

const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const V4 = `(?:${BYTE}\\.){3}${BYTE}`;

/** `is_subnet_of(network, address)`: numbers are compared where a network of IPv4 is written; whatever else an address may be, the function tells. */
export const isSubnetOf: CallEmitter = site => {
  const address = site.arg(1);
  const asked = callFunction(site.e, 'sls_is_subnet_of', site.arg(0), address);
  const network = networkOf(literalText(site.node(0)));
  if (network?.version !== 4) return asked;
  const number = [24, 16, 8, 0].map((bits, i) => `(CAST(split_part(${address}, '.', ${i + 1}) AS BIGINT) << ${bits})`).join(' + ');
  return `CASE WHEN regexp_full_match(${address}, '${V4}') THEN ${number} BETWEEN ${network.low} AND ${network.high} ELSE ${asked} END`;
};

/** The network that a text names; one that is wrong is told by the function when the query runs. */
function networkOf(text: string | undefined): IpNetwork | undefined {
  try {
    return text === undefined ? undefined : cidrOf(text);
  } catch {
    return undefined;
  }
}
