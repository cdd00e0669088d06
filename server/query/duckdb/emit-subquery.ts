import type { Exists, InQuery, Quantified, SqlQuery } from '../syntax/tree.ts';
import { type Emission, emitExpression, emitQuery, freshAlias } from './emission.ts';

/** A query as a value: its only column of its only row, NULL where there is none. More rows end the statement. */
export const emitScalarQuery = (e: Emission, query: SqlQuery): string => `(${emitQuery(e, query).sql})`;

export const emitExists = (e: Emission, { query }: Exists): string => `EXISTS (${emitQuery(e, query).sql})`;

export function emitInQuery(e: Emission, { operand, negated, query }: InQuery): string {
  const { sql, columns } = emitQuery(e, query);
  const fields = Array.from({ length: columns }, (_, i) => `f${i + 1} := c${i}`).join(', ');
  const rows = columns > 1 ? `SELECT struct_pack(${fields}) FROM (${sql}) AS ${freshAlias(e, 'q')}` : sql;
  return `(${emitExpression(e, operand)} ${negated ? 'NOT ' : ''}IN (${rows}))`;
}

export function emitQuantified(e: Emission, { operand, operator, quantifier, query }: Quantified): string {
  return `(${emitExpression(e, operand)} ${operator} ${quantifier === 'all' ? 'ALL' : 'ANY'} (${emitQuery(e, query).sql}))`;
}
