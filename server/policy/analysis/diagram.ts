/**
 * A decision diagram over requests: an inner node asks one dimension and leads on by the value found there; a leaf is the
 * answer. Nodes are interned, so equal diagrams are the same number. Leaves are negative numbers (`leaf`, `leafValue`).
 */
export type Diagram = number;

/** Edges of a node: value and child in turn, values ascending, last the child for every value that is not named. */
type Edges = readonly number[];

/** A set of requests is a diagram with these two leaves. */
export const NOTHING: Diagram = -1;
export const EVERYTHING: Diagram = -2;

export const leaf = (value: number): Diagram => ~value;
export const isLeaf = (diagram: Diagram): boolean => diagram < 0;
export const leafValue = (diagram: Diagram): number => ~diagram;

/** Thrown where a policy needs more nodes than the diagrams were given. */
export class DiagramLimit extends Error {}

/** One value of one dimension on the way to a leaf; `null` is any value but those in `besides`. */
export interface Step {
  readonly dimension: number;
  readonly value: number | null;
  readonly besides: readonly number[];
}

/** What `find` looks for in two diagrams walked together. */
export interface Search {
  /** Asked of pairs of leaves. */
  readonly wanted: (a: Diagram, b: Diagram) => boolean;
  /** Whether a pair cannot lead to a wanted one. */
  readonly hopeless: (a: Diagram, b: Diagram) => boolean;
  /** The dimensions in which values that nobody names are tried first; in the others last. */
  readonly othersFirst?: (dimension: number) => boolean;
}

/** Finds a request that is in both of two sets. */
export const IN_BOTH: Search = {
  wanted: (a, b) => a === EVERYTHING && b === EVERYTHING,
  hopeless: (a, b) => a === NOTHING || b === NOTHING,
};

export interface Diagrams {
  /** The node that leads each named value to its child and all others to `other`. Values must ascend. */
  node(dimension: number, edges: readonly (readonly [value: number, child: Diagram])[], other: Diagram): Diagram;
  /** `combine` on the leaves of two diagrams, whole diagrams where it can tell (undefined: it cannot). */
  apply(a: Diagram, b: Diagram, combine: (a: Diagram, b: Diagram) => Diagram | undefined): Diagram;
  and(a: Diagram, b: Diagram): Diagram;
  or(a: Diagram, b: Diagram): Diagram;
  /** Requests of `a` that are not in `b`. */
  without(a: Diagram, b: Diagram): Diagram;
  /** `value` where the set holds, else `rest`. */
  override(set: Diagram, value: Diagram, rest: Diagram): Diagram;
  /** The way to a leaf pair the search wants, or undefined where there is none. */
  find(a: Diagram, b: Diagram, search: Search): readonly Step[] | undefined;
  /** Every leaf of `diagram` that a request of `set` reaches. */
  leavesWithin(set: Diagram, diagram: Diagram): ReadonlySet<number>;
}

