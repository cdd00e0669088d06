import { html, type TemplateResult } from 'lit';
import '../shared/row-grid.ts';
import type { Column } from '../../../server/protocol/log.ts';
import type { QueryCell } from '../../../server/protocol/query.ts';
import type { ShownResult } from '../../../server/protocol/query-view.ts';
import type { GridCursor } from '../shared/grid-cursor.ts';
import { openMenu } from '../shared/menu.ts';
import type { GridActions, GridCell, GridColumn } from '../shared/row-grid.ts';
import { plainText, shownCell } from './cell-words.ts';
import { opensEvents } from './event-of-row.ts';
import { gridColumns } from './grid-columns.ts';
import type { QueryActions, QueryState } from './query-state.ts';
import { shownOrder } from './shown-order.ts';
import { tsvRow } from './tsv-text.ts';

/** The rows of a result as a table: found, sorted, profiled, copied; a row that stands for an event opens it. */
export function resultTable(state: QueryState, result: ShownResult, actions: QueryActions): TemplateResult {
  const { sort } = state;
  const order = shownOrder(result, state);
  const opens = opensEvents(result);
  const cellAt = ({ row, column }: GridCursor): QueryCell => result.rows[order[row] ?? -1]?.[column] ?? null;
  const copyCell = (place: GridCursor) => actions.copy(plainText(cellAt(place)), 'value');
  const narrow = (place: GridCursor, exclude: boolean) => {
    const cell = cellAt(place);
    actions.addFilter({ column: place.column, value: cell === null ? null : plainText(cell), exclude });
  };
  const gridActions: GridActions = {
    open: row => {
      if (opens && order[row] !== undefined) actions.inspect(order[row]);
    },
    sort: column => actions.sort(Number(column)),
    details: (column, anchor) => actions.openProfile(Number(column), anchor),
    resize: (column, width) => actions.resize(Number(column), width),
    copy: copyCell,
    narrow,
    ...(state.inspected && { back: () => actions.closeInspector() }),
    menu: (_cell, place, at) =>
      openMenu(
        'Row',
        [
          opens
            ? { label: 'Open event', keys: 'Enter', run: () => gridActions.open(place.row) }
            : { label: 'Open event: these rows are no single events', run: () => undefined, disabled: true },
          { label: 'Copy value', keys: 'Ctrl+C', run: () => copyCell(place) },
          { label: 'Copy row', run: () => actions.copy(tsvRow(result, order[place.row]!), 'row') },
          { label: 'Show only rows with this value', keys: 'i', run: () => narrow(place, false) },
          { label: 'Hide rows with this value', keys: 'x', run: () => narrow(place, true) },
        ],
        at,
      ),
  };
  const cellsAt = (row: number): readonly GridCell[] | undefined => {
    const cells = result.rows[order[row] ?? -1];
    return cells && result.columns.map((column, i) => gridCell(cells[i] ?? null, column, result.kind));
  };
  const selected = selectedRow(state, result, order);
  return html`<row-grid class=${opens ? 'result-grid opens' : 'result-grid'} .label=${'Rows'} .columns=${withWidths(gridColumns(result), state.widths)} .rows=${order.length} .cellsAt=${cellsAt}
    .sort=${sort && { column: String(sort.column), descending: sort.descending }} .selected=${selected} .around=${state.screenReader ? 50 : 2} .version=${0} .actions=${gridActions}></row-grid>`;
}

/** Characters of one text that a cell holds; more are never seen. */
const CELL = 400;

function gridCell(cell: QueryCell, column: Column, kind: ShownResult['kind']): GridCell {
  // what an event does not say is no value of a column
  if (cell === null) return kind === 'events' ? { text: '' } : { text: 'NULL', content: html`<span class="null">NULL</span>` };
  const text = shownCell(cell, column);
  return { text, ...(text.length > CELL && { short: `${text.slice(0, CELL)}…` }) };
}

const withWidths = (columns: readonly GridColumn[], widths: QueryState['widths']): readonly GridColumn[] =>
  columns.map((column, i) => (widths[i] === undefined ? column : { ...column, width: widths[i] }));

function selectedRow({ inspected }: QueryState, { eventRows }: ShownResult, order: readonly number[]): number | null {
  if (inspected?.row == null || !eventRows) return null;
  const at = order.findIndex(i => eventRows[i] === inspected.row);
  return at < 0 ? null : at;
}
