import { logSchema } from '../../../../server/query/catalog/log-fields.ts';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import type { AnalysedQuery } from '../../../../server/query/check/analysed-query.ts';
import type { QueryContext } from '../../../../server/query/features/query-context.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';

const VALUES: Readonly<Record<string, readonly string[]>> = {
  'user.username': ['alice', 'system:node:n1', "o'hara"],
  'objectRef.namespace': ['default', 'kube-system', 'and'],
};

/** A log is open that knows some values. */
export const context: QueryContext = { schema: logSchema(), values: field => VALUES[field] ?? [] };

export interface AtCursor {
  readonly text: string;
  readonly offset: number;
  readonly analysed: AnalysedQuery;
}

/** A query with its cursor written `¦`. */
export function atCursor(marked: string): AtCursor {
  const offset = marked.indexOf('¦');
  const text = marked.replace('¦', '');
  return { text, offset, analysed: analyse(text) };
}

export const analyse = (text: string): AnalysedQuery => analyseQuery(parseQuery(text), context.schema);
