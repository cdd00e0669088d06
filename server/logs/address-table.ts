import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { type CountryResponse, Reader } from 'mmdb-lib';
import { literal } from '../query/duckdb/sql-text.ts';
import type { Lane } from './duckdb-session.ts';

const INTRANET = new BlockList();
for (const [network, bits] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['100.64.0.0', 10],
] as const)
  INTRANET.addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  INTRANET.addSubnet(network, bits, 'ipv6');

/** Where an address belongs: `intranet` for private, loopback and link-local networks; `undefined` where it is no address. */
export function domainOf(address: string): 'intranet' | 'internet' | undefined {
  const version = isIP(address);
  if (version === 0) return undefined;
  return INTRANET.check(address.split('%', 1)[0]!, version === 4 ? 'ipv4' : 'ipv6') ? 'intranet' : 'internet';
}

/** ISO code of the country of an address; `null` where the database does not know it. */
export type CountryOf = (address: string) => string | null;

/** Opens the country database; without the file no address has a country. */
export function openCountries(file: string): CountryOf {
  let reader: Reader<CountryResponse>;
  try {
    reader = new Reader<CountryResponse>(readFileSync(file));
  } catch {
    return () => null;
  }
  // this database keeps the code at the top, unlike others of the format
  return address => (reader.get(address) as { readonly country_code?: string } | null)?.country_code ?? null;
}

/** SLS names countries in Chinese where no language is asked for. */
const NAMES = new Intl.DisplayNames(['zh'], { type: 'region' });

function nameOf(country: string): string {
  try {
    return NAMES.of(country) ?? country;
  } catch {
    return country;
  }
}

const BATCH = 5000;

/** Functions over the first source address, named as SLS names them; they read the table that `fillAddresses` makes. */
const FUNCTIONS = `CREATE MACRO ip_to_domain(ip) AS (SELECT known.address_domain FROM address AS known WHERE known.address_text = ip);
CREATE MACRO ip_to_country_code(ip) AS (SELECT known.address_country FROM address AS known WHERE known.address_text = ip)`;

/** Classifies every address of the loaded log once. */
export async function fillAddresses(lane: Lane, countryOf: CountryOf): Promise<void> {
  await lane.query(
    'CREATE TABLE address (address_text VARCHAR, address_domain VARCHAR, address_country VARCHAR, address_country_name VARCHAR)',
  );
  const { rows } = await lane.query('SELECT DISTINCT sourceIP FROM line WHERE sourceIP IS NOT NULL AND is_event');
  const known = rows.flatMap(([cell]) => {
    const address = String(cell);
    const domain = domainOf(address);
    if (domain === undefined) return [];
    const country = domain === 'internet' ? countryOf(address.split('%', 1)[0]!) : null;
    const cells = [address, domain, country, country === null ? null : nameOf(country)];
    return [`(${cells.map(text => (text === null ? 'NULL' : literal(text))).join(', ')})`];
  });
  for (let i = 0; i < known.length; i += BATCH) await lane.query(`INSERT INTO address VALUES ${known.slice(i, i + BATCH).join(', ')}`);
  for (const statement of FUNCTIONS.split(';\n')) await lane.query(statement);
}
