import type { QueryRefusal } from '../../protocol/query.ts';
import { LOG_FIELDS } from '../../query/catalog/log-fields.ts';
import { analyseQuery } from '../../query/check/analyse-query.ts';
import type { AnalysedQuery } from '../../query/check/analysed-query.ts';
import { parseQuery } from '../../query/syntax/parse-query.ts';
import { foundSchema, type QueriedLog, schemaOf } from './queried-log.ts';

const CATALOGUE = new Set(LOG_FIELDS.map(field => field.name));

/**
 * Reads a query and finds out what it means on this log. The fields of the log are looked for only where the query names or shows
 * some that not every log has.
 */
export async function prepareQuery(
  log: QueriedLog,
  text: string,
  signal: AbortSignal,
  onProgress?: (share: number) => void,
): Promise<AnalysedQuery | QueryRefusal> {
  const query = parseQuery(text);
  if (query.problems.length > 0) return refusal(query.problems);
  let analysed = analyseQuery(query, schemaOf(log));
  if (showsStar(analysed)) {
    const shown = analyseQuery(query, foundSchema(await log.findFields(signal, onProgress)));
    // a field that no event has is no column of a star, yet it can be named
    analysed = shown.problems.length > 0 ? analyseQuery(query, schemaOf(log)) : shown;
  } else if (!log.foundFields && namesMore(analysed)) {
    await log.findFields(signal, onProgress);
    analysed = analyseQuery(query, schemaOf(log));
  }
  return analysed.problems.length > 0 ? refusal(analysed.problems) : analysed;
}

/** Whether the result has every column of the log: inside the query a star costs nothing but what is used of it. */
function showsStar({ query, outputs, stars }: AnalysedQuery): boolean {
  if (stars.size === 0 || query.sql === undefined) return false;
  const shown = new Set(outputs.get(query.sql.query)?.map(column => column.name));
  return LOG_FIELDS.every(field => shown.has(field.name));
}

/** Whether a name may be one that only the log knows. */
function namesMore({ problems, resolutions, searchFields }: AnalysedQuery): boolean {
  const other = (name: string | undefined) => name !== undefined && !CATALOGUE.has(name);
  return (
    problems.some(problem => problem.code === 'unknown-column') ||
    [...searchFields.values()].some(field => other(field.name)) ||
    [...resolutions.values()].some(resolution => resolution.kind === 'column' && other(resolution.column.field?.name))
  );
}

export const refusal = (
  problems: readonly { readonly range: { readonly start: number; readonly end: number }; readonly message: string }[],
): QueryRefusal => ({
  kind: 'refused',
  problems: problems.map(({ range, message }) => ({ start: range.start, end: range.end, message })),
});
