import type { Exists, InQuery, Quantified, SqlQuery } from '../syntax/tree.ts';
import { CannotCompile, type Emission, type EmittedQuery, emitExpression, emitQuery, freshAlias } from './emission.ts';

function written(e: Emission, query: SqlQuery): EmittedQuery {
  if (e.lambdas.length > 0)
    throw new CannotCompile(
      query.range,
      'A lambda cannot hold a sub-query. Compute it outside, for example in a join, and use its column.',
    );
  return emitQuery(e, query);
}

/** A query as a value: its only column of its only row, NULL where there is none. More rows end the statement. */
export const emitScalarQuery = (e: Emission, query: SqlQuery): string => `(${written(e, query).sql})`;

export const emitExists = (e: Emission, { query }: Exists): string => `EXISTS (${written(e, query).sql})`;

export function emitInQuery(e: Emission, { operand, negated, query }: InQuery): string {
  const { sql, columns } = written(e, query);
  const fields = Array.from({ length: columns }, (_, i) => `f${i + 1} := c${i}`).join(', ');
  const rows = columns > 1 ? `SELECT struct_pack(${fields}) FROM (${sql}) AS ${freshAlias(e, 'q')}` : sql;
  const value = emitExpression(e, operand);
  const found = `(${value} ${negated ? 'NOT ' : ''}IN (${rows}))`;
  if (columns === 1 || negated) return found;
  // DuckDB takes two rows with NULL at one place for equal
  const known = Array.from({ length: columns }, (_, i) => `struct_extract_at(${value}, ${i + 1}) IS NOT NULL`).join(' AND ');
  return `(CASE WHEN ${known} THEN ${found} END)`;
}

export function emitQuantified(e: Emission, { operand, operator, quantifier, query }: Quantified): string {
  return `(${emitExpression(e, operand)} ${operator} ${quantifier === 'all' ? 'ALL' : 'ANY'} (${written(e, query).sql}))`;
}
