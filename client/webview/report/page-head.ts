import { html, nothing, type TemplateResult } from 'lit';
import { FILTER_FIELDS, type FilterField, type LogSummary } from '../../../server/protocol/log.ts';
import { FIELD_NAMES, filterText } from '../../../server/reports/charts/field-names.ts';
import { byteSize, exactNumber, shortNumber } from '../../../server/reports/charts/number-text.ts';
import { zonedTime } from '../../../server/reports/charts/time-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { cutText } from '../shared/cut-text.ts';
import { openMenu } from '../shared/menu.ts';
import type { ReportActions } from './report-actions.ts';
import { isNarrowed, type ReportState, type Tab } from './report-state.ts';

/** The fields that have a place of their own in the filter row; the others are behind "More". */
const MAIN_FIELDS: readonly FilterField[] = ['namespace', 'user', 'status', 'resource', 'verb'];

/** Name and size of the log, the tabs, and the filters in force. */
export function pageHead(state: ReportState, summary: LogSummary, actions: ReportActions): TemplateResult {
  return html`<header class="page-head">
    <div class="summary">
      <h1 class="machine" title=${visibleText(summary.name)}>${cutText(visibleText(summary.name))}</h1>
      <span class="figure" title=${`${exactNumber(summary.events)} events of ${exactNumber(summary.requests)} requests; ${byteSize(summary.bytes)} on disk`}>${shortNumber(summary.events)} ${summary.events === 1 ? 'event' : 'events'}</span>
      ${summary.from === null || summary.to === null ? nothing : html`<span class="figure range">${rangeText(summary.from, summary.to, state.scope.timeZone)} <span class="quiet">${state.scope.timeZone}</span></span>`}
      ${damage(summary, actions)}
    </div>
    <div class="head-row"><div class="tabs" role="tablist" aria-label="Views of the log" @keydown=${(e: KeyboardEvent) => moveTab(e, state.tab, actions)}>
      ${tabButton('overview', 'Overview', state.tab, actions)}${tabButton('events', 'Events', state.tab, actions)}
    </div>${reportTools(actions)}</div>
    ${filterRow(state, actions)}
  </header>`;
}

function rangeText(first: string, last: string, timeZone: string): string {
  const from = zonedTime(Date.parse(first), timeZone);
  const to = zonedTime(Date.parse(last), timeZone);
  return `${from} → ${from.slice(0, 10) === to.slice(0, 10) ? to.slice(11) : to}`;
}

/** What takes the whole report out of the editor, in the scope that is shown. */
function reportTools(actions: ReportActions): TemplateResult {
  const choose = (event: Event) => {
    const { right, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    openMenu(
      'Export',
      [
        { label: 'HTML page…', run: () => actions.tell({ kind: 'exportReport', form: 'html' }) },
        { label: 'Figures as JSON…', run: () => actions.tell({ kind: 'exportReport', form: 'json' }) },
      ],
      { x: right - 180, y: bottom + 2 },
    );
  };
  return html`<div class="report-tools" role="toolbar" aria-label="The whole report">
    <button class="text-tool" aria-haspopup="menu" title="Save the report in the filters shown" @click=${choose}>Export<span class="codicon codicon-chevron-down" aria-hidden="true"></span></button>
    <button class="text-tool" title="Copy the figures and the first of every list as Markdown" @click=${() => actions.tell({ kind: 'copyReport' })}>Copy report</button>
  </div>`;
}

function damage(summary: LogSummary, actions: ReportActions): TemplateResult | typeof nothing {
  if (summary.skippedLines === 0 && !summary.truncated) return nothing;
  const lines = summary.skippedLines === 1 ? '1 damaged line' : `${exactNumber(summary.skippedLines)} damaged lines`;
  return html`<button class="link warning" aria-haspopup="dialog" @click=${(e: Event) => actions.openPopup('damaged', e.currentTarget as HTMLElement)}>
    <span class="codicon codicon-warning" aria-hidden="true"></span> ${summary.skippedLines > 0 ? lines : ''}${summary.truncated ? `${summary.skippedLines > 0 ? ', ' : ''}file ends early` : ''}</button>`;
}

function tabButton(tab: Tab, title: string, current: Tab, actions: ReportActions): TemplateResult {
  return html`<button class="tab" role="tab" id=${`tab-${tab}`} aria-controls="view" aria-selected=${tab === current} tabindex=${tab === current ? 0 : -1}
    @click=${() => actions.setTab(tab)}>${title}</button>`;
}

function moveTab(event: KeyboardEvent, tab: Tab, actions: ReportActions): void {
  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
  const next: Tab = tab === 'overview' ? 'events' : 'overview';
  actions.setTab(next);
  document.getElementById(`tab-${next}`)?.focus();
}

function filterRow({ scope }: ReportState, actions: ReportActions): TemplateResult {
  const others = FILTER_FIELDS.filter(f => !MAIN_FIELDS.includes(f));
  const more = (event: Event) => {
    const anchor = event.currentTarget as HTMLElement;
    const { left, bottom } = anchor.getBoundingClientRect();
    openMenu(
      'Filter by',
      others.map(field => ({ label: FIELD_NAMES[field], run: () => actions.openProfile(field, anchor) })),
      { x: left, y: bottom + 2 },
    );
  };
  return html`<div class="filters" role="toolbar" aria-label="Filters">
    <div class="choosers">
    ${MAIN_FIELDS.map(field => html`<button class="dropdown" aria-haspopup="dialog" @click=${(e: Event) => actions.openProfile(field, e.currentTarget as HTMLElement)}>${FIELD_NAMES[field]}<span class="codicon codicon-chevron-down" aria-hidden="true"></span></button>`)}
    <button class="dropdown" aria-haspopup="dialog" @click=${(e: Event) => actions.openPopup('time', e.currentTarget as HTMLElement)}>time<span class="codicon codicon-chevron-down" aria-hidden="true"></span></button>
    <button class="dropdown" aria-haspopup="menu" @click=${more}>more<span class="codicon codicon-chevron-down" aria-hidden="true"></span></button>
    </div>
    <div class="chips">
    ${scope.filters.map(
      filter => html`<span class=${filter.exclude ? 'chip exclude' : 'chip'} title=${filterText(filter)}><span class="chip-field">${FIELD_NAMES[filter.field]}:</span>
        <span class="machine">${cutText(filterText(filter).slice(FIELD_NAMES[filter.field].length + 2))}</span>
        <button class="tool codicon codicon-close" title="Remove" aria-label=${`Remove filter ${filterText(filter)}`} @click=${() => actions.removeFilter(filter)}></button></span>`,
    )}
    ${timeChip(scope.from, scope.to, scope.timeZone, actions)}
    ${isNarrowed(scope) ? html`<button class="link" @click=${() => actions.clearFilters()}>Clear</button>` : nothing}
    </div>
  </div>`;
}

function timeChip(
  from: number | undefined,
  to: number | undefined,
  timeZone: string,
  actions: ReportActions,
): TemplateResult | typeof nothing {
  if (from === undefined && to === undefined) return nothing;
  const start = from === undefined ? '…' : zonedTime(from, timeZone);
  const end = to === undefined ? '…' : zonedTime(to, timeZone);
  const sameDay = from !== undefined && to !== undefined && start.slice(0, 10) === end.slice(0, 10);
  return html`<span class="chip"><span class="chip-field">time:</span> <span class="machine">${start} → ${sameDay ? end.slice(11) : end}</span>
    <button class="tool codicon codicon-close" title="Remove" aria-label="Remove the time range" @click=${() => actions.setTimes(undefined, undefined)}></button></span>`;
}
