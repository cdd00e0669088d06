import type { Range } from './node.ts';

/** A piece of a text that stands letter by letter in another text. */
export interface Stretch {
  readonly inner: number;
  readonly outer: number;
  readonly length: number;
}

/**
 * A text inside another one: what a block scalar, a quoted scalar or a mapping of a YAML file holds. The stretches are in
 * order in both texts; what lies between them is indentation, an escape or a folded line break.
 */
export interface EmbeddedText {
  readonly text: string;
  /** Never empty. */
  readonly stretches: readonly Stretch[];
  /** Where it stands in the outer text, quotes included. */
  readonly outer: Range;
  readonly style: EmbeddedStyle;
}

/** How a change is to be written: line by line behind an indentation, with escapes, with doubled quotes, or as it is. */
export type EmbeddedStyle =
  | {
      readonly kind: 'lines';
      readonly of: 'mapping' | 'scalar';
      readonly indent: number;
      /** Whether the first line has the indentation before it. */
      readonly wholeFirst: boolean;
    }
  | { readonly kind: 'escaped' }
  | { readonly kind: 'single-quoted' }
  | { readonly kind: 'verbatim' };

/** The place in the outer text; a range that begins a line begins behind its indentation. */
export function toOuter({ stretches }: EmbeddedText, { start, end }: Range): Range {
  const from = outerStart(stretches, start);
  return { start: from, end: end <= start ? from : Math.max(from, outerEnd(stretches, end)) };
}

/** The place in the embedded text of an offset of the outer one; undefined outside of it. */
export function toInner({ stretches, outer, text, style }: EmbeddedText, offset: number): number | undefined {
  if (offset < outer.start || offset > outer.end) return undefined;
  // where its lines end, a line of the outer text begins
  if (offset === outer.end && style.kind === 'lines' && text.endsWith('\n')) return undefined;
  const stretch = stretches[lastIndex(stretches, s => s.outer <= offset)];
  return stretch ? stretch.inner + Math.min(offset - stretch.outer, stretch.length) : 0;
}

/** Of two stretches that meet, the later one. */
export function outerStart(stretches: readonly Stretch[], inner: number): number {
  const {
    inner: from,
    outer,
    length,
  } = stretches[
    Math.max(
      0,
      lastIndex(stretches, s => s.inner <= inner),
    )
  ]!;
  return outer + Math.max(0, Math.min(inner - from, length));
}

/** Of two stretches that meet, the earlier one; a place inside of what stands for something else ends behind it. */
export function outerEnd(stretches: readonly Stretch[], inner: number): number {
  const index = Math.max(
    0,
    lastIndex(stretches, s => s.inner < inner),
  );
  const { inner: from, outer, length } = stretches[index]!;
  if (inner - from <= length) return outer + Math.max(0, inner - from);
  return stretches[index + 1]?.outer ?? outer + length;
}

function lastIndex(stretches: readonly Stretch[], holds: (stretch: Stretch) => boolean): number {
  let [low, high] = [0, stretches.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(stretches[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
