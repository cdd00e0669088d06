import {
  BIGINT,
  BOOLEAN,
  DOUBLE,
  type DuckDBConnection,
  type DuckDBListValue,
  DuckDBScalarFunction,
  type DuckDBType,
  type DuckDBValue,
  LIST,
  listValue,
  VARCHAR,
} from '@duckdb/node-api';
import type { SqlFunction, SqlFunctionType } from '../query/duckdb/functions/sql-function.ts';

const TYPES: Readonly<Record<SqlFunctionType, DuckDBType>> = {
  VARCHAR,
  BIGINT,
  DOUBLE,
  BOOLEAN,
  'VARCHAR[]': LIST(VARCHAR),
  'DOUBLE[]': LIST(DOUBLE),
};

/** Makes the functions of the compiler known to a database. */
export function registerFunctions(connection: DuckDBConnection, functions: readonly SqlFunction[]): void {
  for (const { name, parameters, returns, call } of functions) {
    connection.registerScalarFunction(
      DuckDBScalarFunction.create({
        name,
        parameterTypes: parameters.map(p => TYPES[p]),
        returnType: TYPES[returns],
        mainFunction: (_info, input, output) => {
          const columns = parameters.map((_, i) => input.getColumnVector(i));
          for (let row = 0; row < input.rowCount; row++) {
            const values = columns.map(column => plain(column.getItem(row)));
            const result = values.includes(null) ? null : (call as (...args: readonly unknown[]) => unknown)(...values);
            output.setItem(row, (Array.isArray(result) ? listValue(result) : result) as DuckDBValue);
          }
          output.flush();
        },
      }),
    );
  }
}

const plain = (value: unknown): unknown =>
  typeof value === 'object' && value !== null && 'items' in value ? (value as DuckDBListValue).items : (value ?? null);
