import { html, nothing, type TemplateResult } from 'lit';
import type { LogSummary, PanelDefinition } from '../../../server/protocol/log.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { progressLine } from '../shared/progress-line.ts';
import { panelTools, panelTrouble, partialNote } from './panel-frame.ts';
import type { ReportActions } from './report-actions.ts';
import type { ReportState } from './report-state.ts';
import { resultGrid } from './result-grid.ts';

/** Lists that share a frame: one is shown, the tabs tell how long each is. */
export function listFrame(
  frame: string,
  panels: readonly PanelDefinition[],
  state: ReportState,
  summary: LogSummary,
  actions: ReportActions,
): TemplateResult {
  const chosen = panels.find(p => p.id === state.lists[frame]) ?? panels[0]!;
  const panelState = state.panels.get(chosen.id);
  const body = panelTrouble(chosen, panelState, state, summary, actions) ?? resultGrid(chosen, panelState!.result!, state, actions);
  return html`<section class="panel kind-table" data-panel=${chosen.id} aria-label=${frame} aria-busy=${panelState?.loading ?? true}>
    ${progressLine(panelState?.loading ?? true)}
    <div class="panel-head"><h2>${frame}</h2>${partialNote(chosen, panelState, summary)}<span class="gap"></span>${panelTools(chosen, panelState, state, actions)}</div>
    <div class="tabs small" role="tablist" aria-label=${frame} @keydown=${(e: KeyboardEvent) => moveTab(e, frame, panels, chosen, actions)}>
      ${panels.map(panel => tabOf(panel, panel === chosen, frame, state, actions))}
    </div>
    <div class="panel-body" role="tabpanel" aria-label=${chosen.title}>${body}</div>
  </section>`;
}

function tabOf(panel: PanelDefinition, chosen: boolean, frame: string, state: ReportState, actions: ReportActions): TemplateResult {
  const result = state.panels.get(panel.id)?.result;
  const count = result ? `${exactNumber(result.rows.length)}${result.cut ? '+' : ''}` : nothing;
  return html`<button class="tab" role="tab" data-list=${panel.id} aria-selected=${chosen} tabindex=${chosen ? 0 : -1} title=${panel.description}
    @click=${() => actions.chooseList(frame, panel.id)}>${panel.title} <span class="badge">${count}</span></button>`;
}

function moveTab(
  event: KeyboardEvent,
  frame: string,
  panels: readonly PanelDefinition[],
  chosen: PanelDefinition,
  actions: ReportActions,
): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const next = panels[(panels.indexOf(chosen) + step + panels.length) % panels.length]!;
  actions.chooseList(frame, next.id);
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-list="${next.id}"]`)?.focus();
}
