import type { LogField } from '../../query/catalog/log-field.ts';

/** A field that a log has, with the members that lead to it. */
export interface LocatedField extends LogField {
  readonly path: readonly string[];
  /** Other members of its name: names are the same whatever their case. */
  readonly others?: readonly (readonly string[])[];
}

/** Objects whose members have names of others' choosing, with dots in them. */
const MAPS: readonly (readonly string[])[] = [
  ['annotations'],
  ['user', 'extra'],
  ['impersonatedUser', 'extra'],
  ['responseStatus', 'details'],
];

/** The members of an event that lead to a field, by its name alone; undefined where an event has no such member. */
export function eventPath(name: string): readonly string[] | undefined {
  if (name.startsWith('__')) return undefined;
  const map = MAPS.find(path => name.startsWith(`${path.join('.')}.`));
  return map ? [...map, name.slice(map.join('.').length + 1)] : name.split('.');
}

/** A path as a JSON pointer. */
export const pointer = (path: readonly string[]): string =>
  path.map(name => `/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
