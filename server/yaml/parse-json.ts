import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Range, YamlEntry, YamlNode, YamlProblem, YamlTree } from './node.ts';

/**
 * Reads a JSON text as Go's encoding/json does: strict, no comments, nothing after the value; repeated keys are reported
 * and the last counts. Never throws.
 */
export function parseJson(text: string): YamlTree {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false });
  const problems: YamlProblem[] = errors.map(e => ({
    code: 'syntax',
    range: visible(text, e.offset, e.length),
    message: `json: ${describe(printParseErrorCode(e.error))}`,
  }));
  if (problems.length === 0) {
    const trouble = strictTrouble(text);
    if (trouble) problems.push({ code: 'syntax', range: visible(text, 0, 1), message: trouble });
  }
  const root = tree ? readNode(tree, problems) : undefined;
  return { root, problems, comments: [], ignoredFrom: undefined, usesAnchors: false };
}

/** JSON.parse agrees with Go on what is JSON; jsonc-parser alone is more tolerant of control characters and escapes. */
function strictTrouble(text: string): string | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return `json: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** "PropertyNameExpected" as words. */
const describe = (code: string) => code.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

function visible(text: string, offset: number, length: number): Range {
  const start = Math.max(0, Math.min(offset, text.length - 1));
  return { start, end: Math.min(text.length, Math.max(start + 1, offset + length)) };
}

function readNode(node: Node, problems: YamlProblem[]): YamlNode {
  const range = { start: node.offset, end: node.offset + node.length };
  if (node.type === 'array') return { kind: 'sequence', range, items: (node.children ?? []).map(c => readNode(c, problems)), flow: true };
  if (node.type === 'object') {
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    for (const property of node.children ?? []) {
      const [key, value] = property.children ?? [];
      if (!key) continue;
      const name = String(key.value);
      const keyRange = { start: key.offset, end: key.offset + key.length };
      if (seen.has(name)) problems.push({ code: 'duplicate-key', range: keyRange, message: `duplicate field ${JSON.stringify(name)}` });
      seen.add(name);
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
