import type { DuckDBConnection, DuckDBValue } from '@duckdb/node-api';
import type { SlsType } from '../../../../server/query/catalog/sls-type.ts';
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
    columns: compiled.columns.map(({ name, type }) => ({ name, type: word(type) })),
    rows: rows
      .slice(0, compiled.limited || !parsed.sql ? undefined : 100)
      .map(row => row.map((value, i) => cellOf(value, compiled.columns[i]?.type ?? { kind: 'unknown' }))),
  };
}

async function rowsOf(connection: DuckDBConnection, sql: string, timeZone: string): Promise<DuckDBValue[][]> {
  await connection.run(`SET TimeZone = '${timeZone}'`);
  return (await connection.runAndReadAll(sql)).getRows();
}

const word = (type: SlsType): string =>
  type.kind === 'json' ? 'varchar' : type.kind === 'timestamp with time zone' ? 'timestamp' : type.kind;

function cellOf(value: DuckDBValue | undefined, type: SlsType): unknown {
  if (value === null || value === undefined) return null;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : Number.isNaN(value) ? 'NaN' : value < 0 ? '-Infinity' : 'Infinity';
  if (typeof value !== 'object') return value;
  if ('items' in value)
    return (value.items as DuckDBValue[]).map(item => cellOf(item, type.kind === 'array' ? type.element : { kind: 'unknown' }));
  if (type.kind === 'map' && 'entries' in value && Array.isArray(value.entries))
    return Object.fromEntries(
      (value.entries as { key: DuckDBValue; value: DuckDBValue }[]).map(e => [
        String(cellOf(e.key, type.key)),
        cellOf(e.value, type.value),
      ]),
    );
  if ('entries' in value)
    return Object.values(value.entries as Record<string, DuckDBValue>).map((inner, i) =>
      cellOf(inner, type.kind === 'row' ? (type.fields[i]?.type ?? { kind: 'unknown' }) : { kind: 'unknown' }),
    );
  const text = String(value);
  if (type.kind === 'timestamp' || type.kind === 'timestamp with time zone')
    return `${text.slice(0, 19)}.${text.slice(20, 23).padEnd(3, '0')}`;
  return text;
}
