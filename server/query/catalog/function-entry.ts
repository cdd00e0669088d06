/**
 * A function as the catalogue describes it. Signatures are written as `name(x varchar, y T, [n bigint], …z T) → array(T)`
 * in a notation that the checker, hover and signature help read: `T`, `U`, `K`, `V`, `S` are type variables, `[…]` optional
 * parameters, `…` a repeated one, `function(T, U)` a lambda from T to U, `num` bigint or double, `ts` a date or any timestamp,
 * `any` whatever there is.
 */
export interface FunctionEntry {
  /** Lower case. */
  readonly name: string;
  readonly family: FunctionFamily;
  readonly kind: 'scalar' | 'aggregate' | 'window' | 'table';
  readonly signatures: readonly string[];
  /** One sentence. */
  readonly meaning: string;
  /** A call with its result: `split_part('a/b', '/', 2)` is `b`. */
  readonly example?: { readonly call: string; readonly result: string };
  /** What surprises: NULL, errors, differences to what a reader would expect. */
  readonly note?: string;
  /** Where it can be computed. `local` is the opened log. */
  readonly engines: { readonly local: boolean; readonly trino: boolean };
}

export type FunctionFamily =
  | 'aggregate'
  | 'approximate'
  | 'string'
  | 'regular expression'
  | 'date and time'
  | 'json'
  | 'conditional'
  | 'array'
  | 'map'
  | 'mathematics'
  | 'statistics'
  | 'ip'
  | 'security'
  | 'url'
  | 'comparison over time'
  | 'window'
  | 'bitwise'
  | 'binary'
  | 'display'
  | 'geospatial'
  | 'units'
  | 'funnel'
  | 'phone'
  | 'machine learning';
