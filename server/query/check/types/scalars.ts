import type { ScalarKind, SlsType } from '../../catalog/sls-type.ts';

export const UNKNOWN: SlsType = { kind: 'unknown' };
export const BOOLEAN: SlsType = { kind: 'boolean' };
export const BIGINT: SlsType = { kind: 'bigint' };
export const DOUBLE: SlsType = { kind: 'double' };
export const VARCHAR: SlsType = { kind: 'varchar' };
export const DATE: SlsType = { kind: 'date' };
export const TIME: SlsType = { kind: 'time' };
export const TIMESTAMP: SlsType = { kind: 'timestamp' };
export const DAY_TO_SECOND: SlsType = { kind: 'interval day to second' };
export const YEAR_TO_MONTH: SlsType = { kind: 'interval year to month' };

export const isUnknown = (type: SlsType): boolean => type.kind === 'unknown';
export const isNumeric = (type: SlsType): boolean => type.kind === 'bigint' || type.kind === 'double';
export const isMoment = (type: SlsType): boolean =>
  type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'timestamp with time zone';
export const isInterval = (type: SlsType): boolean => type.kind === DAY_TO_SECOND.kind || type.kind === YEAR_TO_MONTH.kind;

/** Kinds whose values cannot be told equal. */
const INCOMPARABLE: ReadonlySet<ScalarKind> = new Set(['hyperloglog', 'color', 'geometry']);

/** Whether `=` compares two values of the type. */
export function isComparable(type: SlsType): boolean {
  switch (type.kind) {
    case 'array':
      return isComparable(type.element);
    case 'map':
      return isComparable(type.value);
    case 'row':
      return type.fields.every(f => isComparable(f.type));
    default:
      return !INCOMPARABLE.has(type.kind);
  }
}

/** Whether `<` and ORDER BY compare two values of the type. */
export function isOrderable(type: SlsType): boolean {
  switch (type.kind) {
    case 'array':
      return isOrderable(type.element);
    case 'map':
      return false;
    case 'row':
      return type.fields.every(f => isOrderable(f.type));
    default:
      return type.kind !== 'json' && isComparable(type);
  }
}
