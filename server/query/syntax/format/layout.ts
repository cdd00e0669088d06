/** A text with places where it may be broken: a group is printed on one line if it fits, else all its own lines are broken. */
export type Layout = string | Line | Group | Indent | readonly Layout[];

export interface Line {
  readonly kind: 'line';
  /** What stands for it where it is not broken. */
  readonly flat: '' | ' ';
  /** It is always broken, and so is every group around it. */
  readonly hard: boolean;
}

export interface Group {
  readonly kind: 'group';
  readonly content: Layout;
  /** A line in it is hard. */
  readonly broken: boolean;
}

export interface Indent {
  readonly kind: 'indent';
  readonly content: Layout;
}

export const HARD_LINE: Line = { kind: 'line', flat: ' ', hard: true };
export const line = (flat: '' | ' '): Line => ({ kind: 'line', flat, hard: false });
export const group = (content: Layout): Group => ({ kind: 'group', content, broken: hasHardLine(content) });
export const indent = (content: Layout): Indent => ({ kind: 'indent', content });

function hasHardLine(layout: Layout): boolean {
  if (typeof layout === 'string') return false;
  if (!('kind' in layout)) return layout.some(hasHardLine);
  if (layout.kind === 'line') return layout.hard;
  return layout.kind === 'group' ? layout.broken : hasHardLine(layout.content);
}

interface Piece {
  readonly layout: Layout;
  readonly depth: number;
  readonly flat: boolean;
}

const STEP = '  ';

/** Prints within `width` columns where that is possible. */
export function print(layout: Layout, width: number): string {
  let text = '';
  let column = 0;
  const rest: Piece[] = [{ layout, depth: 0, flat: false }];
  for (let piece = rest.pop(); piece; piece = rest.pop()) {
    const { layout: next, depth, flat } = piece;
    if (typeof next === 'string') {
      text += next;
      const lastLine = next.lastIndexOf('\n');
      column = lastLine === -1 ? column + next.length : next.length - lastLine - 1;
    } else if (!('kind' in next)) pushAll(rest, next, depth, flat);
    else if (next.kind === 'indent') rest.push({ layout: next.content, depth: depth + 1, flat });
    else if (next.kind === 'group')
      rest.push({ layout: next.content, depth, flat: flat || (!next.broken && fits(next.content, rest, width - column)) });
    else if (flat) {
      text += next.flat;
      column += next.flat.length;
    } else {
      text = `${text.trimEnd()}\n${STEP.repeat(depth)}`;
      column = STEP.length * depth;
    }
  }
  return text;
}

/** Whether a content fits unbroken, with what follows it up to the next place to break. */
function fits(content: Layout, after: readonly Piece[], columns: number): boolean {
  let left = columns;
  let following = after.length;
  const rest: Piece[] = [{ layout: content, depth: 0, flat: true }];
  for (;;) {
    if (rest.length === 0) following -= 1;
    const piece = rest.pop() ?? after[following];
    if (!piece) return true;
    const { layout: next, flat } = piece;
    if (typeof next === 'string') {
      const firstLine = next.indexOf('\n');
      left -= firstLine === -1 ? next.length : firstLine;
      if (left < 0) return false;
      if (firstLine !== -1) return true;
    } else if (!('kind' in next)) pushAll(rest, next, 0, flat);
    else if (next.kind !== 'line') rest.push({ layout: next.content, depth: 0, flat });
    else if (!flat) return true;
    else left -= next.flat.length;
  }
}

function pushAll(rest: Piece[], layouts: readonly Layout[], depth: number, flat: boolean): void {
  for (let at = layouts.length - 1; at >= 0; at -= 1) rest.push({ layout: layouts[at]!, depth, flat });
}
