import { SCALAR_KINDS, type ScalarKind, type SlsType } from '../../catalog/sls-type.ts';
import type { TypeName } from '../../syntax/tree.ts';

/** Names that mean a type of another name here: there is one kind of integer and one of fraction. */
const SYNONYMS: Readonly<Record<string, ScalarKind>> = {
  tinyint: 'bigint',
  smallint: 'bigint',
  int: 'bigint',
  integer: 'bigint',
  real: 'double',
  decimal: 'double',
  numeric: 'double',
  char: 'varchar',
};

const KINDS: ReadonlySet<string> = new Set(SCALAR_KINDS.filter(k => k !== 'unknown'));

/** What a query means by a type that it names, or the name that is none. */
export function namedType({ name, arguments: parts, fields }: TypeName): SlsType | { readonly unknownName: string } {
  const types: SlsType[] = [];
  for (const part of parts) {
    const type = namedType(part);
    if ('unknownName' in type) return type;
    types.push(type);
  }
  const [first, second] = types;
  if (name === 'array' && first && types.length === 1) return { kind: 'array', element: first };
  if (name === 'map' && first && second && types.length === 2) return { kind: 'map', key: first, value: second };
  if (name === 'row' && types.length > 0) {
    return { kind: 'row', fields: types.map((type, i) => (fields?.[i] === undefined ? { type } : { name: fields[i], type })) };
  }
  const kind = Object.hasOwn(SYNONYMS, name) ? SYNONYMS[name] : KINDS.has(name) ? (name as ScalarKind) : undefined;
  return kind !== undefined && types.length === 0 ? { kind } : { unknownName: name };
}

/** Types of other languages, with the name they have here. */
const FOREIGN: Readonly<Record<string, string>> = {
  string: 'varchar',
  text: 'varchar',
  long: 'bigint',
  number: 'double',
  float: 'double',
  bool: 'boolean',
  datetime: 'timestamp',
  timestamptz: 'timestamp with time zone',
  list: 'array',
  struct: 'row',
  jsonb: 'json',
};

/** What was probably meant by a type that does not exist. */
export const meantType = (name: string): string | undefined => (Object.hasOwn(FOREIGN, name) ? FOREIGN[name] : undefined);
