import { existsSync, readFileSync } from 'node:fs';
import { type AsnResponse, type CityResponse, Reader, type Response } from 'mmdb-lib';
import type { AddressKnowledge, CityOf } from '../../query/duckdb/functions/address-functions.ts';
import { openCountries } from '../address-table.ts';
import { EngineError } from '../engine-error.ts';
import { LIST_KINDS, type ListKind, readSecurityLists } from './security-list.ts';

/** Files that tell of addresses; all but the first are the user's. */
export interface KnowledgeFiles {
  readonly countries: string;
  /** MaxMind databases of cities and of networks. */
  readonly cities?: string;
  readonly networks?: string;
  readonly lists?: Readonly<Partial<Record<ListKind, readonly string[]>>>;
}

export interface Knowledge {
  readonly known: AddressKnowledge;
  /** What a statement with these functions lacks, as sentences. */
  readonly lacks: (functions: readonly string[]) => readonly string[];
  /** What functions give that have nothing to look in, as SQL. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Opens databases and lists. Throws `EngineError` where a file of the user's cannot be read. */
export function openKnowledge({ countries, cities, networks, lists = {} }: KnowledgeFiles): Knowledge {
  const city = cities === undefined ? undefined : openDatabase<CityResponse>(cities, 'city');
  const network = networks === undefined ? undefined : openDatabase<AsnResponse>(networks, 'network');
  const listed = Object.fromEntries(
    LIST_KINDS.flatMap(kind => (lists[kind] && lists[kind].length > 0 ? [[kind, readSecurityLists(kind, lists[kind])] as const] : [])),
  );
  return {
    known: {
      country: openCountries(countries),
      ...(city && { city: address => placeOf(city.get(address)) }),
      ...(network && { asn: address => network.get(address)?.autonomous_system_organization ?? null }),
      listed: (kind, value) => listed[kind]?.(value) ?? false,
    },
    constants: new Map([
      ...(city ? [] : CITY_FUNCTIONS.map(name => [name, NOTHING] as const)),
      ...(network ? [] : [['sls_ip_to_provider', NOTHING] as const]),
      ...LIST_KINDS.flatMap(kind => (listed[kind] ? [] : [[`sls_security_check_${kind}`, 'CAST(0 AS BIGINT)'] as const])),
    ]),
    lacks: functions => [
      ...(!existsSync(countries) && asks(functions, /country/) ? ['The country database is missing: no address has a country.'] : []),
      ...(!city && asks(functions, /ip_to_(province|city|geo)/)
        ? [
            'No city database is set: provinces, cities and coordinates are NULL. Set one in MaxMind format by the setting or --city-database.',
          ]
        : []),
      ...(!network && asks(functions, /ip_to_provider/)
        ? ['No network database is set: providers are NULL. Set one in MaxMind format by the setting or --network-database.']
        : []),
      ...LIST_KINDS.flatMap(kind =>
        !listed[kind] && asks(functions, new RegExp(`security_check_${kind}$`))
          ? [
              `No security list of kind ${kind} is set: security_check_${kind} is 0 for everything. Set one by the setting or --security-list ${kind}=FILE.`,
            ]
          : [],
      ),
    ],
  };
}

const NOTHING = 'CAST(NULL AS VARCHAR)';

const CITY_FUNCTIONS = ['province', 'city', 'province_code', 'city_code', 'city_geo', 'geo'].map(fact => `sls_ip_to_${fact}`);

const asks = (functions: readonly string[], pattern: RegExp): boolean => functions.some(name => pattern.test(name));

function openDatabase<T extends Response>(file: string, kind: string): Reader<T> {
  try {
    return new Reader<T>(readFileSync(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new EngineError('unreadable', `the ${kind} database ${file} cannot be read (${code ?? message})`);
  }
}

function placeOf(found: CityResponse | null): CityOf | null {
  if (!found) return null;
  const [province] = found.subdivisions ?? [];
  const place = {
    province: province?.names.en,
    provinceCode: province?.iso_code,
    city: found.city?.names.en,
    cityCode: found.city?.geoname_id === undefined ? undefined : String(found.city.geoname_id),
    latitude: found.location?.latitude,
    longitude: found.location?.longitude,
  };
  return Object.fromEntries(Object.entries(place).filter(([, value]) => value !== undefined)) as CityOf;
}
