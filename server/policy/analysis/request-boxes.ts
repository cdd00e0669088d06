import { type Diagram, type Diagrams, EVERYTHING, IN_BOTH, NOTHING, type Step } from './diagram.ts';
import { DIMENSIONS, type Dimension, groupIndex, MEMBER, NO_USER, PATH_REQUEST, type RequestSpace } from './request-space.ts';

type ListDimension = keyof RequestSpace['values'] | 'path';

/** Values a dimension may have: these, or all but these. */
export interface AllowedValues {
  readonly values: readonly string[];
  readonly except: boolean;
}

/** Requests described one dimension at a time; a dimension that is absent may have any value. */
export interface RequestBox {
  readonly kind?: 'path' | 'resource';
  readonly allowed: Readonly<Partial<Record<ListDimension, AllowedValues>>>;
  /** Set where the user is constrained: whether a request whose authentication failed belongs to the box. */
  readonly unauthenticated?: boolean;
  readonly memberOf: readonly string[];
  readonly notMemberOf: readonly string[];
}

const MOST_BOXES = 3;

/**
 * Describes the requests of `region` that are in `within` by a few boxes, each as large as it can be: what is not in
 * `within` may be part of a box when that makes it simpler to say. `more` where these boxes are not all.
 */
export function requestBoxes(
  diagrams: Diagrams,
  space: RequestSpace,
  region: Diagram,
  within: Diagram,
): { readonly boxes: readonly RequestBox[]; readonly more: boolean } {
  const free = diagrams.or(region, diagrams.without(EVERYTHING, within));
  const wanted = diagrams.and(region, within);
  const boxes: RequestBox[] = [];
  let left = wanted;
  while (left !== NOTHING && boxes.length < MOST_BOXES) {
    const steps = diagrams.find(left, EVERYTHING, { ...IN_BOTH, othersFirst: () => true })!;
    const sides = grow(diagrams, space, { free, wanted }, steps);
    boxes.push(boxOf(space, sides));
    left = diagrams.without(left, product(diagrams, space, sides));
  }
  return { boxes, more: left !== NOTHING };
}

/** Allowed values of one dimension as a diagram, and as numbers; `null` stands for values that nobody names. */
interface Side {
  readonly dimension: number;
  readonly numbers: readonly (number | null)[];
}

/**
 * Widens one request to a box that stays inside `free`, the dimensions that people care least about first, until nothing more goes.
 * A value is said only where it brings requests that are `wanted`.
 */
function grow(
  diagrams: Diagrams,
  space: RequestSpace,
  { free, wanted }: { readonly free: Diagram; readonly wanted: Diagram },
  steps: readonly Step[],
): readonly Side[] {
  const of = (sides: readonly Side[]) => product(diagrams, space, sides);
  const inside = (sides: readonly Side[]) => diagrams.without(of(sides), free) === NOTHING;
  let sides: readonly Side[] = steps.map(s => ({ dimension: s.dimension, numbers: [s.value] }));
  for (let before: typeof sides | undefined; before !== sides; ) {
    before = sides;
    for (const { dimension, numbers } of sides.toReversed()) {
      const rest = sides.filter(s => s.dimension !== dimension);
      if (inside(rest)) {
        sides = rest;
        continue;
      }
      const wider = [...numbers];
      for (const number of [null, ...sayable(space, dimension)]) {
        if (wider.includes(number) || !inside([...rest, { dimension, numbers: [...wider, number] }])) continue;
        // once the others are in, a value more is an exception less
        const counts = wider.includes(null) || diagrams.and(of([...rest, { dimension, numbers: [number] }]), wanted) !== NOTHING;
        if (counts) wider.push(number);
      }
      if (wider.length > numbers.length) sides = [...rest, { dimension, numbers: wider }];
    }
  }
  return sides;
}

function numbersOf(space: RequestSpace, dimension: number): readonly number[] {
  if (groupIndex(dimension) !== undefined) return [MEMBER];
  const name = DIMENSIONS[dimension] as Exclude<Dimension, 'userGroups'>;
  if (name === 'kind') return [PATH_REQUEST];
  return (name === 'path' ? space.paths : space.values[name]).map((_, i) => i);
}

/** A segment of a URL holds no slash, so a name with one only makes a description longer. */
function sayable(space: RequestSpace, dimension: number): readonly number[] {
  const name = DIMENSIONS[dimension];
  if (name !== 'resource' && name !== 'subresource') return numbersOf(space, dimension);
  return numbersOf(space, dimension).filter(n => !space.values[name][n]!.includes('/'));
}

/** The requests whose values are all allowed. */
function product(diagrams: Diagrams, space: RequestSpace, sides: readonly Side[]): Diagram {
  const ofSide = ({ dimension, numbers }: Side) => {
    const others = numbers.includes(null);
    const edges = numbersOf(space, dimension).flatMap(n =>
      numbers.includes(n) === others ? [] : [[n, others ? NOTHING : EVERYTHING] as const],
    );
    return diagrams.node(dimension, edges, others ? EVERYTHING : NOTHING);
  };
  return sides.map(ofSide).reduce(diagrams.and, EVERYTHING);
}

function boxOf(space: RequestSpace, sides: readonly Side[]): RequestBox {
  const allowed: Partial<Record<ListDimension, AllowedValues>> = {};
  const [memberOf, notMemberOf]: [string[], string[]] = [[], []];
  let rest: Pick<RequestBox, 'kind' | 'unauthenticated'> = {};
  for (const { dimension, numbers } of sides) {
    const group = groupIndex(dimension);
    if (group !== undefined) {
      (numbers.includes(MEMBER) ? memberOf : notMemberOf).push(space.groups[group]!);
      continue;
    }
    const name = DIMENSIONS[dimension] as Exclude<Dimension, 'userGroups'>;
    if (name === 'kind') {
      rest = { ...rest, kind: numbers.includes(PATH_REQUEST) ? 'path' : 'resource' };
      continue;
    }
    if (name === 'user') rest = { ...rest, unauthenticated: numbers.includes(NO_USER) };
    const texts = name === 'path' ? space.paths.map(c => c[0]) : space.values[name];
    const except = numbers.includes(null);
    const said = new Set(sayable(space, dimension));
    const values = texts.filter((_, i) => numbers.includes(i) !== except && said.has(i) && !(name === 'user' && i === NO_USER));
    allowed[name] = { values, except };
  }
  return { ...rest, allowed, memberOf, notMemberOf };
}
