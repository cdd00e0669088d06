import { type AddressJoins, type Emission, freshAlias } from './emission.ts';

/** The joins of a select, none at first. */
export function addressJoins(e: Emission): AddressJoins {
  const aliases = new Map<string, string>();
  return {
    of(column) {
      const alias = aliases.get(column) ?? freshAlias(e, 'a');
      aliases.set(column, alias);
      return alias;
    },
    // an address stands in the table once: the join adds no rows
    sql: () =>
      Array.from(
        aliases,
        ([column, a]) => ` LEFT JOIN ${e.options.addresses?.table} AS ${a} ON ${a}.${e.options.addresses?.address} = ${column}`,
      ).join(''),
  };
}

/**
 * SQL of what an address function says of a column; undefined where no join can tell. The function itself is asked for addresses that
 * the table does not have, which those of the log's own column are never.
 */
export function joinedFact(e: Emission, name: string, column: string, asked: string): string | undefined {
  const scope = e.scopes.at(-1);
  const [source] = scope?.sources ?? [];
  const { addresses } = e.options;
  const known = addresses?.columns[name];
  if (!scope?.addresses || !source || !addresses || known === undefined || !isColumnOf(source.alias, column)) return undefined;
  const alias = scope.addresses.of(column);
  if (source.classified?.(column)) return `${alias}.${known}`;
  return `CASE WHEN ${alias}.${addresses.address} IS NOT NULL THEN ${alias}.${known} ELSE ${asked} END`;
}

/** A column by itself: any other expression might fail where nobody asks for it, or belong to a query further out. */
const isColumnOf = (alias: string, sql: string): boolean => sql.startsWith(`${alias}.`) && /^\w+\.(?:\w+|"[^"]*")$/.test(sql);
