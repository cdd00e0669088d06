import { Composer, type Document, isAlias, isMap, isPair, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { leadingTab } from './leading-tabs.ts';
import { libyamlTokens } from './libyaml-tokens.ts';
import { columnOf } from './line-start.ts';
import { expandMerges } from './merge-keys.ts';
import type { Located, Range, YamlEntry, YamlMapping, YamlNode, YamlProblem, YamlTree } from './node.ts';
import { resolveScalar } from './resolve-scalar.ts';
import { isUnclosedFlow, isUnclosedQuote, syntaxProblem } from './syntax-problem.ts';

/** Characters that go-yaml's reader refuses anywhere in the text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to find
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** Troubles of the library that go-yaml does not have: it knows every tag text, and stops reading after the first root node. */
const HARMLESS = new Set(['TAG_RESOLVE_FAILED', 'MULTIPLE_DOCS']);

/**
 * Reads the first YAML document of a text the way go-yaml v2 does (YAML 1.1). Never throws: what cannot be read is a
 * problem, and the tree holds what could.
 */
export function parseYaml(text: string): YamlTree {
  const comments: Located<string>[] = [];
  const first = firstDocument(text, comments);
  if (!first.document) return { root: undefined, problems: [], comments, ignoredFrom: undefined, usesAnchors: false, unclosed: undefined };
  const { document } = first;
  const problems: YamlProblem[] = [];
  const errors = document.errors.filter(e => !HARMLESS.has(e.code));
  const afterRoot = errors.find(e => e.code === 'UNEXPECTED_TOKEN' && isAfterRoot(text, document.contents, e.pos[0]))?.pos[0];
  const end = Math.min(first.end, afterRoot ?? text.length);
  const found = errors.filter(e => e.pos[0] < end || afterRoot === undefined);
  // go-yaml stops at the first trouble; what comes after it is mostly its consequence
  if (found[0]) problems.push(syntaxProblem(text, found[0], document));
  const version = document.directives?.yaml;
  if (version?.explicit && version.version !== '1.1') {
    problems.push({ code: 'syntax', range: visible(text, 0, 1), message: 'found incompatible YAML document' });
  }
  const control = CONTROL.exec(text);
  if (control && problems.length === 0)
    problems.push({
      code: 'syntax',
      range: visible(text, control.index, control.index + 1),
      message: 'control characters are not allowed',
      plain: 'An invisible control character stands here. Delete it.',
    });
  const reader: Reader = { text, problems, anchors: new Map(), usesAnchors: false };
  const root = document.contents ? readNode(reader, document.contents as Node) : undefined;
  const unclosed = found.some(isUnclosedQuote) ? 'quote' : found.some(isUnclosedFlow) ? 'flow' : undefined;
  const tab = leadingTab(text, root, end);
  if (tab !== undefined && !problems.some(p => p.code === 'syntax'))
    problems.push({
      code: 'syntax',
      range: { start: tab, end: tab + 1 },
      message: 'found character that cannot start any token',
      plain: 'YAML is indented with spaces; here stands a tab.',
    });
  return { root, problems, comments, ignoredFrom: end < text.length ? end : undefined, usesAnchors: reader.usesAnchors, unclosed };
}

function firstDocument(text: string, comments: Located<string>[]): { document?: Document.Parsed; end: number } {
  // failsafe: every scalar stays text, its meaning is go-yaml's and decided in resolve-scalar
  const composer = new Composer({
    version: '1.1',
    schema: 'failsafe',
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    logLevel: 'silent',
    keepSourceTokens: false,
  });
  for (const token of libyamlTokens(text)) {
    collectComments(token, comments);
    for (const document of composer.next(token)) return { document, end: token.offset };
  }
  for (const document of composer.end(false)) return { document, end: text.length };
  return { end: text.length };
}

interface SourceToken {
  readonly type: string;
  readonly offset: number;
  readonly source: string;
}

/** Comments lie in the concrete syntax tree only; the tree is plain data, so walk it as such. */
function collectComments(token: unknown, into: Located<string>[]): void {
  if (Array.isArray(token)) {
    for (const part of token) collectComments(part, into);
    return;
  }
  if (typeof token !== 'object' || token === null) return;
  const t = token as Partial<SourceToken>;
  if (t.type === 'comment' && t.source !== undefined && t.offset !== undefined) {
    into.push({ value: t.source, range: { start: t.offset, end: t.offset + t.source.length } });
    return;
  }
  for (const key of ['start', 'value', 'items', 'key', 'sep', 'end', 'props'] as const) {
    const part = (token as Record<string, unknown>)[key];
    if (typeof part === 'object') collectComments(part, into);
  }
}

/** libyaml ends the document where a complete root node ends: for a block collection at a line left of it, else at once. */
function isAfterRoot(text: string, root: unknown, offset: number): boolean {
  if (!isMap(root) && !isSeq(root) && !isScalar(root)) return false;
  const range = root.range;
  if (!range || offset < range[1]) return false;
  return isScalar(root) || root.flow ? true : columnOf(text, offset) < columnOf(text, range[0]);
}

/** A range that a reader can see: inside the text, not empty where the text is not, without the trailing line end. */
function visible(text: string, start: number, end: number): Range {
  let from = Math.max(0, Math.min(start, text.length));
  let to = Math.max(from, Math.min(end, text.length));
  if (from === to) {
    while (from > 0 && (from >= text.length || text[from] === '\n')) from--;
    to = Math.min(from + 1, text.length);
  }
  return { start: from, end: to };
}

interface Reader {
  readonly text: string;
  readonly problems: YamlProblem[];
  /** `undefined` while the anchored node is still being read. */
  readonly anchors: Map<string, YamlNode | undefined>;
  usesAnchors: boolean;
}

function readNode(reader: Reader, node: Node): YamlNode {
  const range = { start: node.range?.[0] ?? 0, end: node.range?.[1] ?? 0 };
  if (isAlias(node)) return readAlias(reader, node.source, range);
  const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
  if (anchor) {
    reader.usesAnchors = true;
    reader.anchors.set(anchor, undefined);
  }
  const result = isScalar(node) ? readScalar(reader, node, range) : readCollection(reader, node, range);
  if (anchor) reader.anchors.set(anchor, result);
  return result;
}

function readCollection(reader: Reader, node: Node, range: Range): YamlNode {
  if (isSeq(node)) return { kind: 'sequence', range, items: node.items.map(i => readNode(reader, i as Node)), flow: !!node.flow };
  if (isMap(node)) return readMapping(reader, node.items, range, !!node.flow);
  return { kind: 'scalar', range, value: null, source: '', style: 'plain' };
}

function readAlias(reader: Reader, name: string, range: Range): YamlNode {
  reader.usesAnchors = true;
  const target = reader.anchors.get(name);
  if (target) return relocate(target, range);
  // a star without a name is a syntax error already
  if (name === '') return emptyAt(range.start);
  const message = reader.anchors.has(name) ? `anchor '${name}' value contains itself` : `unknown anchor '${name}' referenced`;
  reader.problems.push({ code: 'alias', range, message });
  return { kind: 'scalar', range, value: null, source: '', style: 'plain' };
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
  return { kind: 'mapping', range, entries: withoutRepeated(expandMerges(written, reader.problems), reader.problems), flow };
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
