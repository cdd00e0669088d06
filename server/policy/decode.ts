import type { Located, Range, YamlEntry, YamlNode } from '../yaml/node.ts';
import type { FieldType } from './field-types.ts';

/** A field as written: where its name stands, and its decoded value with its place. */
export interface Field<T> {
  readonly key: Range;
  readonly range: Range;
  readonly value: T;
}

export type Decoded = string | boolean | number | readonly Located<Decoded>[] | DecodedStruct | null;

export interface DecodedStruct {
  readonly [field: string]: Field<Decoded> | undefined;
}

/** What decoding found wrong. Paths are relative to the decoded node, in the server's spelling (`resources[0].verbs`). */
export type DecodeProblem =
  | {
      readonly kind: 'type';
      readonly range: Range;
      readonly found: string;
      readonly struct: string;
      readonly path: readonly string[];
      readonly go: string;
      /** Whether it is a plain value on one line, which quotes or brackets can mend. */
      readonly plain: boolean;
    }
  | {
      readonly kind: 'unknown-field';
      readonly range: Range;
      readonly entry: YamlEntry;
      readonly struct: string;
      readonly path: string;
      readonly known: readonly string[];
      /** The fields beside it. */
      readonly present: readonly string[];
    }
  | { readonly kind: 'time'; readonly range: Range; readonly found: string };

interface Place {
  readonly struct: string;
  /** Field names without indices, as in Go's type errors. */
  readonly names: readonly string[];
  /** With indices, as in strict decoding errors. */
  readonly path: string;
}

/**
 * Decodes a node into a Go type as kubernetes-sigs/json does: field names are case-sensitive, unknown ones are dropped,
 * null leaves the zero value (`null` here), the last of repeated fields counts. Goes on after a wrong type, so that every
 * problem is found in one pass.
 */
export function decode(node: YamlNode, type: FieldType, place: Place, problems: DecodeProblem[]): Decoded {
  if (node.kind === 'scalar' && node.value === null) return null;
  switch (type.kind) {
    case 'any':
      return null;
    case 'list':
      return decodeList(node, type, place, problems);
    case 'map':
      return decodeMap(node, type, place, problems);
    case 'struct':
      return decodeStruct(node, type, place, problems);
    default:
      return decodeScalar(node, type, place, problems);
  }
}

function decodeScalar(node: YamlNode, type: FieldType, place: Place, problems: DecodeProblem[]): Decoded {
  const value = node.kind === 'scalar' ? node.value : undefined;
  if (type.kind === 'time') {
    if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}([.,]\d+)?(Z|[-+]\d{2}:\d{2})$/.test(value)) {
      problems.push({ kind: 'time', range: node.range, found: typeof value === 'string' ? value : jsonKind(node) });
    }
    return null;
  }
  if (type.kind === 'bool' && typeof value === 'boolean') return value;
  if (type.kind === 'int64' && typeof value === 'number' && Number.isInteger(value)) return value;
  if (type.kind === 'string' && typeof value === 'string') return value;
  problems.push(wrongType(node, type, place));
  return null;
}

function decodeList(node: YamlNode, type: FieldType & { kind: 'list' }, place: Place, problems: DecodeProblem[]): Decoded {
  if (node.kind !== 'sequence') {
    problems.push(wrongType(node, type, place));
    return null;
  }
  return node.items.map((item, i) => ({
    range: item.range,
    value: decode(item, type.of, { ...place, path: `${place.path}[${i}]` }, problems),
  }));
}

function decodeMap(node: YamlNode, type: FieldType & { kind: 'map' }, place: Place, problems: DecodeProblem[]): Decoded {
  if (node.kind !== 'mapping') problems.push(wrongType(node, type, place));
  else for (const entry of node.entries) decode(entry.value, type.of, { ...place, path: `${place.path}.${entry.key}` }, problems);
  return null;
}

function decodeStruct(node: YamlNode, type: FieldType & { kind: 'struct' }, place: Place, problems: DecodeProblem[]): Decoded {
  if (node.kind !== 'mapping') {
    problems.push(wrongType(node, type, place));
    return null;
  }
  const fields: Record<string, Field<Decoded>> = {};
  const known = Object.keys(type.fields);
  const present = node.entries.map(e => e.key);
  for (const entry of node.entries) {
    const path = place.path === '' ? entry.key : `${place.path}.${entry.key}`;
    const fieldType = Object.hasOwn(type.fields, entry.key) ? type.fields[entry.key] : undefined;
    if (!fieldType) {
      problems.push({ kind: 'unknown-field', range: entry.keyRange, entry, struct: type.name, path, known, present });
      continue;
    }
    const inner = { struct: type.name, names: [...place.names, entry.key], path };
    fields[entry.key] = { key: entry.keyRange, range: entry.value.range, value: decode(entry.value, fieldType, inner, problems) };
  }
  return fields;
}

const wrongType = (node: YamlNode, type: FieldType, place: Place): DecodeProblem => ({
  kind: 'type',
  range: headOf(node),
  found: jsonKind(node),
  struct: place.struct,
  path: place.names,
  go: type.go,
  plain: node.kind === 'scalar' && node.style !== 'block' && node.range.end - node.range.start <= node.source.length + 2,
});

/** The part of a node that stands for it: all of it in braces or on one line, else where it begins. */
function headOf(node: YamlNode): Range {
  if (node.kind === 'scalar' || node.flow) return node.range;
  if (node.kind === 'mapping') return node.entries[0]?.keyRange ?? node.range;
  const first = node.items[0];
  return first ? { start: node.range.start, end: Math.max(node.range.start + 1, headOf(first).end) } : node.range;
}

/** The word encoding/json uses for a JSON value. */
export function jsonKind(node: YamlNode): string {
  if (node.kind === 'sequence') return 'array';
  if (node.kind === 'mapping') return 'object';
  return typeof node.value === 'boolean' ? 'bool' : typeof node.value;
}
