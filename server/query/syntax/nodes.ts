import type { TextRange } from '../../lint/finding.ts';
import type { Query } from './tree.ts';

/** What every node of the tree has. */
export interface AnyNode {
  readonly range: TextRange;
  readonly kind?: string;
}

/** The nodes directly below one, in the order of its properties; places that are no nodes (`keyword`, `operatorRange`) are left out. */
export function childrenOf(node: AnyNode): readonly AnyNode[] {
  const found: AnyNode[] = [];
  collect(node, found);
  return found;
}

function collect(container: Readonly<Record<string, unknown>> | AnyNode, found: AnyNode[]): void {
  for (const key in container) {
    const value: unknown = (container as Readonly<Record<string, unknown>>)[key];
    if (typeof value !== 'object' || value === null) continue;
    if (isNode(value)) found.push(value);
    // Lists, and plain data such as the branches of a `case` or the bounds of a frame.
    else if (!('start' in value)) collect(value as Readonly<Record<string, unknown>>, found);
  }
}

function isNode(value: object): value is AnyNode {
  return 'range' in value;
}

/** Visits every node of a query, parents first, with its depth, until `visitor` answers false. Works on trees of any depth. */
export function visit({ search, sql, spl }: Omit<Query, 'problems'>, visitor: (node: AnyNode, depth: number) => boolean | undefined): void {
  const nodes: AnyNode[] = [search, sql, spl].filter(node => node !== undefined).reverse();
  const depths = nodes.map(() => 1);
  for (let node = nodes.pop(); node; node = nodes.pop()) {
    const depth = depths.pop()!;
    if (visitor(node, depth) === false) return;
    const children = childrenOf(node);
    for (let at = children.length - 1; at >= 0; at -= 1) {
      nodes.push(children[at]!);
      depths.push(depth + 1);
    }
  }
}
