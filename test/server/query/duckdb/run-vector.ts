import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import { columnType, queryCell } from '../../../../server/logs/query/query-cell.ts';
import { analyseQuery } from '../../../../server/query/check/analyse-query.ts';
import { compileQuery } from '../../../../server/query/duckdb/compile-query.ts';
import { parseQuery } from '../../../../server/query/syntax/parse-query.ts';
import type { TestLog } from './test-log.ts';

export type Outcome =
  | {
      readonly columns: readonly { readonly name: string; readonly type: string }[];
      readonly rows: readonly (readonly unknown[])[];
      readonly sql: string;
    }
  | { readonly refused: string; readonly sql?: string };

/** Runs a query the whole way and gives its rows in the form of the vectors. */
export async function runVector(log: TestLog, query: string, timeZone: string): Promise<Outcome> {
  const parsed = parseQuery(query);
  const [syntax] = parsed.problems;
  if (syntax) return { refused: `syntax: ${syntax.message}` };
  const analysed = analyseQuery(parsed, log.schema);
  const [problem] = analysed.problems;
  if (problem) return { refused: `analysis: ${problem.message}` };
  const compiled = compileQuery(analysed, { timeZone, limit: 100, log: () => log.relation });
  if (compiled.kind === 'refused') return { refused: `compile: ${compiled.problems[0]?.message}` };
  const rows = await rowsOf(log.connection, compiled.sql, timeZone).catch((error: Error) => error.message);
  if (typeof rows === 'string') return { refused: `run: ${rows}`, sql: compiled.sql };
  return {
    sql: compiled.sql,
    columns: compiled.columns.map(({ name, type }) => ({ name, type: columnType(type) })),
    rows: rows
      .slice(0, compiled.limited || !parsed.sql ? undefined : 100)
      .map(row => row.map((value, i) => queryCell(value, compiled.columns[i]?.type ?? { kind: 'unknown' }))),
  };
}

async function rowsOf(connection: DuckDBConnection, sql: string, timeZone: string): Promise<DuckDBValue[][]> {
  await connection.run(`SET TimeZone = '${timeZone}'`);
  return (await connection.runAndReadAll(sql)).getRows();
}
