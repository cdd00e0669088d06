import type { SlsType } from '../catalog/sls-type.ts';
import type { Expression } from '../syntax/tree.ts';
import { type Emission, emitExpression, typeOf } from './emission.ts';
import { instantOf, packed, wallOf } from './zoned-time.ts';

/** An expression as a value of a type that it is coerced to: only a time without zone looks otherwise as one with a zone. */
export function emitAs(e: Emission, expression: Expression, type: SlsType): string {
  const { kind } = typeOf(e, expression);
  if (type.kind !== 'timestamp with time zone' || (kind !== 'timestamp' && kind !== 'date')) return emitExpression(e, expression);
  return packed({ instant: instantOf(e, expression), wall: wallOf(e, expression) });
}
