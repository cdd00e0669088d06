import type { Exists, InQuery, Quantified, SqlQuery } from '../syntax/tree.ts';
import { CannotCompile, type Emission, type EmittedQuery, emitExpression, emitQuery } from './emission.ts';

/** The query of an expression. No lambda may hold one, as in SLS. */
function queryOf(e: Emission, query: SqlQuery): EmittedQuery {
  if (e.lambdas.length > 0) throw new CannotCompile(query.range, 'A lambda cannot contain a sub-query.');
  return emitQuery(e, query);
}

/** A query as a value: its only column of its only row, NULL where there is none. More rows end the statement. */
export const emitScalarQuery = (e: Emission, query: SqlQuery): string => `(${queryOf(e, query).sql})`;

export const emitExists = (e: Emission, { query }: Exists): string => `EXISTS (${queryOf(e, query).sql})`;

export function emitInQuery(e: Emission, { operand, negated, query }: InQuery): string {
  return `(${emitExpression(e, operand)} ${negated ? 'NOT ' : ''}IN (${queryOf(e, query).sql}))`;
}

export function emitQuantified(e: Emission, { operand, operator, quantifier, query }: Quantified): string {
  return `(${emitExpression(e, operand)} ${operator} ${quantifier === 'all' ? 'ALL' : 'ANY'} (${queryOf(e, query).sql}))`;
}
