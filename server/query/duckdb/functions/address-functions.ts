import { countryName } from './country-name.ts';
import { cidrOf, domainOf, formatAddress, type IpNetwork, parseAddress, within, withoutZone } from './ip-address.ts';
import { type SqlFunction, sqlFunction } from './sql-function.ts';

/** What the entries of a security list of the user's may be. */
export const LIST_KINDS = ['ip', 'domain', 'url'] as const;
export type ListKind = (typeof LIST_KINDS)[number];

/** What is known of addresses outside of them: databases and lists that the user gave. */
export interface AddressKnowledge {
  /** ISO code, `CN`; null where unknown. */
  readonly country?: (address: string) => string | null;
  readonly city?: (address: string) => CityOf | null;
  /** Who runs the network. */
  readonly asn?: (address: string) => string | null;
  /** Whether an address, a domain or a URL is on the user's list of that kind. */
  readonly listed?: (kind: ListKind, value: string) => boolean;
}

export interface CityOf {
  readonly province?: string;
  readonly city?: string;
  readonly provinceCode?: string;
  readonly cityCode?: string;
  readonly latitude?: number;
  readonly longitude?: number;
  readonly cityLatitude?: number;
  readonly cityLongitude?: number;
}

export function addressFunctions(known: AddressKnowledge = {}): readonly SqlFunction[] {
  /** NULL for what is no address and for private ones, which have no place. */
  const outside = (text: string): string | null => (domainOf(text) === 'internet' ? withoutZone(text) : null);
  const country = (text: string): string | null => {
    const address = outside(text);
    return address === null ? null : (known.country?.(address) ?? null);
  };
  const city = (text: string): CityOf | null => {
    const address = outside(text);
    return address === null ? null : (known.city?.(address) ?? null);
  };
  let last: { readonly text: string; readonly network: IpNetwork } | undefined;
  /** A network is mostly written once and asked for in every row. */
  const networkOf = (text: string): IpNetwork => {
    if (last?.text !== text) last = { text, network: cidrOf(text) };
    return last.network;
  };
  const geo = (latitude: number | undefined, longitude: number | undefined): string | null =>
    latitude === undefined || longitude === undefined ? null : `${latitude},${longitude}`;
  const listed = (kind: ListKind) =>
    sqlFunction(`sls_security_check_${kind}`, ['VARCHAR'], 'BIGINT', value => (known.listed?.(kind, value) ? 1n : 0n));
  return [
    sqlFunction('sls_ip_to_domain', ['VARCHAR'], 'VARCHAR', text => domainOf(text) ?? null),
    sqlFunction('sls_ip_to_country', ['VARCHAR', 'VARCHAR'], 'VARCHAR', (text, language) => {
      const code = country(text);
      return code === null ? null : countryName(code, language === 'en' ? 'en' : 'zh');
    }),
    sqlFunction('sls_ip_to_country_code', ['VARCHAR'], 'VARCHAR', country),
    sqlFunction('sls_ip_to_province', ['VARCHAR', 'VARCHAR'], 'VARCHAR', text => city(text)?.province ?? null),
    sqlFunction('sls_ip_to_city', ['VARCHAR', 'VARCHAR'], 'VARCHAR', text => city(text)?.city ?? null),
    sqlFunction('sls_ip_to_province_code', ['VARCHAR'], 'VARCHAR', text => city(text)?.provinceCode ?? null),
    sqlFunction('sls_ip_to_city_code', ['VARCHAR'], 'VARCHAR', text => city(text)?.cityCode ?? null),
    sqlFunction('sls_ip_to_city_geo', ['VARCHAR'], 'VARCHAR', text =>
      geo(city(text)?.cityLatitude ?? city(text)?.latitude, city(text)?.cityLongitude ?? city(text)?.longitude),
    ),
    sqlFunction('sls_ip_to_geo', ['VARCHAR'], 'VARCHAR', text => geo(city(text)?.latitude, city(text)?.longitude)),
    sqlFunction('sls_ip_to_provider', ['VARCHAR'], 'VARCHAR', text => {
      const address = outside(text);
      return address === null ? null : (known.asn?.(address) ?? null);
    }),
    sqlFunction('sls_ip_prefix', ['VARCHAR', 'BIGINT'], 'VARCHAR', (text, bits) => {
      const { low, bits: kept, version } = cidrOf(`${text}/${bits}`);
      return `${formatAddress(low, version)}/${kept}`;
    }),
    sqlFunction('sls_is_subnet_of', ['VARCHAR', 'VARCHAR'], 'BOOLEAN', (network, text) => {
      const cidr = networkOf(network);
      const parsed = parseAddress(text);
      if (!parsed) throw new Error(`'${text}' is no IP address; try(is_subnet_of(…)) gives NULL instead.`);
      return within(cidr, parsed);
    }),
    sqlFunction('sls_is_prefix_subnet_of', ['VARCHAR', 'VARCHAR'], 'BOOLEAN', (outer, inner) => {
      const [a, b] = [cidrOf(outer), cidrOf(inner)];
      return a.version === b.version && a.bits <= b.bits && within(a, { value: b.low, version: b.version });
    }),
    sqlFunction('sls_ip_subnet_min', ['VARCHAR'], 'VARCHAR', network => {
      const { low, version } = cidrOf(network);
      return formatAddress(low, version);
    }),
    sqlFunction('sls_ip_subnet_max', ['VARCHAR'], 'VARCHAR', network => {
      const { high, version } = cidrOf(network);
      return formatAddress(high, version);
    }),
    ...LIST_KINDS.map(listed),
  ];
}
