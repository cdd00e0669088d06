import type { SlsType } from '../../catalog/sls-type.ts';

const NUMBERS = ['boolean', 'bigint', 'double'];

/** What the values of a kind can be cast to, beside their own kind. */
const TARGETS: Readonly<Record<string, readonly string[]>> = {
  boolean: ['bigint', 'double', 'varchar', 'json'],
  bigint: ['boolean', 'double', 'varchar', 'json'],
  double: ['boolean', 'bigint', 'varchar', 'json'],
  varchar: [...NUMBERS, 'json', 'date', 'time', 'timestamp', 'timestamp with time zone', 'ipaddress', 'ipprefix'],
  json: [...NUMBERS, 'varchar'],
  date: ['varchar', 'json', 'timestamp', 'timestamp with time zone'],
  time: ['varchar'],
  timestamp: ['varchar', 'json', 'date', 'time', 'timestamp with time zone'],
  'timestamp with time zone': ['varchar', 'date', 'time', 'timestamp'],
  'interval day to second': ['varchar'],
  'interval year to month': ['varchar'],
  ipaddress: ['varchar', 'ipprefix', 'varbinary'],
  ipprefix: ['varchar', 'ipaddress'],
  varbinary: ['ipaddress'],
};

/** Whether `cast` turns the one type into the other. That a single value cannot be turned shows when it runs. */
export function isCastable(from: SlsType, to: SlsType): boolean {
  if (from.kind === 'unknown') return true;
  if (to.kind === 'json') return canBeJson(from);
  if (from.kind === 'json') return canComeOfJson(to);
  if (from.kind === 'array') return to.kind === 'array' && isCastable(from.element, to.element);
  if (from.kind === 'map') return to.kind === 'map' && isCastable(from.key, to.key) && isCastable(from.value, to.value);
  if (from.kind === 'row') {
    return (
      to.kind === 'row' && from.fields.length === to.fields.length && from.fields.every((f, i) => isCastable(f.type, to.fields[i]!.type))
    );
  }
  return from.kind === to.kind || (TARGETS[from.kind]?.includes(to.kind) ?? false);
}

function canBeJson(type: SlsType): boolean {
  switch (type.kind) {
    case 'array':
      return canBeJson(type.element);
    case 'map':
      return (NUMBERS.includes(type.key.kind) || type.key.kind === 'varchar' || type.key.kind === 'unknown') && canBeJson(type.value);
    case 'row':
      return type.fields.every(f => canBeJson(f.type));
    default:
      return type.kind === 'json' || type.kind === 'unknown' || (TARGETS[type.kind]?.includes('json') ?? false);
  }
}

function canComeOfJson(type: SlsType): boolean {
  switch (type.kind) {
    case 'array':
      return canComeOfJson(type.element);
    case 'map':
      return (NUMBERS.includes(type.key.kind) || type.key.kind === 'varchar') && canComeOfJson(type.value);
    case 'row':
      return type.fields.every(f => canComeOfJson(f.type));
    default:
      return type.kind === 'json' || TARGETS['json']!.includes(type.kind);
  }
}
