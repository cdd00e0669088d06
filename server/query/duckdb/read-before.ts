import type { LogRelation } from './compiled-query.ts';

/** Whether SQL looks into the text of an event, which costs more than whatever is asked of what it finds there. */
export const readsText = (relation: LogRelation, sql: string): boolean => {
  const text = relation.text(EVENT);
  return sql !== text && sql.includes(text);
};

/** The alias of the relation inside its source. */
export const EVENT = 'e';

/** The columns that conditions mention more than once, in the order in which they do. */
export function askedOften(conditions: readonly string[], alias: string, columns: ReadonlyMap<string, string>): Map<string, string> {
  const asked = conditions.join(' ');
  const mentions = Array.from(columns, ([name, sql]) => {
    const [head, ...rest] = asked.split(`${alias}.${name}`);
    // d1 is no d10
    return { name, sql, count: rest.filter(piece => !/^\d/.test(piece)).length, first: head!.length };
  });
  const often = mentions.filter(({ count }) => count > 1).toSorted((a, b) => a.first - b.first);
  return new Map(often.map(({ name, sql }) => [name, sql]));
}

/**
 * The events with columns that are computed before any condition is asked of them. DuckDB writes what a column is made of into every
 * condition that mentions it, and would read the text of an event as often; what is different each time, as far as it knows, it leaves
 * where it is. Each column is a query of its own, so that it is computed only where the conditions on those before it hold.
 */
export const readBefore = (events: string, columns: ReadonlyMap<string, string>): string =>
  Array.from(columns).reduce(
    (from, [name, sql]) => `(SELECT ${EVENT}.*, CASE WHEN random() < 2 THEN ${sql} END AS ${name} FROM ${from} AS ${EVENT})`,
    events,
  );
