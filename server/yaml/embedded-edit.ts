import { type EmbeddedText, outerEnd, outerStart } from './embedded-place.ts';
import { columnOf, lineStartOf } from './line-start.ts';
import type { Range } from './node.ts';

/** A change of a text. */
export interface Replacement {
  readonly range: Range;
  readonly newText: string;
}

/** A change of an embedded text as a change of the outer one, with the indentation, the escapes or the quotes it takes there. */
export function outerEdit(embedded: EmbeddedText, outer: string, edit: Replacement): Replacement {
  const { style, stretches } = embedded;
  if (style.kind === 'lines') return lineEdit(embedded, outer, edit, style);
  const start = outerStart(stretches, edit.range.start);
  const range = { start, end: edit.range.end === edit.range.start ? start : outerEnd(stretches, edit.range.end) };
  if (style.kind === 'escaped') return { range, newText: JSON.stringify(edit.newText).slice(1, -1) };
  return { range, newText: style.kind === 'single-quoted' ? edit.newText.replaceAll("'", "''") : edit.newText };
}

function lineEdit(
  { text, stretches }: EmbeddedText,
  outer: string,
  { range, newText }: Replacement,
  { indent, wholeFirst }: { readonly indent: number; readonly wholeFirst: boolean },
): Replacement {
  const space = ' '.repeat(indent);
  const beginsLine = (at: number) => (at === 0 ? wholeFirst : text[at - 1] === '\n');
  const lineStart = (at: number) => lineStartOf(outer, outerStart(stretches, at));
  if (beginsLine(range.start) && beginsLine(range.end) && (newText === '' || newText.endsWith('\n'))) {
    // whole lines for whole lines: each takes its indentation along
    return { range: { start: lineStart(range.start), end: lineStart(range.end) }, newText: newText.replace(/^(?!\r?\n|$)/gm, space) };
  }
  const atEnd = range.end === text.length && beginsLine(range.end) && range.end > 0;
  // the line end before the outer text goes on must stay
  const innerEnd = atEnd && !newText.endsWith('\n') && range.end > range.start ? range.end - 1 : range.end;
  const start = outerStart(stretches, range.start);
  const end = range.end === range.start ? start : outerStart(stretches, innerEnd);
  const missing = Math.max(0, indent - columnOf(outer, start));
  const behind = atEnd ? /\n(?!\r?\n|$)/g : /\n(?!\r?\n)/g;
  const indented = newText.replace(behind, `\n${space}`);
  return { range: { start, end }, newText: (/^\r?\n|^$/.test(newText) ? '' : ' '.repeat(missing)) + indented };
}