/** An empty store of diagrams that holds at most `limit` inner nodes; `DiagramLimit` is thrown beyond. */
export function createDiagrams(limit: number): Diagrams {
  const dimensions: number[] = [];
  const edgesOf: Edges[] = [];
  let buckets = new Int32Array(1 << 12).fill(-1);
  const chain: number[] = [];

  const hash = (dimension: number, edges: Edges): number => {
    let h = dimension + 0x9e3779b9;
    for (const e of edges) h = Math.imul(h ^ e, 0x85ebca6b) ^ (h >>> 13);
    return h >>> 0;
  };
  const rehash = () => {
    buckets = new Int32Array(buckets.length * 2).fill(-1);
    for (let id = 0; id < dimensions.length; id++) {
      const slot = hash(dimensions[id]!, edgesOf[id]!) & (buckets.length - 1);
      chain[id] = buckets[slot]!;
      buckets[slot] = id;
    }
  };
  /** `edges` is flat, children equal to the last one already left out. */
  const intern = (dimension: number, edges: Edges): Diagram => {
    if (edges.length === 1) return edges[0]!;
    const h = hash(dimension, edges);
    for (let id = buckets[h & (buckets.length - 1)]!; id >= 0; id = chain[id]!)
      if (dimensions[id] === dimension && sameEdges(edgesOf[id]!, edges)) return id;
    if (dimensions.length >= limit) throw new DiagramLimit(`more than ${limit} nodes`);
    const id = dimensions.length;
    dimensions.push(dimension);
    edgesOf.push(edges);
    const slot = h & (buckets.length - 1);
    chain.push(buckets[slot]!);
    buckets[slot] = id;
    if (dimensions.length > buckets.length) rehash();
    return id;
  };

  const node: Diagrams['node'] = (dimension, edges, other) => {
    const flat: number[] = [];
    for (const [value, child] of edges) if (child !== other) flat.push(value, child);
    flat.push(other);
    return intern(dimension, flat);
  };

  /** Calls `visit` with the children of both for every value that either names, last for all the others (value -1). */
  const together = (a: Diagram, b: Diagram, visit: (value: number, a: Diagram, b: Diagram) => void): number => {
    const dimension = Math.min(a < 0 ? Infinity : dimensions[a]!, b < 0 ? Infinity : dimensions[b]!);
    const ea: Edges = a >= 0 && dimensions[a] === dimension ? edgesOf[a]! : [a];
    const eb: Edges = b >= 0 && dimensions[b] === dimension ? edgesOf[b]! : [b];
    const [otherA, otherB] = [ea[ea.length - 1]!, eb[eb.length - 1]!];
    let i = 0;
    let j = 0;
    while (i < ea.length - 1 || j < eb.length - 1) {
      const va = i < ea.length - 1 ? ea[i]! : Infinity;
      const vb = j < eb.length - 1 ? eb[j]! : Infinity;
      const value = Math.min(va, vb);
      const childA = va === value ? ea[i + 1]! : otherA;
      const childB = vb === value ? eb[j + 1]! : otherB;
      if (va === value) i += 2;
      if (vb === value) j += 2;
      visit(value, childA, childB);
    }
    visit(-1, otherA, otherB);
    return dimension;
  };

  const apply: Diagrams['apply'] = (first, second, combine) => {
    const memo = new Map<number, Diagram>();
    const walk = (a: Diagram, b: Diagram): Diagram => {
      const known = combine(a, b);
      if (known !== undefined) return known;
      const key = pairKey(a, b);
      const seen = memo.get(key);
      if (seen !== undefined) return seen;
      const values: number[] = [];
      const children: Diagram[] = [];
      const dimension = together(a, b, (value, x, y) => {
        values.push(value);
        children.push(walk(x, y));
      });
      const other = children[children.length - 1]!;
      const flat: number[] = [];
      for (let i = 0; i < values.length - 1; i++) if (children[i] !== other) flat.push(values[i]!, children[i]!);
      flat.push(other);
      const made = intern(dimension, flat);
      memo.set(key, made);
      return made;
    };
    return walk(first, second);
  };

  const find: Diagrams['find'] = (first, second, { wanted, hopeless, othersFirst }) => {
    const failed = new Set<number>();
    const steps: Step[] = [];
    const walk = (a: Diagram, b: Diagram): boolean => {
      if (hopeless(a, b)) return false;
      if (a < 0 && b < 0) return wanted(a, b);
      const key = pairKey(a, b);
      if (failed.has(key)) return false;
      const ways: { readonly value: number | null; readonly a: Diagram; readonly b: Diagram }[] = [];
      const dimension = together(a, b, (value, x, y) => ways.push({ value: value < 0 ? null : value, a: x, b: y }));
      const besides = ways.flatMap(w => w.value ?? []);
      if (othersFirst?.(dimension)) ways.unshift(ways.pop()!);
      for (const way of ways) {
        steps.push({ dimension, value: way.value, besides: way.value === null ? besides : [] });
        if (walk(way.a, way.b)) return true;
        steps.pop();
      }
      failed.add(key);
      return false;
    };
    return walk(first, second) ? steps : undefined;
  };

  const leavesWithin: Diagrams['leavesWithin'] = (set, diagram) => {
    const seen = new Set<number>();
    const leaves = new Set<number>();
    const walk = (a: Diagram, b: Diagram) => {
      if (a === NOTHING) return;
      if (b < 0) {
        // a set that is not empty reaches the leaf
        leaves.add(leafValue(b));
        return;
      }
      const key = pairKey(a, b);
      if (seen.has(key)) return;
      seen.add(key);
      together(a, b, (_, x, y) => walk(x, y));
    };
    walk(set, diagram);
    return leaves;
  };

  return {
    node,
    apply,
    and: (a, b) => apply(a, b, intersect),
    or: (a, b) => apply(a, b, unite),
    without: (a, b) => apply(a, b, subtract),
    override: (set, value, rest) => apply(set, rest, (a, b) => (a === NOTHING ? b : a === EVERYTHING ? value : undefined)),
    find,
    leavesWithin,
  };
}

const intersect = (a: Diagram, b: Diagram): Diagram | undefined =>
  a === NOTHING || b === NOTHING ? NOTHING : a === EVERYTHING ? b : b === EVERYTHING || a === b ? a : undefined;
const unite = (a: Diagram, b: Diagram): Diagram | undefined =>
  a === EVERYTHING || b === EVERYTHING ? EVERYTHING : a === NOTHING ? b : b === NOTHING || a === b ? a : undefined;
const subtract = (a: Diagram, b: Diagram): Diagram | undefined =>
  a === NOTHING || b === EVERYTHING || a === b ? NOTHING : b === NOTHING ? a : undefined;

const pairKey = (a: Diagram, b: Diagram): number => (a + 0x2000000) * 0x8000000 + (b + 0x2000000);

function sameEdges(a: Edges, b: Edges): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
