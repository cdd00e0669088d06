import { html, nothing, type TemplateResult } from 'lit';
import '../shared/row-grid.ts';
import type { Column } from '../../../server/protocol/log.ts';
import type { QueryCell } from '../../../server/protocol/query.ts';
import type { ShownResult } from '../../../server/protocol/query-view.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { openMenu } from '../shared/menu.ts';
import type { GridActions, GridCell, GridColumn } from '../shared/row-grid.ts';
import { isCodeName, isNumberColumn, plainText, shownText } from './cell-words.ts';
import { opensEvents } from './event-of-row.ts';
import type { QueryActions, QueryState } from './query-state.ts';
import { shownOrder } from './shown-order.ts';
import { tsvRow } from './tsv-text.ts';

/** The rows of a result as a table: found, sorted, profiled, copied; a row that stands for an event opens it. */
export function resultTable(state: QueryState, result: ShownResult, actions: QueryActions): TemplateResult {
  const { sort } = state;
  const order = shownOrder(result, state.search, sort);
  const opens = opensEvents(result);
  const copyCell = (column: number, row: number) => actions.copy(plainText(result.rows[order[row] ?? -1]?.[column] ?? null), 'value');
  const columnOf = (cell: GridCell): number => (cell as PlacedCell).column;
  const gridActions: GridActions = {
    open: row => {
      if (opens && order[row] !== undefined) actions.inspect(order[row]);
    },
    sort: column => actions.sort(Number(column)),
    details: (column, anchor) => actions.openProfile(Number(column), anchor),
    resize: (column, width) => actions.resize(Number(column), width),
    copy: (cell, row) => copyCell(columnOf(cell), row),
    menu: (cell, row, at) =>
      openMenu(
        'Row',
        [
          opens
            ? { label: 'Open event', keys: 'Enter', run: () => gridActions.open(row) }
            : { label: 'Open event: these rows are no single events', run: () => undefined, disabled: true },
          { label: 'Copy value', keys: 'Ctrl+C', run: () => copyCell(columnOf(cell), row) },
          { label: 'Copy row', run: () => actions.copy(tsvRow(result, order[row]!), 'row') },
          { label: 'Show only rows with this value', run: () => actions.search(cell.text), disabled: (cell as PlacedCell).absent },
        ],
        at,
      ),
  };
  const cellsAt = (row: number): readonly GridCell[] | undefined => {
    const cells = result.rows[order[row] ?? -1];
    return cells && result.columns.map((column, i) => gridCell(cells[i] ?? null, column, i, result.kind));
  };
  const selected = selectedRow(state, result, order);
  return html`<row-grid class=${opens ? 'result-grid opens' : 'result-grid'} .label=${'Rows'} .columns=${withWidths(gridColumns(result), state.widths)} .rows=${order.length} .cellsAt=${cellsAt}
    .sort=${sort && { column: String(sort.column), descending: sort.descending }} .selected=${selected} .around=${state.screenReader ? 50 : 2} .version=${0} .actions=${gridActions}></row-grid>`;
}

interface PlacedCell extends GridCell {
  readonly column: number;
  readonly absent: boolean;
}

/** Characters of one text that a cell holds; more are never seen. */
const CELL = 400;

function gridCell(cell: QueryCell, column: Column, index: number, kind: ShownResult['kind']): PlacedCell {
  const placed = { column: index, absent: cell === null };
  // what an event does not say is no value of a column
  if (cell === null && kind === 'events') return { ...placed, text: '' };
  if (cell === null) return { ...placed, text: 'NULL', content: html`<span class="null">NULL</span>` };
  if (typeof cell === 'number' && isNumberColumn(column) && !isCodeName(column.name)) return { ...placed, text: exactNumber(cell) };
  const text = shownText(cell);
  return { ...placed, text, ...(text.length > CELL && { short: `${text.slice(0, CELL)}…` }) };
}

const layouts = new WeakMap<ShownResult, readonly GridColumn[]>();

/** Columns as wide as what stands in them, measured once; long texts share what is left over. */
function gridColumns(result: ShownResult): readonly GridColumn[] {
  let columns = layouts.get(result);
  if (!columns) {
    columns = result.columns.map((column, i) => gridColumn(column, i, longest(result, i)));
    layouts.set(result, columns);
  }
  return columns;
}

const longest = ({ rows }: ShownResult, index: number): number =>
  rows.slice(0, 200).reduce((most, row) => Math.max(most, shownText(row[index] ?? null).length), 0);

const CHARACTER = 7.3;
const PADDING = 20;
const TITLE_PADDING = 42;

function gridColumn(column: Column, index: number, characters: number): GridColumn {
  const title = visibleText(column.name);
  const shown = Math.min(Math.max(characters, 1), 60);
  const least = Math.max(64, Math.min(shown, 20) * CHARACTER + PADDING, Math.min(title.length, 24) * CHARACTER + TITLE_PADDING);
  return {
    id: String(index),
    title,
    hint: column.type,
    min: Math.round(least),
    grow: shown,
    machine: true,
    sortable: true,
    end: isNumberColumn(column),
  };
}

const withWidths = (columns: readonly GridColumn[], widths: QueryState['widths']): readonly GridColumn[] =>
  columns.map((column, i) => (widths[i] === undefined ? column : { ...column, width: widths[i] }));

function selectedRow({ inspected }: QueryState, { eventRows }: ShownResult, order: readonly number[]): number | null {
  if (inspected?.row == null || !eventRows) return null;
  const at = order.findIndex(i => eventRows[i] === inspected.row);
  return at < 0 ? null : at;
}

/** What stands over the table: how many rows are found, and the box that finds them. */
export function tableBar(state: QueryState, result: ShownResult, actions: QueryActions): TemplateResult {
  const found = shownOrder(result, state.search, state.sort).length;
  return html`<div class="table-bar">
    <div class="filter-box"><span class="codicon codicon-filter" aria-hidden="true"></span>
      <input class="text-field" type="text" spellcheck="false" aria-label="Find rows" placeholder="Find rows" .value=${state.search}
        @input=${(e: Event) => actions.search((e.target as HTMLInputElement).value)}
        @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && actions.search('')}></div>
    ${state.search.trim() === '' ? nothing : html`<span class="quiet figure" role="status">${exactNumber(found)} of ${exactNumber(result.rows.length)} rows</span>`}
    <span class="gap"></span>
    ${opensEvents(result) && result.rows.length > 0 ? html`<span class="quiet hint">click a row to see its event</span>` : nothing}
  </div>`;
}
