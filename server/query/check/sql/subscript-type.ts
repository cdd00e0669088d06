import type { SlsType } from '../../catalog/sls-type.ts';
import { typeText } from '../../catalog/sls-type.ts';
import type { Expression, FieldAccess, Subscript } from '../../syntax/tree.ts';
import type { Analysis } from '../analysis.ts';
import type { Place } from '../names/place.ts';
import { isCoercible } from '../types/common-type.ts';
import { isUnknown, UNKNOWN } from '../types/scalars.ts';
import { constantInteger } from './constant-number.ts';

/** `x[i]`: an element of an array, counted from 1, a value of a map, or a field of a row. */
export function subscriptType(analysis: Analysis, expression: Subscript, place: Place): SlsType {
  const { operand, index } = expression;
  const from = analysis.typeOf(operand, place);
  const at = analysis.typeOf(index, place);
  switch (from.kind) {
    case 'unknown':
      return UNKNOWN;
    case 'array':
      if (at.kind !== 'bigint' && !isUnknown(at)) {
        analysis.report(
          'type-mismatch',
          index.range,
          `An element of an array is found by its number, and this is of type ${typeText(at)}.`,
        );
      } else if (!place.conditional) tellOutOfRange(analysis, expression);
      return from.element;
    case 'map':
      if (!isCoercible(at, from.key)) {
        analysis.report(
          'type-mismatch',
          index.range,
          `A key of this map is of type ${typeText(from.key)}, and this is of type ${typeText(at)}.`,
        );
      } else if (!place.conditional) tellMissingKey(analysis, expression);
      return from.value;
    case 'row': {
      const position = constantInteger(index);
      const field = position === undefined ? undefined : from.fields[Number(position) - 1];
      if (field) return field.type;
      analysis.report(
        'invalid-argument',
        index.range,
        `A field of a row is found by its number, from 1 to ${from.fields.length}, written as a literal.`,
      );
      return UNKNOWN;
    }
    default: {
      const advice = from.kind === 'json' || from.kind === 'varchar' ? ' json_extract(x, path) reads inside JSON.' : '';
      analysis.report(
        'type-mismatch',
        operand.range,
        `Only arrays and maps have elements, and this is of type ${typeText(from)}.${advice}`,
      );
      return UNKNOWN;
    }
  }
}

/** `(r).a`: a field of a row by its name. */
export function fieldType(analysis: Analysis, { operand, name }: FieldAccess, place: Place): SlsType {
  const row = analysis.typeOf(operand, place);
  if (isUnknown(row)) return UNKNOWN;
  const field = row.kind === 'row' ? row.fields[fieldIndex(row, name.name)] : undefined;
  if (field) return field.type;
  const text = analysis.sourceText(operand.range);
  const what = row.kind === 'row' ? `has no field '${name.name}'` : 'is no row, so it has no fields';
  analysis.report('unknown-column', name.range, `${text} ${what}; its type is ${typeText(row)}.`);
  return UNKNOWN;
}

/** Where the field of a name stands in a row, counted from 0. */
export const fieldIndex = ({ fields }: Extract<SlsType, { readonly kind: 'row' }>, name: string): number =>
  fields.findIndex(f => f.name?.toLowerCase() === name.toLowerCase());

function tellOutOfRange(analysis: Analysis, { operand, index, range }: Subscript): void {
  const position = constantInteger(index);
  if (position === undefined) return;
  if (position === 0n) {
    analysis.report('invalid-argument', index.range, 'Elements of an array are counted from 1.');
  } else if (position < 0n) {
    analysis.report('invalid-argument', index.range, 'A subscript cannot be negative. element_at(x, -1) gives the last element.');
  } else if (operand.kind === 'array' && position > BigInt(operand.items.length)) {
    const message = `The array has ${operand.items.length} elements, so there is no element ${position}. element_at(x, ${position}) gives NULL instead.`;
    analysis.report('invalid-argument', range, message);
  }
}

/** Of a map that is written out: `map(array['a'], array[1])['b']`. */
function tellMissingKey(analysis: Analysis, { operand, index, range }: Subscript): void {
  if (operand.kind !== 'call' || operand.name.name.toLowerCase() !== 'map' || index.kind !== 'literal') return;
  const keys = operand.arguments[0];
  if (keys?.kind !== 'array' || !keys.items.every(isLiteral)) return;
  if (keys.items.some(k => k.kind === 'literal' && k.value === index.value)) return;
  analysis.report(
    'invalid-argument',
    range,
    `The map has no key ${analysis.sourceText(index.range)}. element_at(map, key) gives NULL instead.`,
  );
}

const isLiteral = (expression: Expression): boolean => expression.kind === 'literal';
