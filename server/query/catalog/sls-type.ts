/** The types of the SQL part, named as SLS (Presto) names them. `unknown` is the type of a lone NULL, and of what cannot be known. */
export type SlsType =
  | { readonly kind: ScalarKind }
  | { readonly kind: 'array'; readonly element: SlsType }
  | { readonly kind: 'map'; readonly key: SlsType; readonly value: SlsType }
  | { readonly kind: 'row'; readonly fields: readonly { readonly name?: string; readonly type: SlsType }[] };

export const SCALAR_KINDS = [
  'unknown',
  'boolean',
  'bigint',
  'double',
  'varchar',
  'varbinary',
  'json',
  'date',
  'time',
  'timestamp',
  'timestamp with time zone',
  'interval day to second',
  'interval year to month',
  'hyperloglog',
  'color',
  'ipaddress',
  'ipprefix',
  'geometry',
] as const;
export type ScalarKind = (typeof SCALAR_KINDS)[number];

/** A type as a query writes it: `array(varchar)`, `map(varchar, bigint)`. */
export function typeText(type: SlsType): string {
  switch (type.kind) {
    case 'array':
      return `array(${typeText(type.element)})`;
    case 'map':
      return `map(${typeText(type.key)}, ${typeText(type.value)})`;
    case 'row':
      return `row(${type.fields.map(f => (f.name === undefined ? '' : `${f.name} `) + typeText(f.type)).join(', ')})`;
    default:
      return type.kind;
  }
}
