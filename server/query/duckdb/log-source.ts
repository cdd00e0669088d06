import type { LogField } from '../catalog/log-field.ts';
import { CannotCompile, type Emission, type EmittedSource, freshAlias } from './emission.ts';
import { emitSearch } from './emit-search.ts';
import { askedOften, EVENT, readBefore, readsText } from './read-before.ts';
import { quoted } from './sql-text.ts';

/** The field that every event has; the time range of a run is about it. */
export const TIME: LogField = { name: '__time__', type: 'bigint', meaning: 'Time of the event in Unix seconds.' };

/** The events that the search keeps, with the columns that are asked for. */
export function logSource(e: Emission): EmittedSource {
  const alias = freshAlias(e, 's');
  const columns = new Map<string, string>();
  const derived = new Map<string, string>();
  /** By name, what is read before the conditions are asked. */
  const before = new Map<string, string>();
  const part = (sql: string): string => {
    const name = derived.get(sql) ?? `d${derived.size}`;
    derived.set(sql, name);
    return `${alias}.${name}`;
  };
  const late: NonNullable<EmittedSource['late']> = write => write(e.relation, column => part(column(EVENT)));
  return {
    alias,
    late,
    column({ name, field }) {
      if (!field) throw new CannotCompile({ start: 0, end: 0 }, `Column '${name}' cannot be resolved.`);
      e.fields.add(field);
      const made = late((relation, at) => relation.late?.(field, at));
      if (made !== undefined) return made;
      const known = quoted(field.name);
      if (!columns.has(known)) columns.set(known, e.relation.column(field, EVENT));
      return `${alias}.${known}`;
    },
    derived(compute) {
      const sql = compute(e.relation, EVENT);
      return sql === undefined ? undefined : part(sql);
    },
    classified(column) {
      const address = e.relation.address?.(EVENT);
      const name = address === undefined ? undefined : derived.get(address);
      return name !== undefined && column === `${alias}.${name}`;
    },
    filtered(conditions) {
      const named = [...columns, ...Array.from(derived, ([sql, name]) => [name, sql] as const)];
      const asked = askedOften(conditions, alias, new Map(named.filter(([, sql]) => readsText(e.relation, sql))));
      for (const [name, sql] of asked) before.set(name, sql);
    },
    row: () => part(`CAST(${e.relation.row(EVENT)} AS INTEGER)`),
    sql() {
      const items = [
        ...Array.from(columns, ([name, sql]) => `${before.has(name) ? `${EVENT}.${name}` : sql} AS ${name}`),
        ...Array.from(derived, ([sql, name]) => `${before.has(name) ? `${EVENT}.${name}` : sql} AS ${name}`),
      ];
      const conditions = eventConditions(e, EVENT);
      return `(SELECT ${items.length === 0 ? '1' : items.join(', ')} FROM ${readBefore(e.relation.from, before)} AS ${EVENT}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}) AS ${alias}`;
    },
  };
}

/** What an event has to meet: the log's own condition, the time range, the search. */
export function eventConditions(e: Emission, alias: string): string[] {
  const search = emitSearch(e, alias);
  return [...boundConditions(e, alias), ...(search === undefined ? [] : [search])];
}

/** What it has to meet whatever the search is. */
export function boundConditions(e: Emission, alias: string): string[] {
  const own = e.relation.where?.(alias);
  const conditions = own === undefined ? [] : [own];
  if (!e.options.range && e.shift === 0) return conditions;
  e.fields.add(TIME);
  const time = e.relation.column(TIME, alias);
  if (e.options.range) {
    const { from, to } = e.options.range;
    conditions.push(`${time} >= ${Math.trunc(from - e.shift)}`, `${time} < ${Math.trunc(to - e.shift)}`);
  } else {
    // without a range it is that of the log
    const end = (which: string) => `(SELECT ${which}(${e.relation.column(TIME, 'all_events')}) FROM ${e.relation.from} AS all_events)`;
    conditions.push(`${time} >= ${end('min')} - ${e.shift}`, `${time} <= ${end('max')} - ${e.shift}`);
  }
  return conditions;
}
