import { joinedFact } from '../address-joins.ts';
import type { CallEmitter, CallSite } from '../call-site.ts';
import { callFunction, type Emission } from '../emission.ts';
import { registered } from './same-arguments.ts';
import { isSubnetOf } from './subnet.ts';

/** What the engine knows of an address already, then what the function says. */
const looked =
  (name: string, known = name): CallEmitter =>
  (site: CallSite) => {
    const ip = site.arg(0);
    const language = site.count > 1 ? [site.arg(1)] : /(?:country|province|city)$/.test(known) ? [`''`] : [];
    const asked = callFunction(site.e, `sls_${known}`, ip, ...language);
    return (site.count === 1 ? knownOf(site.e, known, ip, asked) : undefined) ?? asked;
  };

/**
 * What the table of addresses says: joined where that can be, else looked up, which neither a lambda nor TRY takes. Of a group the function
 * itself is asked: there are few, and a look-up would hide the key from DuckDB.
 */
function knownOf(e: Emission, name: string, ip: string, asked: string): string | undefined {
  if (e.groups) return undefined;
  const joined = joinedFact(e, name, ip, asked);
  const { addresses } = e.options;
  const column = addresses?.columns[name];
  if (joined !== undefined || !addresses || column === undefined || e.lambdas.length > 0 || e.sealed) return joined;
  return `coalesce((SELECT known.${column} FROM ${addresses.table} AS known WHERE known.${addresses.address} = ${ip}), ${asked})`;
}

/** Names of version 6 mean the same. */
const PLACES = ['domain', 'country', 'country_code', 'province', 'province_code', 'city', 'city_code', 'city_geo', 'geo', 'provider'];

export const ADDRESSES: Readonly<Record<string, CallEmitter>> = {
  ...Object.fromEntries(PLACES.map(place => [`ip_to_${place}`, looked(`ip_to_${place}`)])),
  ...Object.fromEntries(PLACES.map(place => [`ipv6_to_${place}`, looked(`ipv6_to_${place}`, `ip_to_${place}`)])),
  ip_prefix: registered('sls_ip_prefix'),
  is_subnet_of: isSubnetOf,
  is_prefix_subnet_of: registered('sls_is_prefix_subnet_of'),
  ip_subnet_min: registered('sls_ip_subnet_min'),
  ip_subnet_max: registered('sls_ip_subnet_max'),
  ip_subnet_range: site =>
    `[${callFunction(site.e, 'sls_ip_subnet_min', site.arg(0))}, ${callFunction(site.e, 'sls_ip_subnet_max', site.arg(0))}]`,
  security_check_ip: registered('sls_security_check_ip'),
  security_check_domain: registered('sls_security_check_domain'),
  security_check_url: registered('sls_security_check_url'),
};
