import type { FunctionEntry, FunctionFamily } from './function-entry.ts';

/** A row of a table of functions; what it leaves out is the usual: a scalar function that every engine has. */
export interface FunctionRow {
  readonly signatures: readonly string[];
  readonly meaning: string;
  readonly kind?: FunctionEntry['kind'];
  /** A call, of an aggregate with its FROM, and what it gives. */
  readonly example?: readonly [call: string, result: string];
  readonly note?: string;
  /** Where it can be computed, when not everywhere. */
  readonly only?: 'local' | 'trino' | 'sls';
}

/** The rows of one family as entries of the catalogue. */
export const functionsOf = (family: FunctionFamily, rows: readonly FunctionRow[]): readonly FunctionEntry[] =>
  rows.map(({ signatures, meaning, kind = 'scalar', example, note, only }) => ({
    name: signatures[0]!.slice(0, signatures[0]!.indexOf('(')),
    family,
    kind,
    signatures,
    meaning,
    ...(example && { example: { call: example[0], result: example[1] } }),
    ...(note !== undefined && { note }),
    engines: { local: only === undefined || only === 'local', trino: only === undefined || only === 'trino' },
  }));
