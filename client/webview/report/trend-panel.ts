import { html, nothing, type TemplateResult } from 'lit';
import './trend-chart.ts';
import type { LogSummary, PanelDefinition, PanelResult } from '../../../server/protocol/log.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { type Trend, trendOf } from '../../../server/reports/charts/trend.ts';
import { panelFrame, panelTrouble } from './panel-frame.ts';
import type { ReportActions } from './report-actions.ts';
import { type ReportState, showsTable } from './report-state.ts';
import { resultGrid } from './result-grid.ts';

const trends = new WeakMap<PanelResult, Trend>();

/** The trend of a result, computed once. */
export function trendFor(result: PanelResult): Trend {
  let trend = trends.get(result);
  if (!trend) {
    trend = trendOf(result);
    trends.set(result, trend);
  }
  return trend;
}

/** Counts over time, stacked; a dragged range becomes the time filter. */
export function trendPanel(panel: PanelDefinition, state: ReportState, summary: LogSummary, actions: ReportActions): TemplateResult {
  const panelState = state.panels.get(panel.id);
  const trouble = panelTrouble(panel, panelState, state, summary, actions);
  const result = panelState?.result;
  if (trouble || !result) return panelFrame(panel, trouble ?? html``, state, summary, actions);
  if (showsTable(state, panel.id)) return panelFrame(panel, resultGrid(panel, result, state, actions), state, summary, actions);
  const trend = trendFor(result);
  const chart = html`<trend-chart .trend=${trend} .compact=${false} .label=${panel.title} .choose=${(from: number, to: number) => actions.setTimes(from, to)}></trend-chart>`;
  return panelFrame(panel, chart, state, summary, actions, legend(trend));
}

function legend(trend: Trend): TemplateResult {
  return html`<span class="legend">${trend.classes.map(
    ({ name, values }) =>
      html`<span><span class="swatch swatch-${name}" aria-hidden="true"></span>${name} <span class="quiet">${exactNumber(values.reduce((a, b) => a + b, 0))}</span></span>`,
  )}</span><span class="note drag">drag to select a time range</span>`;
}

/** The panel's trend as a time line over the event list. */
export function timeLine(panel: PanelDefinition | undefined, state: ReportState, actions: ReportActions): TemplateResult | typeof nothing {
  const result = panel && state.panels.get(panel.id)?.result;
  return html`<div class="time-line" aria-label="Time line" role="group">${
    result && result.rows.length > 0
      ? html`<trend-chart .trend=${trendFor(result)} .compact=${true} .label=${'Events over time'} .choose=${(from: number, to: number) => actions.setTimes(from, to)}></trend-chart>`
      : nothing
  }</div>`;
}
