import { html, type TemplateResult } from 'lit';
import type { Cell, Column, FilterField, LogSummary, PanelDefinition, PanelResult } from '../../../server/protocol/log.ts';
import { absentText, cellText } from '../../../server/reports/charts/cell-text.ts';
import { exactNumber, shareText } from '../../../server/reports/charts/number-text.ts';
import { styleOf } from '../shared/style-of.ts';
import { cutText } from './cut-text.ts';
import { panelFrame, panelTrouble } from './panel-frame.ts';
import type { ReportActions } from './report-actions.ts';
import type { ReportState } from './report-state.ts';
import { resultGrid } from './result-grid.ts';

/** Named counts, most first: a table with a bar in each row. A name is a filter. */
export function barsPanel(panel: PanelDefinition, state: ReportState, summary: LogSummary, actions: ReportActions): TemplateResult {
  const panelState = state.panels.get(panel.id);
  const trouble = panelTrouble(panel, panelState, state, summary, actions);
  const result = panelState?.result;
  const body = trouble ?? (state.asTable.has(panel.id) ? resultGrid(panel, result!, state, actions) : bars(panel, result!, actions));
  return panelFrame(panel, body, state, summary, actions);
}

function bars(panel: PanelDefinition, result: PanelResult, actions: ReportActions): TemplateResult {
  const [nameColumn, countColumn] = result.columns;
  const most = Math.max(1, ...result.rows.map(row => Number(row[1])));
  const all = result.rows.reduce((sum, row) => sum + Number(row[1]), 0);
  // names first: they tell more than the length of a bar
  const nameWidth = `min(60cqw, ${Math.max(80, Math.max(...result.rows.map(row => barName(row[0] ?? null, nameColumn!).length)) * 7.4 + 12)}px)`;
  const field = nameColumn && panel.filterBy?.[nameColumn.name];
  return html`<table class="bars"><caption class="hidden">${panel.description}</caption>
    <thead class="hidden"><tr><th scope="col">${nameColumn?.name}</th><th scope="col">${countColumn?.name}</th></tr></thead>
    <tbody>${result.rows.map(([name, count]) => {
      const value = Number(count);
      const share = `${exactNumber(value)}; ${shareText(value, all)} of those shown`;
      return html`<tr><th scope="row" ${styleOf({ width: nameWidth })}>${nameButton(name ?? null, nameColumn!, field, actions)}</th>
        <td title=${share}><div class="bar-cell"><span class="bar" aria-hidden="true"><span ${styleOf({ width: `${(value / most) * 100}%` })}></span></span><span class="count">${exactNumber(value)}</span></div></td></tr>`;
    })}</tbody></table>`;
}

const barName = (cell: Cell, column: Column): string => (cell === null || cell === '' ? absentText(column) : cellText(cell, column));

function nameButton(cell: Cell, column: Column, field: FilterField | undefined, actions: ReportActions): TemplateResult {
  const text = barName(cell, column);
  if (!field) return html`<span class="plain machine" title=${text}>${cutText(text)}</span>`;
  const value = cell === null ? '' : String(cell);
  const filter = (event: MouseEvent) => actions.filter({ field, value, ...(event.altKey && { exclude: true }) });
  return html`<button class="value machine" title=${`${text}\nClick to include, Alt+click to exclude`} @click=${filter}>${cutText(text)}</button>`;
}
