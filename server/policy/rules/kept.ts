/** A function of an object that is computed once per object and forgotten with it: rule bodies outlive edits. */
export function kept<K extends object, V extends NonNullable<unknown>>(compute: (key: K) => V): (key: K) => V {
  const known = new WeakMap<K, V>();
  return key => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

/** Texts that are remembered for one object; a policy names fewer. */
const MOST_TEXTS = 10_000;

/** The same of an object and a text: what was guessed for the items of a long list is not guessed again when one of them is edited. */
export function keptByText<K extends object, V>(compute: (key: K, text: string) => V): (key: K, text: string) => V {
  const textsOf = kept((_: K) => new Map<string, V>());
  return (key, text) => {
    const texts = textsOf(key);
    if (!texts.has(text)) {
      if (texts.size >= MOST_TEXTS) texts.clear();
      texts.set(text, compute(key, text));
    }
    return texts.get(text)!;
  };
}
