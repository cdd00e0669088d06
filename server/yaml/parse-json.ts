import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import { jsonSyntaxProblem, strictProblem } from './json-syntax-problem.ts';
import { EMPTY_TREE, type Range, type YamlEntry, type YamlNode, type YamlProblem, type YamlTree } from './node.ts';
import { TOO_DEEP } from './syntax-problem.ts';

/**
 * Reads a JSON text as Go's encoding/json does: strict, no comments, nothing after the value; repeated keys are reported
 * and the last counts. Never throws.
 */
export function parseJson(text: string): YamlTree {
  try {
    return readJson(text);
  } catch (error) {
    // the library goes into nested text by recursion
    if (!(error instanceof RangeError)) throw error;
    const range = { start: 0, end: Math.min(1, text.length) };
    return { ...EMPTY_TREE, problems: [{ code: 'syntax', range, ...TOO_DEEP, message: 'exceeded max depth' }] };
  }
}

function readJson(text: string): YamlTree {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  // Go stops at the first trouble
  const trouble = errors[0] ? jsonSyntaxProblem(text, errors[0]) : strictProblem(text);
  const problems: YamlProblem[] = trouble ? [trouble] : [];
  const root = tree ? readNode(tree, problems) : undefined;
  return { ...EMPTY_TREE, root, problems };
}

function readNode(node: Node, problems: YamlProblem[]): YamlNode {
  const range = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'array') return { kind: 'sequence', range, items: (node.children ?? []).map(c => readNode(c, problems)), flow: true };
  if (node.type === 'object') {
    const entries: YamlEntry[] = [];
    const seen = new Map<string, Range>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (!key) continue;
      const name = String(key.value);
      const keyRange = { start: key.offset, end: key.offset + key.length };
      const earlier = seen.get(name);
      if (earlier) problems.push({ code: 'duplicate-key', range: keyRange, message: `duplicate field ${JSON.stringify(name)}`, earlier });
      seen.set(name, keyRange);
      entries.push({
        key: name,
        keyRange,
        value: value ? readNode(value, problems) : { kind: 'scalar', range: keyRange, value: null, source: '', style: 'plain' },
      });
    }
    return { kind: 'mapping', range, entries, flow: true };
  }
  const value: string | number | boolean | null = node.type === 'null' || node.value === undefined ? null : node.value;
  return { kind: 'scalar', range, value, source: String(value), style: node.type === 'string' ? 'quoted' : 'plain' };
}
