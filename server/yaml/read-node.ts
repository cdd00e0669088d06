import { isAlias, isMap, isPair, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { type AliasBudget, aliasBudget, EXCESSIVE, spend } from './alias-budget.ts';
import { expandMerges } from './merge-keys.ts';
import type { Range, YamlAlias, YamlEntry, YamlMapping, YamlNode, YamlProblem } from './node.ts';
import { resolveScalar } from './resolve-scalar.ts';
import { TOO_DEEP } from './syntax-problem.ts';
import { visible } from './visible-range.ts';

/** What is being read: the text, its problems and anchors. */
export interface Reader {
  readonly text: string;
  readonly problems: YamlProblem[];
  /** `undefined` while the anchored node is still being read. */
  readonly anchors: Map<string, YamlNode | undefined>;
  readonly aliases: AliasBudget;
  /** Where each anchor stands, and where it is used again. */
  readonly anchorPlaces: Map<string, Range>;
  readonly used: YamlAlias[];
  usesAnchors: boolean;
  depth: number;
}

/** Levels of nesting that are read; a policy has seven. go-yaml gives up at 10,000. */
const MAX_DEPTH = 1000;

export const newReader = (text: string, problems: YamlProblem[]): Reader => ({
  text,
  problems,
  anchors: new Map(),
  aliases: aliasBudget(),
  anchorPlaces: new Map(),
  used: [],
  usesAnchors: false,
  depth: 0,
});

/** Reads a node of the library's tree with the meaning go-yaml gives it; what is wrong with it goes to the reader's problems. */
export function readNode(reader: Reader, node: Node): YamlNode {
  const range = { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
  if (isAlias(node)) return readAlias(reader, node.source, range);
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  if (anchor) {
    reader.usesAnchors = true;
    reader.anchors.set(anchor, undefined);
    reader.anchorPlaces.set(anchor, anchorPlace(reader.text, anchor, range.start));
  }
  reader.aliases.decoded++;
  const result = isScalar(node) ? readScalar(reader, node, range) : readDeeper(reader, node, range);
  if (anchor) reader.anchors.set(anchor, result);
  return result;
}

function readDeeper(reader: Reader, node: Node, range: Range): YamlNode {
  if (reader.depth >= MAX_DEPTH) {
    if (!reader.problems.some(p => p.message === TOO_DEEP.message))
      reader.problems.push({ code: 'syntax', range: visible(reader.text, range.start, range.start + 1), ...TOO_DEEP });
    return emptyAt(range.start);
  }
  reader.depth++;
  const result = readCollection(reader, node, range);
  reader.depth--;
  return result;
}

function readCollection(reader: Reader, node: Node, range: Range): YamlNode {
  if (isSeq(node)) {
    const items = node.items.map(i => readNode(reader, i as Node));
    return { kind: 'sequence', range: around(range, items), items, flow: !!node.flow };
  }
  if (isMap(node)) return readMapping(reader, node.items, range, !!node.flow);
  return { kind: 'scalar', range, value: null, source: '', style: 'plain' };
}

/** Where a text is broken, the library may end a collection before its last part. */
function around({ start, end }: Range, parts: readonly YamlNode[]): Range {
  return { start, end: Math.max(end, parts.at(-1)?.range.end ?? end) };
}

function readAlias(reader: Reader, name: string, range: Range): YamlNode {
  reader.usesAnchors = true;
  const target = reader.anchors.get(name);
  const anchor = reader.anchorPlaces.get(name);
  if (anchor) reader.used.push({ range, anchor });
  if (target && spend(reader.aliases, target)) return relocate(target, range);
  if (target) {
    if (!reader.problems.some(p => p.message === EXCESSIVE))
      reader.problems.push({
        code: 'alias',
        range,
        message: EXCESSIVE,
        plain: 'Aliases make this text many times as large as it is written.',
      });
    return emptyAt(range.start);
  }
  // a star without a name is a syntax error already
  if (name === '') return emptyAt(range.start);
  const message = reader.anchors.has(name) ? `anchor '${name}' value contains itself` : `unknown anchor '${name}' referenced`;
  reader.problems.push({ code: 'alias', range, message });
  return { kind: 'scalar', range, value: null, source: '', style: 'plain' };
}

/** An anchor is a property of the node behind it. */
function anchorPlace(text: string, name: string, node: number): Range {
  const start = Math.max(0, text.lastIndexOf(`&${name}`, node));
  return { start, end: start + name.length + 1 };
}

/** A copy whose every place is that of the alias: what is wrong in it is shown where it is used. */
function relocate(node: YamlNode, range: Range): YamlNode {
  if (node.kind === 'scalar') return { ...node, range };
  if (node.kind === 'sequence') return { ...node, range, items: node.items.map(i => relocate(i, range)) };
  return { ...node, range, entries: node.entries.map(e => ({ key: e.key, keyRange: range, value: relocate(e.value, range) })) };
}

function readMapping(reader: Reader, items: readonly unknown[], range: Range, flow: boolean): YamlMapping {
  const written: (YamlEntry & { merge: boolean })[] = [];
  for (const pair of items) {
    if (!isPair(pair)) continue;
    const keyNode = pair.key as Node | null;
    const key = keyNode ? readNode(reader, keyNode) : emptyAt(range.start);
    const value = pair.value ? readNode(reader, pair.value as Node) : emptyAt(key.range.end);
    if (key.kind !== 'scalar' || key.value === null) {
      // where the text is broken already, this is a consequence
      if (reader.problems.some(p => p.code === 'syntax')) continue;
      reader.problems.push({
        code: 'key',
        range: visible(reader.text, key.range.start, key.range.end),
        message: key.kind === 'scalar' ? 'unsupported map key: null' : 'invalid map key',
      });
      continue;
    }
    const merge = key.style === 'plain' && key.source === '<<';
    written.push({ key: String(key.value), keyRange: key.range, value, merge });
  }
  const values = written.map(w => w.value);
  const entries = withoutRepeated(expandMerges(written, reader.problems), reader.problems);
  return { kind: 'mapping', range: around(range, values), entries, flow };
}

/** go-yaml overwrites: of a repeated key only the last entry is ever decoded. */
function withoutRepeated(entries: readonly YamlEntry[], problems: YamlProblem[]): readonly YamlEntry[] {
  const last = new Map<string, YamlEntry>();
  for (const entry of entries) {
    const earlier = last.get(entry.key)?.keyRange;
    if (earlier)
      problems.push({
        code: 'duplicate-key',
        range: entry.keyRange,
        message: `key ${JSON.stringify(entry.key)} already set in map`,
        earlier,
      });
    last.set(entry.key, entry);
  }
  return last.size === entries.length ? entries : entries.filter(e => last.get(e.key) === e);
}

const emptyAt = (offset: number): YamlNode => ({
  kind: 'scalar',
  range: { start: offset, end: offset },
  value: null,
  source: '',
  style: 'plain',
});

const TAG_PREFIX = 'tag:yaml.org,2002:';

function readScalar(reader: Reader, node: Scalar, range: Range): YamlNode {
  const source = typeof node.source === 'string' ? node.source : String(node.value ?? '');
  const style = node.type === 'PLAIN' || node.type === undefined ? 'plain' : node.type.startsWith('BLOCK') ? 'block' : 'quoted';
  const tag = node.tag?.startsWith(TAG_PREFIX) ? node.tag.slice(TAG_PREFIX.length) : node.tag;
  const text = style === 'plain' ? source : String(node.value ?? '');
  if (tag === 'str' || (tag === undefined && style !== 'plain')) return { kind: 'scalar', range, value: text, source: text, style };
  const resolved = resolveScalar(text);
  const value = resolved.tag === 'float' && tag === 'int' ? Number(resolved.value) : resolved.value;
  if (tag !== undefined && ['int', 'float', 'bool', 'null', 'timestamp'].includes(tag) && !fits(resolved.tag, tag)) {
    reader.problems.push({ code: 'tag', range, message: `cannot decode !!${resolved.tag} \`${text}\` as a !!${tag}` });
  }
  if (typeof value === 'number' && !Number.isFinite(value)) {
    reader.problems.push({ code: 'number', range, message: `json: unsupported value: ${value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN'}` });
  }
  const known = tag === undefined || ['int', 'float', 'bool', 'null', 'timestamp', 'merge'].includes(tag);
  return { kind: 'scalar', range, value: known ? value : text, source: text, style };
}

const fits = (found: string, wanted: string) => found === wanted || (wanted === 'float' && found === 'int');
