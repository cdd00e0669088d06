/** Items with the same key together, in order of first appearance; each group has at least one. */
export function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<K, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return [...groups.values()];
}
