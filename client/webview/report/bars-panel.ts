import { html, type TemplateResult } from 'lit';
import type { Cell, Column, FilterField, LogSummary, PanelDefinition, PanelResult } from '../../../server/protocol/log.ts';
import { absentText, cellText } from '../../../server/reports/charts/cell-text.ts';
import { exactNumber, shareText } from '../../../server/reports/charts/number-text.ts';
import { cutText } from '../shared/cut-text.ts';
import { styleOf } from '../shared/style-of.ts';
import { panelFrame, panelTrouble } from './panel-frame.ts';
import type { ReportActions } from './report-actions.ts';
import { type ReportState, showsTable } from './report-state.ts';
import { resultGrid } from './result-grid.ts';

/** Named counts, most first: a table with a bar in each row. A name is a filter. */
export function barsPanel(panel: PanelDefinition, state: ReportState, summary: LogSummary, actions: ReportActions): TemplateResult {
  const panelState = state.panels.get(panel.id);
  const trouble = panelTrouble(panel, panelState, state, summary, actions);
  const result = panelState?.result;
  const body = trouble ?? (showsTable(state, panel.id) ? resultGrid(panel, result!, state, actions) : bars(panel, result!, actions));
  return panelFrame(panel, body, state, summary, actions);
}

function bars(panel: PanelDefinition, result: PanelResult, actions: ReportActions): TemplateResult {
  const [nameColumn] = result.columns;
  const most = Math.max(1, ...result.rows.map(row => Number(row[1])));
  const all = result.rows.reduce((sum, row) => sum + Number(row[1]), 0);
  const field = nameColumn && panel.filterBy?.[nameColumn.name];
  const longest = Math.max(...result.rows.map(row => barName(row[0] ?? null, nameColumn!).length));
  const rows = result.rows.map(([name = null, count]) => {
    const value = Number(count);
    const share = `${exactNumber(value)}; ${shareText(value, all)} of those shown`;
    return html`<div class="bars-row" role="row"><div role="rowheader">${nameButton(name, nameColumn!, field, actions)}</div>
      <div class="bar-cell" role="cell" title=${share}><span class="bar" aria-hidden="true"><span ${styleOf({ width: `${(value / most) * 100}%` })}></span></span><span class="count">${exactNumber(value)}</span></div></div>`;
  });
  // names come before bars: they tell more
  return html`<div class="bars" role="table" aria-label=${panel.description} ${styleOf({ '--names': `${Math.max(80, longest * CHARACTER)}px` })}>${rows}</div>`;
}

/** Width of a character of the editor's font at the size of names. */
const CHARACTER = 7.3;

const barName = (cell: Cell, column: Column): string => (cell === null || cell === '' ? absentText(column) : cellText(cell, column));

function nameButton(cell: Cell, column: Column, field: FilterField | undefined, actions: ReportActions): TemplateResult {
  const text = barName(cell, column);
  if (!field) return html`<span class="plain machine" title=${text}>${cutText(text)}</span>`;
  const value = cell === null ? '' : String(cell);
  const filter = (event: MouseEvent) => actions.filter({ field, value, ...(event.altKey && { exclude: true }) });
  return html`<button class="value machine" title=${`${text}\nClick to include, Alt+click to exclude`} @click=${filter}>${cutText(text)}</button>`;
}
