import { html, nothing, type TemplateResult } from 'lit';
import { ref } from 'lit/directives/ref.js';
import type { LogSummary, PanelDefinition, ReportDefinition } from '../../../server/protocol/log.ts';
import { barsPanel } from './bars-panel.ts';
import { listFrame } from './list-frame.ts';
import { numberTile } from './number-tile.ts';
import { panelFrame, panelTrouble } from './panel-frame.ts';
import type { ReportActions } from './report-actions.ts';
import type { ReportState } from './report-state.ts';
import { resultGrid } from './result-grid.ts';
import { trendPanel } from './trend-panel.ts';

/** The report: figures first, then the trend, distributions, and the lists. */
export function overview(state: ReportState, summary: LogSummary, report: ReportDefinition, actions: ReportActions): TemplateResult {
  const of = (kind: PanelDefinition['kind']) => report.panels.filter(p => p.kind === kind);
  const frames = new Map<string, PanelDefinition[]>();
  for (const p of of('table')) frames.set(p.tab ?? p.title, [...(frames.get(p.tab ?? p.title) ?? []), p]);
  return html`<div class="overview" @scroll=${(e: Event) => actions.overviewScrolled((e.currentTarget as HTMLElement).scrollTop)}>
    <div class="tiles">${of('number').map(p => numberTile(p, state, summary, actions))}</div>
    ${of('series').map(p => trendPanel(p, state, summary, actions))}
    <div class="distributions">${of('bars').map(p => barsPanel(p, state, summary, actions))}</div>
    ${[...frames].map(([frame, panels]) => listFrame(frame, panels, state, summary, actions))}
  </div>`;
}

/** Once the dialog stands in the document. */
const showModal = (element: Element | undefined): void =>
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
  });

/** One panel over the whole view; Escape leads back. */
export function fullScreenPanel(
  state: ReportState,
  summary: LogSummary,
  report: ReportDefinition,
  actions: ReportActions,
): TemplateResult | typeof nothing {
  const panel = report.panels.find(p => p.id === state.fullScreen);
  if (!panel) return nothing;
  return html`<dialog class="full-screen" aria-label=${panel.title} ${ref(showModal)} @close=${actions.closeFullScreen}>${wholePanel(panel, state, summary, actions)}</dialog>`;
}

function wholePanel(panel: PanelDefinition, state: ReportState, summary: LogSummary, actions: ReportActions): TemplateResult {
  if (panel.kind === 'series') return trendPanel(panel, state, summary, actions);
  if (panel.kind === 'bars') return barsPanel(panel, state, summary, actions);
  const panelState = state.panels.get(panel.id);
  const body = panelTrouble(panel, panelState, state, summary, actions) ?? resultGrid(panel, panelState!.result!, state, actions);
  return panelFrame(panel, body, state, summary, actions);
}
