export type SqlFunctionType = 'VARCHAR' | 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR[]' | 'DOUBLE[]';

export type SqlFunctionValue = string | bigint | number | boolean | readonly (string | number | null)[] | null;

/**
 * A function in JavaScript for what DuckDB cannot say, as plain data: the engine registers it under its name. It is pure. An
 * argument that is NULL makes the result NULL without a call. What it throws is the sentence that the reader sees.
 */
export interface SqlFunction {
  readonly name: string;
  readonly parameters: readonly SqlFunctionType[];
  readonly returns: SqlFunctionType;
  readonly call: (...args: readonly never[]) => SqlFunctionValue;
}

interface ValueOf {
  readonly VARCHAR: string;
  readonly BIGINT: bigint;
  readonly DOUBLE: number;
  readonly BOOLEAN: boolean;
  readonly 'VARCHAR[]': readonly (string | null)[];
  readonly 'DOUBLE[]': readonly (number | null)[];
}

type Arguments<P extends readonly SqlFunctionType[]> = { readonly [I in keyof P]: ValueOf[P[I]] };

/** Describes a function, its arguments typed by the parameters. */
export function sqlFunction<const P extends readonly SqlFunctionType[], R extends SqlFunctionType>(
  name: string,
  parameters: P,
  returns: R,
  call: (...args: Arguments<P>) => ValueOf[R] | null,
): SqlFunction {
  return { name, parameters, returns, call: call as unknown as SqlFunction['call'] };
}
