import type { SlsType } from '../../catalog/sls-type.ts';
import { UNKNOWN } from './scalars.ts';

/** The kinds a value turns into by itself. Text never does: comparing it with a number is an error. */
const WIDER: Readonly<Record<string, readonly string[]>> = {
  bigint: ['double'],
  date: ['timestamp', 'timestamp with time zone'],
  timestamp: ['timestamp with time zone'],
};

/** Whether a value of the one type is taken where the other is asked for; what is not known may be anything. */
export function isCoercible(from: SlsType, to: SlsType): boolean {
  if (from.kind === 'unknown' || to.kind === 'unknown') return true;
  if (from.kind === 'array' && to.kind === 'array') return isCoercible(from.element, to.element);
  if (from.kind === 'map' && to.kind === 'map') return isCoercible(from.key, to.key) && isCoercible(from.value, to.value);
  if (from.kind === 'row' && to.kind === 'row') {
    return from.fields.length === to.fields.length && from.fields.every((f, i) => isCoercible(f.type, to.fields[i]!.type));
  }
  return from.kind === to.kind || (WIDER[from.kind]?.includes(to.kind) ?? false);
}

/** The narrowest type that takes values of both; undefined where there is none. */
export function commonType(a: SlsType, b: SlsType): SlsType | undefined {
  if (a.kind === 'unknown') return b;
  if (b.kind === 'unknown') return a;
  if (a.kind === 'array' && b.kind === 'array') {
    const element = commonType(a.element, b.element);
    return element && { kind: 'array', element };
  }
  if (a.kind === 'map' && b.kind === 'map') {
    const key = commonType(a.key, b.key);
    const value = commonType(a.value, b.value);
    return key && value && { kind: 'map', key, value };
  }
  if (a.kind === 'row' && b.kind === 'row') return commonRow(a.fields, b.fields);
  if (isCoercible(a, b)) return b;
  return isCoercible(b, a) ? a : undefined;
}

type RowFields = Extract<SlsType, { readonly kind: 'row' }>['fields'];

function commonRow(a: RowFields, b: RowFields): SlsType | undefined {
  if (a.length !== b.length) return undefined;
  const fields: { name?: string; type: SlsType }[] = [];
  for (const [i, { name, type }] of a.entries()) {
    const common = commonType(type, b[i]!.type);
    if (!common) return undefined;
    // a name stays where both rows agree on it
    fields.push(name !== undefined && name === b[i]!.name ? { name, type: common } : { type: common });
  }
  return { kind: 'row', fields };
}

/** The type common to all, `unknown` for none; `clash` is the first that does not go with those before it. */
export function commonOf(types: readonly SlsType[]): { readonly type: SlsType; readonly clash?: number } {
  let type = UNKNOWN;
  for (const [i, next] of types.entries()) {
    const common = commonType(type, next);
    if (!common) return { type, clash: i };
    type = common;
  }
  return { type };
}
