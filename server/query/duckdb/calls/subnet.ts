import type { CallEmitter } from '../call-site.ts';
import { callFunction, literalText } from '../emission.ts';
import { cidrOf, type IpNetwork } from '../functions/ip-address.ts';

const BYTE = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const V4 = `(?:${BYTE}\\.){3}${BYTE}`;

/** `is_subnet_of(network, address)`: bits are compared where a network of IPv4 is written; whatever else an address may be, the function tells. */
export const isSubnetOf: CallEmitter = site => {
  const address = site.arg(1);
  const asked = callFunction(site.e, 'sls_is_subnet_of', site.arg(0), address);
  const network = networkOf(literalText(site.node(0)));
  if (network?.version !== 4) return asked;
  return `CASE WHEN regexp_full_match(${address}, '${V4}') THEN ${begins(address, network)} ELSE ${asked} END`;
};

/** Whether an address of IPv4 begins with the bits of a network: as many of its bytes are read as those are in. */
function begins(address: string, { low, bits }: IpNetwork): string {
  if (bits === 0) return 'true';
  const bytes = Math.ceil(bits / 8);
  const parts = Array.from(
    { length: bytes },
    (_, i) => `(CAST(string_split(${address}, '.')[${i + 1}] AS BIGINT) << ${8 * (bytes - 1 - i)})`,
  );
  return `(${parts.join(' + ')}) >> ${8 * bytes - bits} = ${low >> BigInt(32 - bits)}`;
}

/** The network that a text names; one that is wrong is told by the function when the query runs. */
function networkOf(text: string | undefined): IpNetwork | undefined {
  try {
    return text === undefined ? undefined : cidrOf(text);
  } catch {
    return undefined;
  }
}
