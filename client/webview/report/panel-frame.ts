import { html, nothing, type TemplateResult } from 'lit';
import type { LogSummary, PanelDefinition } from '../../../server/protocol/log.ts';
import { missingFields } from '../../../server/reports/charts/missing-fields.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { openMenu } from '../shared/menu.ts';
import { progressLine } from '../shared/progress-line.ts';
import type { ReportActions } from './report-actions.ts';
import { isNarrowed, type PanelState, type ReportState, showsTable } from './report-state.ts';

/** The tools of a panel: seen on hover and focus, always there for the keyboard. */
export function panelTools(
  panel: PanelDefinition,
  panelState: PanelState | undefined,
  state: ReportState,
  actions: ReportActions,
): TemplateResult {
  const drawn = panel.kind === 'bars' || panel.kind === 'series';
  const asTable = showsTable(state, panel.id);
  const there = panelState?.result !== undefined;
  const query = panelState?.result?.query;
  const more = (event: Event) => {
    const { right, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    const pictures = drawn
      ? [
          { label: 'Export as SVG…', run: () => actions.exportPanel(panel, 'svg'), disabled: !there },
          { label: 'Export as PNG…', run: () => actions.exportPanel(panel, 'png'), disabled: !there },
        ]
      : [];
    openMenu(
      panel.title,
      [
        { label: 'Export as CSV…', run: () => actions.exportPanel(panel, 'csv'), disabled: !there },
        ...pictures,
        { label: 'Show events', run: () => actions.showEvents(panel) },
      ],
      { x: right - 180, y: bottom + 2 },
    );
  };
  const button = (icon: string, title: string, run: (e: Event) => void, pressed?: boolean) =>
    html`<button class="tool codicon codicon-${icon}" title=${title} aria-label=${`${title}: ${panel.title}`} aria-pressed=${pressed ?? nothing} @click=${run}></button>`;
  return html`<div class="tools" role="group" aria-label=${`Tools of ${panel.title}`}>
    ${
      panel.kind === 'number'
        ? nothing
        : state.fullScreen === panel.id
          ? button('screen-normal', 'Leave full screen', actions.closeFullScreen)
          : button('screen-full', 'Full screen', () => actions.openFullScreen(panel.id))
    }
    ${query === undefined ? nothing : button('json', 'Open query', () => actions.tell({ kind: 'openQuery', query }))}
    ${drawn ? button('table', 'Show as table', () => actions.toggleTable(panel.id), asTable) : nothing}
    ${button('ellipsis', 'More', more)}
  </div>`;
}

/** What a panel shows instead of data: waiting, failed, or nothing found with the action that helps. */
export function panelTrouble(
  panel: PanelDefinition,
  panelState: PanelState | undefined,
  state: ReportState,
  summary: LogSummary,
  actions: ReportActions,
): TemplateResult | null {
  if (panelState?.failed !== undefined) {
    return html`<div class="state"><p class="problem"><span class="codicon codicon-error" aria-hidden="true"></span> ${visibleText(panelState.failed)}</p>
      <p><button class="link" @click=${() => actions.retryPanels()}>Retry</button> <button class="link" @click=${() => actions.tell({ kind: 'showOutput' })}>Show Log</button></p></div>`;
  }
  if (!panelState?.result) return html`<div class="state"></div>`;
  if (panelState.result.rows.length > 0) return null;
  const missing = missingFields(panel, summary);
  return html`<div class="state"><p class="quiet">${panel.empty}</p>
    ${missing.length > 0 ? html`<p class="quiet">${noEventHas(missing)}</p>` : nothing}
    ${isNarrowed(state.scope) ? html`<p><button class="link" @click=${() => actions.clearFilters()}>Clear filters</button></p>` : nothing}</div>`;
}

export const noEventHas = (fields: readonly string[]): string =>
  `No event of this log has ${fields.join(', ').replace(/, ([^,]*)$/, ' or $1')}.`;

/** The note of a panel that shows less than it could. */
export function partialNote(
  panel: PanelDefinition,
  panelState: PanelState | undefined,
  summary: LogSummary,
): TemplateResult | typeof nothing {
  const missing = missingFields(panel, summary);
  const cut = panelState?.result?.cut
    ? html`<span class="note">the newest ${panelState.result.rows.length.toLocaleString('en-US')}</span>`
    : nothing;
  // an empty panel says it in its body
  if (missing.length === 0 || panelState?.result?.rows.length === 0) return cut;
  return html`${cut}<span class="note" title=${noEventHas(missing)}>${missing.length === 1 ? '1 field' : `${missing.length} fields`} missing</span>`;
}

/** A panel in its frame. The body has its size before the data is there. */
export function panelFrame(
  panel: PanelDefinition,
  body: TemplateResult,
  state: ReportState,
  summary: LogSummary,
  actions: ReportActions,
  extra: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const panelState = state.panels.get(panel.id);
  return html`<section class="panel kind-${panel.kind}" data-panel=${panel.id} aria-label=${panel.title} aria-busy=${panelState?.loading ?? true}>
    ${progressLine(panelState?.loading ?? true)}
    <div class="panel-head"><h2 title=${panel.description}>${panel.title}</h2>${partialNote(panel, panelState, summary)}${extra}<span class="gap"></span>${panelTools(panel, panelState, state, actions)}</div>
    <div class="panel-body">${body}</div>
  </section>`;
}
