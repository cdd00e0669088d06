import { html, nothing, type TemplateResult } from 'lit';
import type { ShownResult } from '../../../server/protocol/query-view.ts';
import { byteSize, exactNumber } from '../../../server/reports/charts/number-text.ts';
import { inspector } from '../shared/inspector.ts';
import { progressLine } from '../shared/progress-line.ts';
import { styleOf } from '../shared/style-of.ts';
import { chartTab } from './chart-tab.ts';
import { columnPopup } from './column-popup.ts';
import { explainTree } from './explain-tree.ts';
import type { QueryActions, QueryState, QueryTab } from './query-state.ts';
import { resultHead } from './result-head.ts';
import { resultTable } from './result-table.ts';
import { tableBar } from './table-bar.ts';
import { troubleList } from './trouble-list.ts';
import { withCode } from './with-code.ts';

/** The result of a query: its rows, a chart of them, and how it came to them. */
export function queryPage(state: QueryState, actions: QueryActions): TemplateResult {
  const { phase, result, popup } = state;
  const busy = phase.kind === 'running' || phase.kind === 'loading';
  // an event belongs to rows: where none are shown, what is shown instead has the room
  const inspected = state.tab === 'rows' && showsResult(phase) ? state.inspected : null;
  return html`<main class="query" aria-busy=${busy}>
      ${progressLine(busy)}
      ${resultHead(state, actions)}
      ${notes(state)}
      <div class="tabs" role="tablist" aria-label="Result" @keydown=${(e: KeyboardEvent) => moveTab(e, state.tab, actions)}>
        ${tab('rows', 'Table', state, actions)}${tab('chart', 'Chart', state, actions)}${tab('explain', 'Explain', state, actions)}
      </div>
      <div class=${`view${inspected ? ' inspecting' : ''}`} ${styleOf({ '--inspector': `${state.inspectorShare}%` })}>
        <div class=${phase.kind === 'running' ? 'result old' : 'result'} role="tabpanel" id="result" aria-labelledby=${`tab-${state.tab}`}>${body(state, actions)}</div>
        ${inspected ? inspector(inspected, state.inspectorShare, actions) : nothing}
      </div>
    </main>
    ${popup && result ? columnPopup(popup, result, actions) : nothing}
    <div class="hidden" role="status">${state.announcement}</div>`;
}

const TABS: readonly QueryTab[] = ['rows', 'chart', 'explain'];

const tab = (id: QueryTab, title: string, state: QueryState, actions: QueryActions): TemplateResult =>
  html`<button class="tab" role="tab" id=${`tab-${id}`} aria-controls="result" aria-selected=${state.tab === id} tabindex=${state.tab === id ? 0 : -1} @click=${() => actions.setTab(id)}>${title}</button>`;

function moveTab(event: KeyboardEvent, now: QueryTab, actions: QueryActions): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0) return;
  const next = TABS[(TABS.indexOf(now) + step + TABS.length) % TABS.length]!;
  actions.setTab(next);
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`#tab-${next}`)?.focus();
}

/** Whether the last result is on screen, and not what kept another from coming. */
const showsResult = ({ kind }: QueryState['phase']): boolean => kind === 'done' || kind === 'running';

/** What the reader should know of the figures, quietly. */
function notes({ result, phase }: QueryState): TemplateResult | typeof nothing {
  if (!result || !showsResult(phase)) return nothing;
  const own = [
    ...(result.total > result.rows.length
      ? [`The first ${exactNumber(result.rows.length)} of ${exactNumber(result.total)} rows are shown; an export has them all.`]
      : []),
    ...(result.kind === 'events' && result.cut
      ? [`Only the newest ${exactNumber(result.rows.length)} events are shown; the setting \`auditscope.query.rows\` changes how many.`]
      : []),
    ...(result.textsCut ? ['Very long texts are cut here; an export has them whole.'] : []),
  ];
  const all = [...result.notes, ...own];
  if (all.length === 0) return nothing;
  return html`<ul class="notes">${all.map(note => html`<li class="quiet"><span class="codicon codicon-info" aria-hidden="true"></span><span>${withCode(note)}</span></li>`)}</ul>`;
}

function body(state: QueryState, actions: QueryActions): TemplateResult {
  const { phase, result, steps, tab: shown } = state;
  switch (phase.kind) {
    case 'no-log':
      return message('No log is chosen for this query.', [['Choose Log…', actions.chooseLog, true]]);
    case 'refused':
      return troubleList(phase.problems, actions);
    case 'failed':
      return html`<div class="state" role="alert"><p class="problem"><span class="codicon codicon-error" aria-hidden="true"></span><span class="message">${withCode(phase.message)}</span></p>
        ${buttons([
          ['Run Again', actions.run, true],
          // a log that could not be opened is perhaps not the one that was meant
          ...(state.log?.events == null ? [['Choose Log…', actions.chooseLog, false] as const] : []),
          ['Show Log', actions.showOutput, false],
        ])}</div>`;
    case 'cancelled':
      return message('Cancelled.', [['Run Again', actions.run, true]]);
    case 'loading':
      return html`<div class="state"><p class="quiet figure">${phase.total > 0 ? `${byteSize(phase.done)} of ${byteSize(phase.total)} read` : 'Starting the log engine…'}</p></div>`;
  }
  if (shown === 'explain')
    return steps
      ? explainTree(state, steps, actions)
      : waiting(state, 'See what each part of the query keeps.', 'Explain', actions.explain);
  if (!result) return waiting(state, 'The query has not been run in this window.', 'Run', actions.run);
  return shown === 'chart' ? chartTab(state, result, actions) : rows(state, result, actions);
}

function rows(state: QueryState, result: ShownResult, actions: QueryActions): TemplateResult {
  if (result.rows.length === 0) {
    const why = result.kind === 'events' ? 'No event matches the search.' : 'The query gives no rows.';
    return message(why, [['Explain', actions.explain, false]]);
  }
  return html`<section class="rows" aria-label="Rows">${tableBar(state, result, actions)}${resultTable(state, result, actions)}</section>`;
}

type Button = readonly [title: string, run: () => void, main: boolean];

const waiting = ({ phase }: QueryState, text: string, title: string, run: () => void): TemplateResult =>
  phase.kind === 'running' ? html`<div class="state"></div>` : message(text, [[title, run, true]]);

const message = (text: string, all: readonly Button[]): TemplateResult =>
  html`<div class="state"><p class="quiet">${text}</p>${buttons(all)}</div>`;

const buttons = (all: readonly Button[]): TemplateResult =>
  html`<p class="actions">${all.map(([title, run, main]) => html`<button class=${main ? 'button' : 'button secondary'} @click=${() => run()}>${title}</button>`)}</p>`;
