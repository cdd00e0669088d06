import { html, type TemplateResult } from 'lit';
import '../shared/row-grid.ts';
import type { Cell, Column, PanelDefinition, PanelResult } from '../../../server/protocol/log.ts';
import { absentText, cellText, columnTitle, isCount } from '../../../server/reports/charts/cell-text.ts';
import type { GridActions, GridCell, GridColumn } from '../shared/row-grid.ts';
import { cellMenu } from './cell-menu.ts';
import type { ReportActions } from './report-actions.ts';
import { type ReportState, rowsAround } from './report-state.ts';
import { sortedRows } from './sorted-rows.ts';

/** The data of a panel as a table: sortable, values filter, a row opens its event where it stands for one. */
export function resultGrid(panel: PanelDefinition, result: PanelResult, state: ReportState, actions: ReportActions): TemplateResult {
  const sort = state.listSort[panel.id] ?? null;
  const order = sortedRows(result, sort);
  const shown = displayOrder(result.columns);
  const cellsAt = (row: number): readonly GridCell[] | undefined => {
    const cells = result.rows[order[row] ?? -1];
    return cells && shown.map(i => gridCell(cells[i] ?? null, result.columns[i]!, panel));
  };
  const auditID = result.columns.findIndex(c => c.name === 'auditID');
  const gridActions: GridActions = {
    open: row => {
      const at = order[row];
      if (at === undefined) return;
      const event = result.eventRows?.[at];
      if (typeof event === 'number') actions.inspect(event);
      else if (auditID >= 0) actions.inspectRequest(result.rows[at]?.[auditID] ?? null);
    },
    sort: column => actions.sortList(panel.id, column),
    filter: (filter, exclude) => actions.filter({ ...filter, ...(exclude && { exclude }) }),
    ...(state.inspected && { back: () => actions.closeInspector() }),
    menu: (cell, { row }, at) => cellMenu(cell, at, () => gridActions.open(row), actions),
  };
  const inspected = state.inspected?.row;
  const selected =
    inspected === null || inspected === undefined || !result.eventRows ? null : order.findIndex(i => result.eventRows![i] === inspected);
  return html`<row-grid .label=${panel.title} .columns=${shown.map(i => gridColumns(result)[i]!)} .rows=${result.rows.length} .cellsAt=${cellsAt}
    .sort=${sort} .selected=${selected} .around=${rowsAround(state)} .actions=${gridActions}></row-grid>`;
}

/** The audit ID is the longest and least telling column: it comes last on a screen. */
function displayOrder(columns: readonly Column[]): readonly number[] {
  const all = columns.map((_, i) => i);
  return [...all.filter(i => columns[i]!.name !== 'auditID'), ...all.filter(i => columns[i]!.name === 'auditID')];
}

const layouts = new WeakMap<PanelResult, readonly GridColumn[]>();

/** Columns as wide as what stands in them, measured once; long texts share what is left over. */
function gridColumns(result: PanelResult): readonly GridColumn[] {
  let columns = layouts.get(result);
  if (!columns) {
    columns = result.columns.map((column, i) => gridColumn(column, longest(result, column, i)));
    layouts.set(result, columns);
  }
  return columns;
}

/** Characters of the longest text of a column, its title included, among the first rows. */
function longest({ rows }: PanelResult, column: Column, index: number): number {
  return rows
    .slice(0, 200)
    .reduce((most, row) => Math.max(most, cellText(row[index] ?? null, column).length), columnTitle(column.name).length);
}

const CHARACTER = 7.3;
const PADDING = 20;
/** Titles are of the window's font, bold, and have the arrow of the order behind them. */
const TITLE_CHARACTER = 7.6;
const TITLE_PADDING = 30;

function gridColumn(column: Column, characters: number): GridColumn {
  const base = { id: column.name, title: columnTitle(column.name), machine: true, sortable: true, end: isCount(column) };
  if (column.type === 'timestamp') return { ...base, min: 172, grow: 1 };
  const shown = Math.min(characters, column.name === 'auditID' ? 12 : 40);
  const least = Math.max(56, Math.min(shown, 14) * CHARACTER + PADDING, base.title.length * TITLE_CHARACTER + TITLE_PADDING);
  return { ...base, min: Math.round(least), grow: shown };
}

function gridCell(cell: Cell, column: Column, panel: PanelDefinition): GridCell {
  const field = panel.filterBy?.[column.name];
  // what a distribution counts has a name even where it is absent; in a list an empty cell says enough
  const named = panel.kind === 'bars' && !isCount(column);
  const text = named && (cell === null || cell === '') ? absentText(column) : cellText(cell, column);
  return {
    text,
    ...(field && (cell !== null || named) && { filter: { field, value: String(cell ?? '') } }),
    ...(field === 'status' && typeof cell === 'number' && cell >= 400 && { tone: 'risk' as const }),
  };
}
