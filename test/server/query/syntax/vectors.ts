import { readFileSync } from 'node:fs';

/** A query with an answer, or with the error it must give. */
export interface Vector {
  readonly id: string;
  readonly query: string;
  readonly group?: string;
  readonly error?: boolean | string;
}

const vectorsOf = (name: string): readonly Vector[] =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .flatMap(line => (line === '' ? [] : [JSON.parse(line) as Vector]));

export const SQL_VECTORS = vectorsOf('query-sql.jsonl');
export const SEARCH_VECTORS = vectorsOf('query-search.jsonl');
export const ALL_QUERIES: readonly string[] = [...SQL_VECTORS, ...SEARCH_VECTORS].map(v => v.query);
