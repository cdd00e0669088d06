import type { SlsType } from '../../catalog/sls-type.ts';
import type { Binary } from '../../syntax/tree.ts';
import { commonType, isCoercible } from './common-type.ts';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  DAY_TO_SECOND,
  DOUBLE,
  isComparable,
  isInterval,
  isMoment,
  isNumeric,
  isOrderable,
  isUnknown,
  TIME,
  VARCHAR,
} from './scalars.ts';

/** What an operator makes of two types; undefined where it takes no such values. */
export function operatorType(operator: Binary['operator'], left: SlsType, right: SlsType): SlsType | undefined {
  switch (operator) {
    case 'and':
    case 'or':
      return isCoercible(left, BOOLEAN) && isCoercible(right, BOOLEAN) ? BOOLEAN : undefined;
    case '=':
    case '<>':
    case 'is distinct from':
    case 'is not distinct from': {
      const common = commonType(left, right);
      return common && isComparable(common) ? BOOLEAN : undefined;
    }
    case '<':
    case '<=':
    case '>':
    case '>=': {
      const common = commonType(left, right);
      return common && isOrderable(common) ? BOOLEAN : undefined;
    }
    case '||':
      return concatenated(left, right);
    case '+':
      return numeric(left, right) ?? shifted(left, right) ?? shifted(right, left);
    case '-':
      return numeric(left, right) ?? shifted(left, right) ?? difference(left, right);
    case '*':
      return numeric(left, right) ?? scaled(left, right) ?? scaled(right, left);
    case '/':
      return numeric(left, right) ?? scaled(left, right);
    case '%':
      return numeric(left, right);
  }
}

function numeric(left: SlsType, right: SlsType): SlsType | undefined {
  if (isUnknown(left) && isUnknown(right)) return BIGINT;
  if (isUnknown(left)) return isNumeric(right) ? right : undefined;
  if (isUnknown(right)) return isNumeric(left) ? left : undefined;
  if (!isNumeric(left) || !isNumeric(right)) return undefined;
  return left.kind === 'double' || right.kind === 'double' ? DOUBLE : BIGINT;
}

/** A moment and an interval, or two intervals of a kind. */
function shifted(from: SlsType, by: SlsType): SlsType | undefined {
  if (!isInterval(by)) return undefined;
  if (isInterval(from) || isUnknown(from)) return from.kind === by.kind || isUnknown(from) ? by : undefined;
  return isMoment(from) || (from.kind === TIME.kind && by.kind === DAY_TO_SECOND.kind) ? from : undefined;
}

function difference(left: SlsType, right: SlsType): SlsType | undefined {
  if (left.kind === TIME.kind && right.kind === TIME.kind) return DAY_TO_SECOND;
  return isMoment(left) && isMoment(right) && (left.kind === DATE.kind) === (right.kind === DATE.kind) ? DAY_TO_SECOND : undefined;
}

const scaled = (interval: SlsType, factor: SlsType): SlsType | undefined =>
  isInterval(interval) && (isNumeric(factor) || isUnknown(factor)) ? interval : undefined;

function concatenated(left: SlsType, right: SlsType): SlsType | undefined {
  if (left.kind === 'array' || right.kind === 'array') return joinedArrays(left, right);
  if (isUnknown(left) && isUnknown(right)) return VARCHAR;
  const common = commonType(left, right);
  return common && (common.kind === 'varchar' || common.kind === 'varbinary') ? common : undefined;
}

/** Two arrays, or an array and an element before or behind it. */
function joinedArrays(left: SlsType, right: SlsType): SlsType | undefined {
  if (left.kind === 'array' && right.kind === 'array') {
    const both = commonType(left, right);
    if (both) return both;
  }
  const behind = left.kind === 'array' ? commonType(left.element, right) : undefined;
  const before = right.kind === 'array' ? commonType(left, right.element) : undefined;
  const element = behind ?? before;
  return element && { kind: 'array', element };
}
