import { Composer, type Document, isMap, isScalar, isSeq, type Node } from 'yaml';
import { leadingTab } from './leading-tabs.ts';
import { libyamlTokens } from './libyaml-tokens.ts';
import { columnOf } from './line-start.ts';
import { EMPTY_TREE, type Located, type YamlProblem, type YamlTree } from './node.ts';
import { newReader, readNode } from './read-node.ts';
import { isUnclosedFlow, isUnclosedQuote, syntaxProblem, TOO_DEEP } from './syntax-problem.ts';
import { visible } from './visible-range.ts';

/** Characters that go-yaml's reader refuses anywhere in the text. */
const CONTROL = /[^\P{Cc}\t\n\r\x85]|[\ufffe\uffff]/u;

/** Troubles of the library that go-yaml does not have: it knows every tag text, and stops reading after the first root node. */
const HARMLESS = new Set(['TAG_RESOLVE_FAILED', 'MULTIPLE_DOCS']);

/**
 * Reads the first YAML document of a text the way go-yaml v2 does (YAML 1.1). Never throws: what cannot be read is a
 * problem, and the tree holds what could.
 */
export function parseYaml(text: string): YamlTree {
  try {
    return readYaml(text);
  } catch (error) {
    // the library goes into nested text by recursion
    if (!(error instanceof RangeError)) throw error;
    return { ...EMPTY_TREE, problems: [{ code: 'syntax', range: visible(text, 0, 1), ...TOO_DEEP }] };
  }
}

function readYaml(text: string): YamlTree {
  const comments: Located<string>[] = [];
  const first = firstDocument(text, comments);
  if (!first.document) return { ...EMPTY_TREE, comments };
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
  const reader = newReader(text, problems);
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
  const { usesAnchors, used } = reader;
  return { root, problems, comments, ignoredFrom: end < text.length ? end : undefined, usesAnchors, aliases: used, unclosed };
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
  const commented = text.includes('#');
  for (const token of libyamlTokens(text)) {
    if (commented) collectComments(token, comments);
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
