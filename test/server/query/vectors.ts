import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A query with what the engines of the Presto family gave; `fixtures/README.md` tells how they were made. */
export interface SqlVector {
  readonly id: string;
  readonly query: string;
  readonly timezone: string;
  /** The log it was asked of where it is not `query-log.jsonl`. */
  readonly log?: string;
  /** It must be refused; there are no columns and rows then. */
  readonly error?: boolean;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly ordered: boolean;
  readonly certain: boolean;
}

/** A search with the lines of `query-log.jsonl` that it keeps, or with why it must be refused. */
export interface SearchVector {
  readonly id: string;
  readonly query: string;
  readonly hits?: readonly number[];
  readonly error?: string;
  readonly certain?: boolean;
}

export const fixturePath = (name: string): string => fileURLToPath(new URL(`./fixtures/${name}`, import.meta.url));

/** The lines of a fixture as they stand there. */
export const linesOf = (name: string): readonly string[] => readFileSync(fixturePath(name), 'utf8').trimEnd().split('\n');

const vectorsOf = <T>(name: string): readonly T[] => linesOf(name).map(line => JSON.parse(line) as T);

export const SQL_VECTORS = vectorsOf<SqlVector>('query-sql.jsonl');
/** Queries with unusual arguments. */
export const EDGE_VECTORS = vectorsOf<SqlVector>('query-sql-edges.jsonl');
export const SEARCH_VECTORS = vectorsOf<SearchVector>('query-search.jsonl');

/** Queries and searches, right and wrong. */
export const ALL_QUERIES: readonly string[] = [...SQL_VECTORS, ...SEARCH_VECTORS].map(v => v.query);
