import { resolve, sep } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type DuckDBResultReader, type DuckDBType, type DuckDBValue } from '@duckdb/node-api';
import type { Cell, Column } from '../protocol/log.ts';
import type { EngineLimits } from '../protocol/log-engine.ts';
import type { SqlFunction } from '../query/duckdb/functions/sql-function.ts';
import { literal } from '../query/duckdb/sql-text.ts';
import { registerFunctions } from './register-functions.ts';

export interface Table {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
}

/** One line of work on the database: statements run one after another, and a signal stops the one that runs. */
export interface Lane {
  /** Rows of a statement; timestamps as Unix milliseconds. */
  query(sql: string, values?: readonly Cell[], signal?: AbortSignal): Promise<Table>;
  /** The only column of a statement, of type UINTEGER. */
  ordinals(sql: string, values: readonly Cell[], signal?: AbortSignal): Promise<Uint32Array>;
  /** Rows of a statement as the database's own values, in a session of this time zone. */
  rows(sql: string, timeZone: string, signal?: AbortSignal): Promise<readonly (readonly DuckDBValue[])[]>;
  /** Share of the running statement that is done, 0 to 100; negative where unknown. */
  progress(): number;
}

export interface Session {
  lane(): Promise<Lane>;
  /** Makes functions known to every lane. */
  register(functions: readonly SqlFunction[]): void;
  /**
   * After this no lane can be had and no statement loads an extension, changes a setting but the time zone, or reads and writes
   * files other than these and those in the session's folder.
   */
  lock(readable: readonly string[]): Promise<void>;
  close(): void;
}

/** Of every connection. Progress is measured only where its bar is on, which is not to be drawn. */
const SETTINGS = [`TimeZone = 'UTC'`, 'enable_progress_bar = true', 'enable_progress_bar_print = false'];

/** Opens a database in memory with every limit set; `folder` takes what does not fit. */
export async function openSession(limits: EngineLimits, folder: string): Promise<Session> {
  const instance = await DuckDBInstance.create(':memory:', {
    memory_limit: `${limits.memoryMegabytes}MB`,
    threads: String(limits.threads),
    temp_directory: folder,
    max_temp_directory_size: `${Math.floor(limits.maxTemporaryBytes / 1e6)}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
    preserve_insertion_order: 'true',
  });
  const connections: DuckDBConnection[] = [];
  const connect = async () => {
    const connection = await instance.connect();
    connections.push(connection);
    for (const setting of SETTINGS) await connection.run(`SET ${setting}`);
    return connection;
  };
  return {
    lane: async () => createLane(await connect()),
    register(functions) {
      const [connection] = connections;
      if (connection) registerFunctions(connection, functions);
    },
    async lock(readable) {
      const [connection] = connections;
      const list = (texts: readonly string[]) => `[${texts.map(literal).join(', ')}]`;
      await connection?.run(`SET allowed_paths = ${list(readable.map(path => resolve(path)))}`);
      await connection?.run(`SET allowed_directories = ${list([`${resolve(folder)}${sep}`])}`);
      await connection?.run(`SET allowed_configs = ['TimeZone']`);
      await connection?.run('SET enable_external_access = false');
      await connection?.run('SET lock_configuration = true');
    },
    close() {
      for (const connection of connections) connection.closeSync();
      instance.closeSync();
    },
  };
}

function createLane(connection: DuckDBConnection): Lane {
  let last: Promise<unknown> = Promise.resolve();
  const next = <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work);
    last = result.catch(() => undefined);
    return result;
  };
  return {
    query: (sql, values = [], signal) =>
      next(async () => {
        const reader = await run(connection, sql, values, signal);
        const columns = reader.columnNames().map((name, i) => ({ name, type: typeName(reader.columnType(i)) }));
        return { columns, rows: reader.getRowsJS().map(row => row.map(cellOf)) };
      }),
    ordinals: (sql, values, signal) =>
      next(async () => {
        const reader = await run(connection, sql, values, signal);
        return Uint32Array.from((reader.getColumnsJS()[0] ?? []) as number[]);
      }),
    rows: (sql, timeZone, signal) =>
      next(async () => {
        await connection.run(`SET TimeZone = ${literal(timeZone)}`);
        return (await run(connection, sql, [], signal)).getRows();
      }),
    progress: () => connection.progress.percentage,
  };
}

async function run(connection: DuckDBConnection, sql: string, values: readonly Cell[], signal?: AbortSignal): Promise<DuckDBResultReader> {
  signal?.throwIfAborted();
  // an interruption before the statement has begun is forgotten: it is repeated until the statement ends
  let again: NodeJS.Timeout | undefined;
  const stop = () => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), 50);
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const reader = await connection.runAndReadAll(sql, values as DuckDBValue[]);
    signal?.throwIfAborted();
    return reader;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    clearInterval(again);
    signal?.removeEventListener('abort', stop);
  }
}

/** A type in the words of SLS. */
function typeName(type: DuckDBType): string {
  const name = type.toString();
  if (/INT/.test(name)) return 'bigint';
  if (/^(DOUBLE|FLOAT|DECIMAL)/.test(name)) return 'double';
  if (name === 'BOOLEAN') return 'boolean';
  return name.startsWith('TIMESTAMP') ? 'timestamp' : 'varchar';
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Date) return value.getTime();
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
}
