import { type FunctionRow, functionsOf } from '../function-table.ts';

const PLACE = 'NULL where the address is no single address, or the database does not know it.';
const CITY = 'On the opened log this needs a city database (setting `auditscope.query.cityDatabase`); without one it is NULL.';

const looksUp = (name: string, meaning: string, note: string, example?: readonly [string, string]): FunctionRow => ({
  signatures: [`${name}(ip varchar) → varchar`],
  meaning,
  note,
  ...(example && { example }),
  only: 'local',
});
const inLanguage = (name: string, meaning: string, note: string): FunctionRow => ({
  signatures: [`${name}(ip varchar, [language varchar]) → varchar`],
  meaning,
  note,
  only: 'local',
});

/** Section 5.11 of the reference. */
export const IP_FUNCTIONS = functionsOf('ip', [
  looksUp(
    'ip_to_domain',
    'Whether an address is private (`intranet`) or public (`internet`).',
    'NULL for a text that is no single address.',
    ["ip_to_domain('10.0.0.8')", 'intranet'],
  ),
  inLanguage('ip_to_country', "Name of the country of an address; in Chinese, with `'en'` in English.", PLACE),
  looksUp('ip_to_country_code', 'Code of the country of an address, like `CN`.', PLACE),
  inLanguage('ip_to_province', "Name of the province of an address; in Chinese, with `'en'` in English.", CITY),
  inLanguage('ip_to_city', "Name of the city of an address; in Chinese, with `'en'` in English.", CITY),
  looksUp('ip_to_city_geo', 'Latitude and longitude of the city of an address, `"lat,lon"`.', CITY),
  looksUp('ip_to_geo', 'Latitude and longitude of an address, `"lat,lon"`.', CITY),
  looksUp(
    'ip_to_provider',
    'The carrier that an address belongs to.',
    'On the opened log this needs a database of networks (setting `auditscope.query.networkDatabase`); without one it is NULL.',
  ),
  {
    signatures: ['ip_prefix(ip varchar, bits bigint) → varchar'],
    meaning: 'The network of so many bits that an address lies in.',
    example: ["ip_prefix('192.168.1.77', 24)", '192.168.1.0/24'],
  },
  {
    signatures: ['is_subnet_of(network varchar, ip varchar) → boolean'],
    meaning: 'Whether an address lies in a network. The network comes first.',
    example: ["is_subnet_of('10.0.0.0/8', '10.1.2.3')", 'true'],
    note: 'Bits beyond the prefix do not count. An IPv6 address lies in no IPv4 network.',
  },
  {
    signatures: ['is_prefix_subnet_of(network varchar, inner varchar) → boolean'],
    meaning: 'Whether a network lies in another one. The outer network comes first.',
    example: ["is_prefix_subnet_of('192.168.0.0/16', '192.168.1.0/24')", 'true'],
  },
  {
    signatures: ['ip_subnet_min(network varchar) → varchar'],
    meaning: 'The lowest address of a network.',
    example: ["ip_subnet_min('192.168.1.9/24')", '192.168.1.0'],
  },
  {
    signatures: ['ip_subnet_max(network varchar) → varchar'],
    meaning: 'The highest address of a network.',
    example: ["ip_subnet_max('192.168.1.9/24')", '192.168.1.255'],
  },
  {
    signatures: ['ip_subnet_range(network varchar) → array(varchar)'],
    meaning: 'The lowest and the highest address of a network.',
    example: ["ip_subnet_range('192.168.1.9/24')", '["192.168.1.0","192.168.1.255"]'],
  },
  looksUp(
    'ipv6_to_domain',
    'Whether an IPv6 address is private (`intranet`) or public (`internet`).',
    'NULL for a text that is no single address.',
    ["ipv6_to_domain('fd00::5')", 'intranet'],
  ),
  inLanguage('ipv6_to_country', "Name of the country of an IPv6 address; in Chinese, with `'en'` in English.", PLACE),
  looksUp('ipv6_to_country_code', 'Code of the country of an IPv6 address, like `CN`.', PLACE),
  inLanguage('ipv6_to_province', "Name of the province of an IPv6 address; in Chinese, with `'en'` in English.", CITY),
  looksUp('ipv6_to_province_code', 'Code of the province of an IPv6 address.', CITY),
  inLanguage('ipv6_to_city', "Name of the city of an IPv6 address; in Chinese, with `'en'` in English.", CITY),
  looksUp('ipv6_to_city_code', 'Code of the city of an IPv6 address.', CITY),
  looksUp('ipv6_to_city_geo', 'Latitude and longitude of the city of an IPv6 address, `"lat,lon"`.', CITY),
  looksUp('ipv6_to_geo', 'Latitude and longitude of an IPv6 address, `"lat,lon"`.', CITY),
  looksUp(
    'ipv6_to_provider',
    'The carrier that an IPv6 address belongs to.',
    'On the opened log this needs a database of networks (setting `auditscope.query.networkDatabase`); without one it is NULL.',
  ),
]);

const LIST = 'On the opened log the list is your own (setting `auditscope.query.securityLists`); without one nothing is listed.';

/** Section 5.12 of the reference. */
export const SECURITY_FUNCTIONS = functionsOf('security', [
  {
    signatures: ['security_check_ip(ip varchar) → bigint'],
    meaning: '1 when an address is listed as dangerous, else 0.',
    example: ["security_check_ip('203.0.113.7')", '0'],
    note: LIST,
    only: 'local',
  },
  {
    signatures: ['security_check_domain(name varchar) → bigint'],
    meaning: '1 when a domain name is listed as dangerous, else 0.',
    example: ["security_check_domain('example.com')", '0'],
    note: LIST,
    only: 'local',
  },
  {
    signatures: ['security_check_url(url varchar) → bigint'],
    meaning: '1 when a URL is listed as dangerous, else 0.',
    example: ["security_check_url('https://example.com/')", '0'],
    note: LIST,
    only: 'local',
  },
]);
