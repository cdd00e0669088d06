import { readFileSync } from 'node:fs';
import { type CountryResponse, Reader } from 'mmdb-lib';
import { countryName } from '../query/duckdb/functions/country-name.ts';
import { domainOf, withoutZone } from '../query/duckdb/functions/ip-address.ts';
import { literal } from '../query/duckdb/sql-text.ts';
import type { Lane } from './duckdb-session.ts';

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

const BATCH = 5000;

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
    const country = domain === 'internet' ? countryOf(withoutZone(address)) : null;
    const cells = [address, domain, country, country === null ? null : countryName(country)];
    return [`(${cells.map(text => (text === null ? 'NULL' : literal(text))).join(', ')})`];
  });
  for (let i = 0; i < known.length; i += BATCH) await lane.query(`INSERT INTO address VALUES ${known.slice(i, i + BATCH).join(', ')}`);
}
