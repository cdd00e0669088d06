import type { SlsType } from '../catalog/sls-type.ts';

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** A text as a literal. NUL cannot stand in a statement; DuckDB keeps backslashes as they are. */
export function literal(value: string): string {
  const pieces = value.split('\0').map(piece => `'${piece.replaceAll("'", "''")}'`);
  return pieces.length === 1 ? pieces[0]! : `(${pieces.join(' || chr(0) || ')})`;
}

/** The DuckDB type that holds values of an SLS type. JSON is its text; a timestamp with zone is its instant (UTC) and its wall clock. */
export function duckType(type: SlsType): string {
  switch (type.kind) {
    case 'array':
      return `${duckType(type.element)}[]`;
    case 'map':
      return `MAP(${duckType(type.key)}, ${duckType(type.value)})`;
    case 'row':
      return `STRUCT(${type.fields.map((f, i) => `f${i + 1} ${duckType(f.type)}`).join(', ')})`;
    case 'timestamp with time zone':
      return 'STRUCT(i TIMESTAMP, w TIMESTAMP)';
    case 'interval day to second':
    case 'interval year to month':
      return 'INTERVAL';
    case 'hyperloglog':
      return 'VARCHAR[]';
    case 'varbinary':
      return 'BLOB';
    case 'unknown':
    case 'json':
    case 'varchar':
    case 'color':
    case 'ipaddress':
    case 'ipprefix':
    case 'geometry':
      return 'VARCHAR';
    default:
      return type.kind.toUpperCase();
  }
}
