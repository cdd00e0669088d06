import type { SlsType } from '../catalog/sls-type.ts';
import { type Emission, freshAlias } from './emission.ts';

/**
 * `a = b`. DuckDB takes NULL inside of arrays and rows for equal to NULL, and maps for unequal where their entries stand in another order; in SLS
 * what NULL decides is NULL.
 */
export function emitEquality(e: Emission, a: string, b: string, left: SlsType, right: SlsType): string {
  if (left.kind === 'row' && right.kind === 'row') {
    const field = (sql: string, i: number) => `struct_extract_at(${sql}, ${i + 1})`;
    const fields = left.fields.map((f, i) => emitEquality(e, field(a, i), field(b, i), f.type, right.fields[i]?.type ?? f.type));
    return `(${fields.join(' AND ')})`;
  }
  if (left.kind === 'array' && right.kind === 'array') {
    const name = freshAlias(e, 'q');
    const pairs = `list_transform(range(1, len(${a}) + 1), lambda ${name}: ${emitEquality(e, `(${a})[${name}]`, `(${b})[${name}]`, left.element, right.element)})`;
    const decided = `CASE WHEN list_contains(${pairs}, false) THEN false WHEN list_count(${pairs}) = len(${pairs}) THEN true END`;
    return `CASE WHEN len(${a}) <> len(${b}) THEN false WHEN ${a} IS NOT NULL AND ${b} IS NOT NULL THEN ${decided} END`;
  }
  if (left.kind === 'map' && right.kind === 'map') return `(list_sort(map_entries(${a})) = list_sort(map_entries(${b})))`;
  return `(${a} = ${b})`;
}

/** Whether DuckDB compares two values of the type otherwise than SLS. */
export const hasParts = (type: SlsType): boolean => type.kind === 'array' || type.kind === 'row' || type.kind === 'map';
