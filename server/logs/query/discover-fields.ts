import { LOG_FIELDS } from '../../query/catalog/log-fields.ts';
import { literal } from '../../query/duckdb/sql-text.ts';
import type { Lane } from '../duckdb-session.ts';
import { type LocatedField, pointer } from './event-path.ts';
import { TEXT_TABLE } from './log-relation.ts';

/** Members are looked for so deep, and so many: a log may name its annotations after random numbers. */
const MAX_DEPTH = 6;
const MAX_FIELDS = 3000;

/** Bodies are documents of their own: their members are no fields. */
const BODIES = ['requestObject', 'responseObject'];

/** The fields that the events of a log have, by their names in lower case. Members of arrays are none. */
export async function discoverFields(lane: Lane, signal?: AbortSignal): Promise<ReadonlyMap<string, LocatedField>> {
  const known = new Map(LOG_FIELDS.map(field => [field.name.toLowerCase(), field]));
  const found = new Map<string, LocatedField>();
  let objects: readonly (readonly string[])[] = [[]];
  for (let depth = 0; depth < MAX_DEPTH && objects.length > 0 && found.size < MAX_FIELDS; depth++) {
    const members = await membersOf(lane, objects, signal);
    for (const { path, json } of members) {
      const name = path.join('.');
      const lower = name.toLowerCase();
      const before = found.get(lower);
      if (before) {
        found.set(lower, { ...before, ...(json && { json }), others: [...(before.others ?? []), path] });
        continue;
      }
      const field = known.get(lower);
      const meaning = path[0] === 'annotations' ? 'An annotation that events of this log carry.' : 'A member that events of this log have.';
      found.set(lower, field ? { ...field, path } : { name, type: 'varchar', meaning, ...(json && { json }), path });
    }
    objects = members.filter(({ object, path }) => object && !BODIES.includes(path[0]!)).map(({ path }) => path);
  }
  return found;
}

interface Member {
  readonly path: readonly string[];
  readonly json: boolean;
  readonly object: boolean;
}

/** The members of objects that are not NULL everywhere. */
async function membersOf(lane: Lane, objects: readonly (readonly string[])[], signal?: AbortSignal): Promise<Member[]> {
  const lists = await lane.query(
    `SELECT DISTINCT place, unnest(names) AS name FROM (SELECT generate_subscripts(lists, 1) AS place, unnest(lists) AS names FROM (SELECT DISTINCT json_keys(text, [${objects.map(path => literal(pointer(path))).join(', ')}]) AS lists FROM ${EVENTS})) ORDER BY ALL LIMIT ${MAX_FIELDS}`,
    [],
    signal,
  );
  const paths = lists.rows.map(([place, name]) => [...objects[Number(place) - 1]!, String(name)]);
  if (paths.length === 0) return [];
  const types = await lane.query(
    `SELECT DISTINCT place, type FROM (SELECT generate_subscripts(types, 1) AS place, unnest(types) AS type FROM (SELECT DISTINCT json_type(text, [${paths.map(path => literal(pointer(path))).join(', ')}]) AS types FROM ${EVENTS})) WHERE type != 'NULL'`,
    [],
    signal,
  );
  return paths.flatMap((path, i) => {
    const own = types.rows.filter(([place]) => place === i + 1).map(([, type]) => String(type));
    return own.length === 0 ? [] : [{ path, json: own.some(t => t === 'OBJECT' || t === 'ARRAY'), object: own.includes('OBJECT') }];
  });
}

const EVENTS = `line JOIN ${TEXT_TABLE} ON line.rowid = ${TEXT_TABLE}.rowid WHERE is_event`;
