import { existsSync, readFileSync } from 'node:fs';
import { type AsnResponse, type CityResponse, Reader, type Response } from 'mmdb-lib';
import { type AddressKnowledge, type CityOf, LIST_KINDS, type ListKind } from '../../query/duckdb/functions/address-functions.ts';
import { openCountries } from '../address-table.ts';
import { EngineError } from '../engine-error.ts';
import { readSecurityList } from './security-list.ts';

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
  /** Files of the user's that cannot be read, as sentences; all is as if they were not named. */
  readonly unreadable: readonly string[];
  readonly known: AddressKnowledge;
  /** What a statement with these functions lacks, as sentences. */
  readonly lacks: (functions: readonly string[]) => readonly string[];
  /** What functions give that have nothing to look in, as SQL. */
  readonly constants: ReadonlyMap<string, string>;
}

/** Opens databases and lists. One that cannot be read keeps nobody from a log: it is told. */
export function openKnowledge({ countries, cities, networks, lists = {}, setBy }: KnowledgeFiles): Knowledge {
  const told: { readonly asks: RegExp; readonly sentence: string }[] = [];
  const opened = <T>(file: string, asks: RegExp, named: string | undefined, open: (file: string) => T): T | undefined => {
    try {
      return open(file);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const where = named === undefined ? '' : ` The file is named by ${named}.`;
      told.push({ asks, sentence: `${error.message[0]!.toUpperCase()}${error.message.slice(1)}: ${WITHOUT}.${where}` });
      return undefined;
    }
  };
  const city = cities === undefined ? undefined : opened(cities, CITY, setBy?.cities, file => openDatabase<CityResponse>(file, 'city'));
  const network =
    networks === undefined ? undefined : opened(networks, NETWORK, setBy?.networks, file => openDatabase<AsnResponse>(file, 'network'));
  const listed = Object.fromEntries(
    LIST_KINDS.flatMap(kind => {
      const read = (lists[kind] ?? []).flatMap(
        file => opened(file, checkOf(kind), setBy?.lists, name => readSecurityList(kind, name)) ?? [],
      );
      return read.length > 0 ? [[kind, (value: string) => read.some(isListed => isListed(value))] as const] : [];
    }),
  );
  const named = (kind: ListKind) => (lists[kind] ?? []).length > 0;
  return {
    unreadable: told.map(({ sentence }) => sentence),
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
      ...told.filter(file => asks(functions, file.asks)).map(({ sentence }) => sentence),
      ...(cities === undefined && asks(functions, CITY)
        ? [`No city database is set: provinces, cities and coordinates are NULL.${advice('one in MaxMind format', setBy?.cities)}`]
        : []),
      ...(networks === undefined && asks(functions, NETWORK)
        ? [`No network database is set: providers are NULL.${advice('one in MaxMind format', setBy?.networks)}`]
        : []),
      ...LIST_KINDS.flatMap(kind =>
        !named(kind) && asks(functions, checkOf(kind))
          ? [
              `No security list of kind ${kind} is set: security_check_${kind} is 0 for everything.${advice(`a text file with one ${ENTRIES[kind]} a line`, setBy?.lists)}`,
            ]
          : [],
      ),
    ],
  };
}

/** Functions that ask a file. */
const CITY = /ip_to_(province|city|geo)/;
const NETWORK = /ip_to_provider/;
const checkOf = (kind: ListKind): RegExp => new RegExp(`security_check_${kind}$`);

const WITHOUT = 'functions that ask it answer as without it';

const NOTHING = 'CAST(NULL AS VARCHAR)';

const CITY_FUNCTIONS = ['province', 'city', 'province_code', 'city_code', 'city_geo', 'geo'].map(fact => `sls_ip_to_${fact}`);

const ENTRIES: Readonly<Record<ListKind, string>> = { ip: 'address or network', domain: 'domain', url: 'URL' };

const advice = (what: string, setBy: string | undefined): string => (setBy === undefined ? '' : ` Name ${what} by ${setBy}.`);

const asks = (functions: readonly string[], pattern: RegExp): boolean => functions.some(name => pattern.test(name));

function openDatabase<T extends Response>(file: string, kind: string): Reader<T> {
  try {
    return new Reader<T>(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : (code ?? 'it is no MaxMind database');
    throw new EngineError('unreadable', `the ${kind} database ${file} cannot be read (${why})`);
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
