import type { SlsType } from '../catalog/sls-type.ts';
import { bare } from '../check/sql/parts.ts';
import type { Expression } from '../syntax/tree.ts';
import { computedElsewhere, type Emission, emitExpression, typeOf } from './emission.ts';

/** A value that may be a row, of which the fields can be written. */
interface Side {
  readonly sql: string;
  readonly fields?: readonly Side[];
}

/** Whether two rows are equal, field by field: NULL in a field is not equal to anything, while DuckDB takes two for equal. */
export function equalRows(e: Emission, left: Expression, right: Expression): string {
  return equal(side(e, left), side(e, right));
}

function equal(left: Side, right: Side): string {
  if (!left.fields || !right.fields) return `(${left.sql} = ${right.sql})`;
  return `(${left.fields.map((field, i) => equal(field, right.fields![i]!)).join(' AND ')})`;
}

function side(e: Emission, expression: Expression): Side {
  const row = bare(expression);
  if (row.kind === 'row' && computedElsewhere(e, expression) === undefined)
    return { sql: '', fields: row.items.map(item => side(e, item)) };
  return fieldsOf(emitExpression(e, expression), typeOf(e, expression));
}

function fieldsOf(sql: string, type: SlsType): Side {
  if (type.kind !== 'row') return { sql };
  return { sql, fields: type.fields.map((field, i) => fieldsOf(`struct_extract_at(${sql}, ${i + 1})`, field.type)) };
}
