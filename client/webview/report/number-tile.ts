import { html, nothing, svg, type TemplateResult } from 'lit';
import type { LogSummary, PanelDefinition } from '../../../server/protocol/log.ts';
import { missingFields } from '../../../server/reports/charts/missing-fields.ts';
import { exactNumber, shortNumber } from '../../../server/reports/charts/number-text.ts';
import { condense, sparklinePath } from '../../../server/reports/charts/sparkline.ts';
import { progressLine } from '../shared/progress-line.ts';
import { noEventHas, panelTools } from './panel-frame.ts';
import type { ReportActions } from './report-actions.ts';
import type { ReportState } from './report-state.ts';

const WIDTH = 64;
const HEIGHT = 20;

/** One figure with its course over time; a click shows the events it counts. */
export function numberTile(panel: PanelDefinition, state: ReportState, summary: LogSummary, actions: ReportActions): TemplateResult {
  const panelState = state.panels.get(panel.id);
  const cell = panelState?.result?.rows[0]?.[0];
  const value = typeof cell === 'number' ? cell : null;
  const missing = missingFields(panel, summary);
  // nothing counted where nothing could be counted is not zero
  const unknown = value === 0 && missing.length > 0;
  const risk = panel.risk && value !== null && value > 0;
  return html`<section class=${risk ? 'tile risk' : 'tile'} data-panel=${panel.id} aria-label=${panel.title} aria-busy=${panelState?.loading ?? true}>
    ${progressLine(panelState?.loading ?? true)}
    <div class="tile-head"><h2 title=${panel.description}>${panel.title}</h2>${panelTools(panel, panelState, state, actions)}</div>
    <div class="tile-body">${
      panelState?.failed !== undefined
        ? html`<button class="link problem" title=${panelState.failed} @click=${() => actions.retryPanels()}>Failed. Retry</button>`
        : unknown
          ? html`<span class="tile-value quiet" title=${noEventHas(missing)}>–<span class="hidden">${noEventHas(missing)}</span></span>`
          : html`<button class="tile-value" title=${value === null ? nothing : `${exactNumber(value)}; show events`} ?disabled=${value === null} @click=${() => actions.showEvents(panel)}>${value === null ? '\u00a0' : shortNumber(value)}</button>
        ${sparkline(panelState?.result?.trend)}`
    }</div>
  </section>`;
}

function sparkline(trend: readonly number[] | undefined): TemplateResult | typeof nothing {
  if (!trend || trend.length < 2) return nothing;
  return html`<svg class="sparkline" viewBox=${`0 0 ${WIDTH} ${HEIGHT}`} width=${WIDTH} height=${HEIGHT} preserveAspectRatio="none" aria-hidden="true">
    ${svg`<path class="ground" d=${`M0 ${HEIGHT - 0.5}h${WIDTH}`}></path><path d=${sparklinePath(condense(trend, 21), WIDTH, HEIGHT - 1)}></path>`}</svg>`;
}
