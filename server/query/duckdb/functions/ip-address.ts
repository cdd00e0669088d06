/** An address as a number. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly value: bigint;
}

/** A network: its bits, its first and its last address. */
export interface IpNetwork {
  readonly version: 4 | 6;
  readonly bits: number;
  readonly low: bigint;
  readonly high: bigint;
}

const V4 = /^(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})\.(0|[1-9]\d{0,2})$/;

function parseV4(text: string): bigint | undefined {
  const found = V4.exec(text);
  if (!found) return undefined;
  let value = 0;
  for (let i = 1; i <= 4; i++) {
    const byte = Number(found[i]);
    if (byte > 255) return undefined;
    value = value * 256 + byte;
  }
  return BigInt(value);
}

/** An address without the zone behind `%`: `fe80::1` of `fe80::1%eth0`. */
export const withoutZone = (text: string): string => text.split('%', 1)[0]!;

/** Reads one address; undefined where the text is none. A zone behind `%` does not count, and an IPv4 address inside IPv6 is one of IPv4. */
export function parseAddress(text: string): IpAddress | undefined {
  const four = parseV4(text);
  if (four !== undefined) return { version: 4, value: four };
  const address = withoutZone(text);
  if (!address.includes(':') || /[^0-9a-fA-F:.]/.test(address)) return undefined;
  const tail = /:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  const low = tail === undefined ? undefined : parseV4(tail);
  if (tail !== undefined && low === undefined) return undefined;
  const hexTail = low === undefined ? '' : `${(low >> 16n).toString(16)}:${(low & 0xffffn).toString(16)}`;
  const groups = (tail === undefined ? address : address.slice(0, -tail.length) + hexTail).split('::');
  if (groups.length > 2) return undefined;
  const [head = [], rest = []] = groups.map(side => (side === '' ? [] : side.split(':')));
  const missing = 8 - head.length - rest.length;
  if (groups.length === 2 ? missing < 1 : missing !== 0) return undefined;
  const all = [...head, ...Array.from({ length: missing }, () => '0'), ...rest];
  if (!all.every(group => /^[0-9a-fA-F]{1,4}$/.test(group))) return undefined;
  const value = BigInt(`0x${all.map(group => group.padStart(4, '0')).join('')}`);
  return value >> 32n === 0xffffn ? { version: 4, value: value & 0xffffffffn } : { version: 6, value };
}

/** Reads `10.0.0.0/8`; bits of the address beyond the prefix do not count. Throws a sentence where it is none. */
export function cidrOf(text: string): IpNetwork {
  const [, address = '', bits = ''] = /^(.*)\/(\d{1,3})$/.exec(text.trim()) ?? [];
  const parsed = parseAddress(address);
  const size = parsed?.version === 6 ? 128 : 32;
  if (!parsed || Number(bits) > size) throw new Error(`'${text}' is no network: it is written 10.0.0.0/8.`);
  const free = BigInt(size - Number(bits));
  const low = (parsed.value >> free) << free;
  return { version: parsed.version, bits: Number(bits), low, high: low + (1n << free) - 1n };
}

export const within = (network: IpNetwork, { version, value }: IpAddress): boolean =>
  version === network.version && value >= network.low && value <= network.high;

/** Private, loopback, link-local and carrier networks, which have no place in the world. */
const INTRANET = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '::1/128',
  'fc00::/7',
  'fe80::/10',
].map(cidrOf);

const isIntranet = (address: IpAddress): boolean => INTRANET.some(network => within(network, address));

/** Where an address belongs; undefined where the text is none. */
export function domainOf(text: string): 'intranet' | 'internet' | undefined {
  const address = parseAddress(text);
  return address && (isIntranet(address) ? 'intranet' : 'internet');
}

/** The shortest usual form: of IPv6 the longest run of zeros is left out. */
export function formatAddress(value: bigint, version: 4 | 6): string {
  if (version === 4) return [24n, 16n, 8n, 0n].map(shift => (value >> shift) & 255n).join('.');
  const groups = value.toString(16).padStart(32, '0').match(/.{4}/g) ?? [];
  const short = groups.map(group => group.replace(/^0{1,3}/, ''));
  let [best, length] = [-1, 1];
  for (let i = 0; i < 8; i++) {
    let end = i;
    while (short[end] === '0') end++;
    if (end - i > length) [best, length] = [i, end - i];
  }
  return best < 0 ? short.join(':') : `${short.slice(0, best).join(':')}::${short.slice(best + length).join(':')}`;
}
