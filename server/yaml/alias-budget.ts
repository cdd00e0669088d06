import type { YamlNode } from './node.ts';

/** How many nodes were decoded, and how many of them through aliases. */
export interface AliasBudget {
  decoded: number;
  aliased: number;
  readonly sizes: WeakMap<YamlNode, number>;
}

export const aliasBudget = (): AliasBudget => ({ decoded: 0, aliased: 0, sizes: new WeakMap() });

export const EXCESSIVE = 'document contains excessive aliasing';

/**
 * Takes an alias of a node from the budget; false where go-yaml refuses the document, as a few lines of nested aliases can
 * stand for billions of nodes. Mirrors `allowedAliasRatio` and its use in `decode.go` of go-yaml v2.
 */
export function spend(budget: AliasBudget, target: YamlNode): boolean {
  const size = sizeOf(budget, target);
  budget.decoded += size;
  budget.aliased += size;
  return !(budget.aliased > 100 && budget.decoded > 1000 && budget.aliased / budget.decoded > allowedRatio(budget.decoded));
}

/** Nearly everything of a small document may come from aliases, a tenth of a large one. */
function allowedRatio(decoded: number): number {
  if (decoded <= 400_000) return 0.99;
  if (decoded >= 4_000_000) return 0.1;
  return 0.99 - 0.89 * ((decoded - 400_000) / 3_600_000);
}

function sizeOf(budget: AliasBudget, node: YamlNode): number {
  const known = budget.sizes.get(node);
  if (known !== undefined) return known;
  let size = 1;
  if (node.kind === 'sequence') for (const item of node.items) size += sizeOf(budget, item);
  else if (node.kind === 'mapping') for (const entry of node.entries) size += 1 + sizeOf(budget, entry.value);
  budget.sizes.set(node, size);
  return size;
}
