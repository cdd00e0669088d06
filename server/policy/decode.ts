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
    }
  | {
      readonly kind: 'unknown-field';
      readonly range: Range;
      readonly entry: YamlEntry;
      readonly struct: string;
      readonly path: string;
      readonly known: readonly string[];
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
  const wanted = type.kind === 'bool' ? 'boolean' : type.kind === 'int64' ? 'number' : 'string';
  // biome-ignore lint/suspicious/useValidTypeof: the wanted type is one of three
  if (typeof value === wanted && (type.kind !== 'int64' || Number.isInteger(value))) return value as Decoded;
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
  for (const entry of node.entries) {
    const path = place.path === '' ? entry.key : `${place.path}.${entry.key}`;
    const fieldType = Object.hasOwn(type.fields, entry.key) ? type.fields[entry.key] : undefined;
    if (!fieldType) {
      problems.push({ kind: 'unknown-field', range: entry.keyRange, entry, struct: type.name, path, known: Object.keys(type.fields) });
      continue;
    }
    const inner = { struct: type.name, names: [...place.names, entry.key], path };
    fields[entry.key] = { key: entry.keyRange, range: entry.value.range, value: decode(entry.value, fieldType, inner, problems) };
  }
  return fields;
}

const wrongType = (node: YamlNode, type: FieldType, place: Place): DecodeProblem => ({
  kind: 'type',
  range: node.range,
  found: jsonKind(node),
  struct: place.struct,
  path: place.names,
  go: type.go,
});

/** The word encoding/json uses for a JSON value. */
export function jsonKind(node: YamlNode): string {
  if (node.kind === 'sequence') return 'array';
  if (node.kind === 'mapping') return 'object';
  return typeof node.value === 'boolean' ? 'bool' : typeof node.value;
}
