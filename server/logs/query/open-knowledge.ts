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
  /** What a reader is told to set where one of them is missing: a setting of the editor, or an option of the command. */
  readonly setBy?: { readonly cities: string; readonly networks: string; readonly lists: string };
}

export interface Knowledge {
  readonly known: AddressKnowledge;
  /** What a statement with these functions lacks, as sentences. */
  readonly lacks: (functions: readonly string[]) => readonly string[];
  /** What functions give that have nothing to look in, as SQL. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Opens databases and lists. Throws `EngineError` where a file of the user's cannot be read. */
export function openKnowledge({ countries, cities, networks, lists = {}, setBy }: KnowledgeFiles): Knowledge {
  const city = cities === undefined ? undefined : openDatabase<CityResponse>(cities, 'city', setBy?.cities);
  const network = networks === undefined ? undefined : openDatabase<AsnResponse>(networks, 'network', setBy?.networks);
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
        ? [`No city database is set: provinces, cities and coordinates are NULL.${advice('one in MaxMind format', setBy?.cities)}`]
        : []),
      ...(!network && asks(functions, /ip_to_provider/)
        ? [`No network database is set: providers are NULL.${advice('one in MaxMind format', setBy?.networks)}`]
        : []),
      ...LIST_KINDS.flatMap(kind =>
        !listed[kind] && asks(functions, new RegExp(`security_check_${kind}$`))
          ? [
              `No security list of kind ${kind} is set: security_check_${kind} is 0 for everything.${advice(`a text file with one ${ENTRIES[kind]} a line`, setBy?.lists)}`,
            ]
          : [],
      ),
    ],
  };
}

const NOTHING = 'CAST(NULL AS VARCHAR)';

const CITY_FUNCTIONS = ['province', 'city', 'province_code', 'city_code', 'city_geo', 'geo'].map(fact => `sls_ip_to_${fact}`);

const ENTRIES: Readonly<Record<ListKind, string>> = { ip: 'address or network', domain: 'domain', url: 'URL' };

const advice = (what: string, setBy: string | undefined): string => (setBy === undefined ? '' : ` Name ${what} by ${setBy}.`);

const asks = (functions: readonly string[], pattern: RegExp): boolean => functions.some(name => pattern.test(name));

function openDatabase<T extends Response>(file: string, kind: string, setBy: string | undefined): Reader<T> {
  try {
    return new Reader<T>(readFileSync(file));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : (code ?? message);
    const where = setBy === undefined ? '' : `; it is named by ${setBy}`;
    throw new EngineError('unreadable', `the ${kind} database ${file} cannot be read (${why})${where}`);
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
