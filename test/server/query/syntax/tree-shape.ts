import assert from 'node:assert/strict';
import { childrenOf, visit } from '../../../../server/query/syntax/nodes.ts';
import type { Query } from '../../../../server/query/syntax/tree.ts';

/** Asserts that all places lie in the text, those of a node in its parent's; tells the number of nodes and the depth. */
export function assertPlaced(query: Query): { readonly nodes: number; readonly depth: number } {
  const { length } = query.text;
  for (const { range } of [...query.problems, ...query.comments.map(range => ({ range }))]) {
    assert.ok(0 <= range.start && range.start <= range.end && range.end <= length, `${range.start}–${range.end} of ${length}`);
  }
  let nodes = 0;
  let deepest = 0;
  visit(query, (node, depth) => {
    nodes += 1;
    deepest = Math.max(deepest, depth);
    const { start, end } = node.range;
    assert.ok(0 <= start && start <= end && end <= length, `${node.kind}: ${start}–${end} of ${length}`);
    for (const { kind, range } of childrenOf(node)) {
      assert.ok(start <= range.start && range.end <= end, `${kind} ${range.start}–${range.end} in ${node.kind} ${start}–${end}`);
    }
    return true;
  });
  return { nodes, depth: deepest };
}

/** The tree without places, `values` with what they are, to compare what two texts mean. */
export function meaning(query: Query): unknown {
  const { search, sql, spl } = query;
  return JSON.parse(JSON.stringify({ search, sql, spl }, (key, value) => (PLACES.has(key) ? undefined : value)));
}

const PLACES: ReadonlySet<string> = new Set(['range', 'operatorRange', 'argumentsRange', 'fromKeyword', 'keyword']);
