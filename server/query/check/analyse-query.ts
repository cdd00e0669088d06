import type { LogSchema } from '../catalog/log-field.ts';
import type { Query } from '../syntax/tree.ts';
import type { AnalysedQuery } from './analysed-query.ts';
import { Analysis } from './analysis.ts';
import { resolveSearchFields } from './search-fields.ts';
import { expressionType } from './sql/expression-type.ts';
import { readQuery } from './sql/read-query.ts';

/**
 * Finds out what every name of a query means and of what type every expression is. What cannot be told is `unknown`, and
 * why the query cannot run is among the problems; nothing is thrown, whatever the query.
 */
export function analyseQuery(query: Query, schema: LogSchema): AnalysedQuery {
  const analysis = new Analysis(query, schema, { expression: expressionType, query: readQuery });
  resolveSearchFields(analysis, query.search.expression);
  if (query.spl) {
    analysis.report(
      'spl-not-executed',
      query.spl.range,
      'This is SPL, which is not executed here. Behind the pipe write SQL: select … from log.',
    );
  }
  if (query.sql) readQuery(analysis, query.sql.query, { commons: new Map(), outermost: true });
  return analysis.finish();
}
