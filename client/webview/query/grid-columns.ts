import type { Column } from '../../../server/protocol/log.ts';
import type { ShownResult } from '../../../server/protocol/query-view.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import type { GridColumn } from '../shared/row-grid.ts';
import { isNumberColumn, plainText, shownCell } from './cell-words.ts';

const layouts = new WeakMap<ShownResult, readonly GridColumn[]>();

/** Columns as wide as what stands in them, measured once; long texts share what is left over, so that rows stay together. */
export function gridColumns(result: ShownResult): readonly GridColumn[] {
  let columns = layouts.get(result);
  if (!columns) {
    columns = result.columns.map((column, i) => gridColumn(column, i, longest(result, column, i)));
    layouts.set(result, columns);
  }
  return columns;
}

/** Rows whose texts are measured, spread over all of them. */
const MEASURED = 2000;

function longest({ rows }: ShownResult, column: Column, index: number): number {
  const step = Math.max(1, Math.floor(rows.length / MEASURED));
  let most = 1;
  for (let i = 0; i < rows.length; i += step) {
    const cell = rows[i]![index] ?? null;
    const { length } = typeof cell === 'string' ? cell : typeof cell === 'number' ? shownCell(cell, column) : plainText(cell);
    if (length > most) most = length;
  }
  return most;
}

const CHARACTER = 7.3;
const PADDING = 20;
/** What a title has beside it: the arrow of its order, or the button of its values. */
const TITLE_PADDING = 44;
/** Characters beyond which a text gives way where others need the room. */
const LEAST = 20;
/** Characters beyond which a text only takes room that nobody else needs. */
const MOST = 60;

function gridColumn(column: Column, index: number, characters: number): GridColumn {
  const title = visibleText(column.name);
  const end = isNumberColumn(column);
  // a number that is cut is another number
  const kept = end ? characters : Math.min(characters, LEAST);
  const least = Math.max(64, kept * CHARACTER + PADDING, Math.min(title.length, 24) * CHARACTER + TITLE_PADDING);
  const natural = Math.max(least, Math.min(characters, MOST) * CHARACTER + PADDING);
  return {
    id: String(index),
    title,
    hint: column.type,
    min: Math.ceil(least),
    ...(characters > MOST ? { grow: characters } : { max: Math.ceil(natural), grow: 0 }),
    machine: true,
    sortable: true,
    end,
  };
}
