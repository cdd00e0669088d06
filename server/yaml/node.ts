/** Half-open range of UTF-16 offsets, relative to the text that was parsed. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export const shift = (range: Range, offset: number): Range =>
  offset === 0 ? range : { start: range.start + offset, end: range.end + offset };

/** A value with the place it was read from. */
export interface Located<T> {
  readonly value: T;
  readonly range: Range;
}

/** A scalar with the meaning that YAML 1.1 gives it in go-yaml v2 (dates stay text). */
export interface YamlScalar {
  readonly kind: 'scalar';
  readonly range: Range;
  readonly value: string | number | boolean | null;
  /** The text as written, without quotes. */
  readonly source: string;
  readonly style: 'plain' | 'quoted' | 'block';
}

export interface YamlSequence {
  readonly kind: 'sequence';
  readonly range: Range;
  readonly items: readonly YamlNode[];
  readonly flow: boolean;
}

/** One `key: value` in textual order; merged entries stand where `<<` stood, with the range of the alias. */
export interface YamlEntry {
  readonly key: string;
  readonly keyRange: Range;
  readonly value: YamlNode;
}

export interface YamlMapping {
  readonly kind: 'mapping';
  readonly range: Range;
  /** Without the repeated keys that go-yaml overwrites; a JSON object keeps them, since Go decodes each. */
  readonly entries: readonly YamlEntry[];
  readonly flow: boolean;
}

export type YamlNode = YamlScalar | YamlSequence | YamlMapping;

/** `code` tells what go-yaml does: refuse the text (`syntax`, `alias`, `merge`, `key`, `tag`) or drop something (`duplicate-key`). */
export interface YamlProblem {
  readonly code: 'syntax' | 'alias' | 'merge' | 'key' | 'tag' | 'number' | 'duplicate-key';
  readonly range: Range;
  /** In go-yaml's words, as far as they are known. */
  readonly message: string;
  /** What to do about it, in plain words. */
  readonly plain?: string;
  /** Whether quoting what stands there mends it. */
  readonly quote?: boolean;
  /** Of a repeated key, where it stood before. */
  readonly earlier?: Range;
}

/** Where an anchored value is used again. */
export interface YamlAlias {
  readonly range: Range;
  /** The `&name` it stands for. */
  readonly anchor: Range;
}

export interface YamlTree {
  /** Undefined for an empty document. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly YamlProblem[];
  readonly comments: readonly Located<string>[];
  /** Where text begins that no reader of the first document sees. */
  readonly ignoredFrom: number | undefined;
  readonly usesAnchors: boolean;
  readonly aliases: readonly YamlAlias[];
  /** Whether the text ends inside quotes, or inside brackets. */
  readonly unclosed: 'quote' | 'flow' | undefined;
}

/** The tree of a text that holds nothing. */
export const EMPTY_TREE: YamlTree = {
  root: undefined,
  problems: [],
  comments: [],
  ignoredFrom: undefined,
  usesAnchors: false,
  aliases: [],
  unclosed: undefined,
};

/** The value of the last entry with this key, the one that counts. */
export const entryOf = (node: YamlNode | undefined, key: string): YamlEntry | undefined =>
  node?.kind === 'mapping' ? node.entries.findLast(e => e.key === key) : undefined;

/** The plain value of a node: objects, arrays and scalars, as after go-yaml's decoding. */
export function plainValue(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value;
  if (node.kind === 'sequence') return node.items.map(plainValue);
  return Object.fromEntries(node.entries.map(e => [e.key, plainValue(e.value)]));
}
