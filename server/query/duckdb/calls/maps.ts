import type { CallEmitter, CallSite } from '../call-site.ts';

/** A map of entries (k, v) that are sorted by key; of a repeated key the first counts. */
export const mapOfEntries = (sorted: string): string =>
  `map_from_entries(list_filter(${sorted}, lambda u, i: i = 1 OR (${sorted})[i - 1].k IS DISTINCT FROM u.k))`;

/** A lambda of key and value over the entries of a map. */
function overEntries(site: CallSite): { readonly name: string; readonly body: string } {
  const name = site.variable('_entry');
  return { name, body: site.lambda(1, `${name}.key`, `${name}.value`).body };
}

const mapFilter: CallEmitter = site => {
  const { name, body } = overEntries(site);
  return `map_from_entries(list_filter(map_entries(${site.arg(0)}), lambda ${name}: ${body}))`;
};

const transformed =
  (part: 'key' | 'value'): CallEmitter =>
  site => {
    const { name, body } = overEntries(site);
    const [key, value] = part === 'key' ? [body, `${name}.value`] : [`${name}.key`, body];
    return `map_from_entries(list_transform(map_entries(${site.arg(0)}), lambda ${name}: struct_pack(k := ${key}, v := ${value})))`;
  };

/** Of a key in several maps the last one counts, as in DuckDB; DuckDB skips maps that are NULL. */
const mapConcat: CallEmitter = site => {
  const maps = site.args();
  return `CASE WHEN ${maps.map(m => `${m} IS NOT NULL`).join(' AND ')} THEN map_concat(${maps.join(', ')}) END`;
};

export const MAPS: Readonly<Record<string, CallEmitter>> = {
  map: site => (site.count === 0 ? 'MAP {}' : `map(${site.args().join(', ')})`),
  map_keys: site => `map_keys(${site.arg(0)})`,
  map_values: site => `map_values(${site.arg(0)})`,
  map_entries: site => `list_transform(map_entries(${site.arg(0)}), lambda u: struct_pack(f1 := u.key, f2 := u.value))`,
  map_from_entries: site =>
    `map_from_entries(list_transform(${site.arg(0)}, lambda u: struct_pack(k := struct_extract_at(u, 1), v := struct_extract_at(u, 2))))`,
  map_concat: mapConcat,
  map_filter: mapFilter,
  transform_keys: transformed('key'),
  transform_values: transformed('value'),
};
