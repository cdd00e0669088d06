import { html, nothing, type TemplateResult } from 'lit';
import '../shared/row-grid.ts';
import { EVENT_SORTS, type EventSort, type ReportDefinition } from '../../../server/protocol/log.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { progressLine } from '../shared/progress-line.ts';
import type { GridActions } from '../shared/row-grid.ts';
import { cellMenu } from './cell-menu.ts';
import { EVENT_COLUMNS, eventCells } from './event-cells.ts';
import type { ReportActions } from './report-actions.ts';
import { isNarrowed, type ReportState, rowsAround } from './report-state.ts';
import { timeLine } from './trend-panel.ts';

/** Every event of the scope: the time line, and the list of which only the rows that are looked at are loaded. */
export function eventList(state: ReportState, report: ReportDefinition, actions: ReportActions): TemplateResult {
  const { events } = actions;
  const total = events.total;
  const trend = report.panels.find(p => p.kind === 'series');
  return html`<section class="events" aria-label="Events">
    ${timeLine(trend, state, actions)}
    <div class="events-note">${
      total === null
        ? html`<span class="quiet">Counting…</span>`
        : html`<span>${exactNumber(total)} ${total === 1 ? 'event' : 'events'}</span>`
    }<span class="gap"></span>${total === 0 ? nothing : html`<span class="quiet hint">click a value to include, Alt+click to exclude, click a row to inspect</span>`}</div>
    ${progressLine(events.loading)}
    ${events.failed !== null ? failure(events.failed, actions) : total === 0 ? nothingFound(state, actions) : grid(state, total ?? 0, actions)}
  </section>`;
}

function grid(state: ReportState, total: number, actions: ReportActions): TemplateResult {
  const { events, eventSort } = actions;
  const { timeZone } = state.scope;
  const cellsAt = (row: number) => {
    const event = events.row(row);
    return event && eventCells(event, timeZone);
  };
  const gridActions: GridActions = {
    open: row => {
      const event = events.row(row);
      if (event) actions.inspect(event.row);
    },
    sort: column => {
      if (EVENT_SORTS.includes(column as EventSort)) actions.sortEvents(column as EventSort);
    },
    filter: (filter, exclude) => actions.filter({ ...filter, ...(exclude && { exclude }) }),
    profile: (field, anchor) => actions.openProfile(field, anchor),
    ...(state.inspected && { back: () => actions.closeInspector() }),
    menu: (cell, { row }, at) => cellMenu(cell, at, () => gridActions.open(row), actions),
    want: (first, end) => events.want(first, end),
    scrolled: top => actions.eventsScrolled(top),
  };
  const selected = state.inspected?.row == null ? null : events.indexOf(state.inspected.row);
  return html`<row-grid class="event-grid" .label=${'Events'} .columns=${EVENT_COLUMNS} .rows=${total} .cellsAt=${cellsAt} .initialTop=${actions.eventsTop}
    .sort=${{ column: eventSort.sort, descending: eventSort.descending }} .selected=${selected} .around=${rowsAround(state)} .actions=${gridActions}></row-grid>`;
}

const failure = (message: string, actions: ReportActions): TemplateResult =>
  html`<div class="state"><p class="problem"><span class="codicon codicon-error" aria-hidden="true"></span> ${message}</p>
    <p><button class="link" @click=${() => actions.events.retry()}>Retry</button> <button class="link" @click=${() => actions.tell({ kind: 'showOutput' })}>Show Log</button></p></div>`;

const nothingFound = (state: ReportState, actions: ReportActions): TemplateResult =>
  html`<div class="state"><p class="quiet">${isNarrowed(state.scope) ? 'No event matches the filters.' : 'The log has no events.'}</p>
    ${isNarrowed(state.scope) ? html`<p><button class="link" @click=${() => actions.clearFilters()}>Clear filters</button></p>` : ''}</div>`;
