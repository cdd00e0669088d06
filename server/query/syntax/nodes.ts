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
  forEachChild(node, child => found.push(child));
  return found;
}

/** As `childrenOf`, each with the name of the property that it stands in, alone, in a list or in plain data. */
export function forEachChild(container: object, found: (child: AnyNode, key: string) => void, list?: string): void {
  for (const property in container) {
    const value: unknown = (container as Readonly<Record<string, unknown>>)[property];
    if (typeof value !== 'object' || value === null) continue;
    const key = list ?? property;
    if (isNode(value)) found(value, key);
    // Lists, and plain data such as the branches of a `case` or the bounds of a frame.
    else if (!('start' in value)) forEachChild(value, found, Array.isArray(value) ? key : undefined);
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
