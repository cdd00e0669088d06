/** A set of rule numbers, 32 to a word. */
export type Bits = Int32Array;

export const bits = (count: number): Bits => new Int32Array(Math.ceil(count / 32));

export function setBit(set: Bits, index: number): void {
  set[index >> 5]! |= 1 << (index & 31);
}

/** Adds the members of another set. */
export function unite(set: Bits, other: Bits): void {
  for (let word = 0; word < set.length; word++) set[word]! |= other[word]!;
}

/** For one selector: which rules each value passes. */
export interface ValueIndex {
  /** Rules that name the value or do not constrain the selector. */
  readonly byValue: ReadonlyMap<string, Bits>;
  /** Rules that do not constrain the selector. */
  readonly unconstrained: Bits;
}

/** Builds the index of a selector from its list in every rule; an empty list constrains nothing. */
export function valueIndex(lists: readonly (readonly string[])[]): ValueIndex {
  const unconstrained = bits(lists.length);
  for (const [i, list] of lists.entries()) if (list.length === 0) setBit(unconstrained, i);
  const byValue = new Map<string, Bits>();
  for (const [i, list] of lists.entries()) {
    for (const value of list) {
      const set = byValue.get(value) ?? unconstrained.slice();
      byValue.set(value, set);
      setBit(set, i);
    }
  }
  return { byValue, unconstrained };
}

export const valueRules = (index: ValueIndex, value: string): Bits => index.byValue.get(value) ?? index.unconstrained;
