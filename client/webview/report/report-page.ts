import { html, nothing, type TemplateResult } from 'lit';
import type { LogSummary, ReportDefinition } from '../../../server/protocol/log.ts';
import type { LoadProgress } from '../../../server/protocol/log-engine.ts';
import { byteSize } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { inspector } from '../shared/inspector.ts';
import { styleOf } from '../shared/style-of.ts';
import { damagedPopup } from './damaged-popup.ts';
import { eventList } from './event-list.ts';
import { fullScreenPanel, overview } from './overview.ts';
import { pageHead } from './page-head.ts';
import { profilePopup } from './profile-popup.ts';
import type { ReportActions } from './report-actions.ts';
import type { Phase, ReportState } from './report-state.ts';
import { timePopup } from './time-popup.ts';

/** The whole view of a log. */
export function reportPage(state: ReportState, actions: ReportActions): TemplateResult {
  const { phase } = state;
  if (phase.kind === 'loading') return loading(phase, actions);
  if (phase.kind === 'failed') return failed(phase, actions);
  return opened(state, phase.summary, phase.report, actions);
}

function opened(state: ReportState, summary: LogSummary, report: ReportDefinition, actions: ReportActions): TemplateResult {
  const { tab, inspected, popup } = state;
  return html`<main class="report">
      ${pageHead(state, summary, actions)}
      <div class=${`view view-${tab}${inspected ? ' inspecting' : ''}`} id="view" role="tabpanel" aria-labelledby=${`tab-${tab}`} ${styleOf({ '--inspector': `${state.inspectorShare}%` })}>
        ${tab === 'overview' ? overview(state, summary, report, actions) : eventList(state, report, actions)}
        ${inspected ? inspector(inspected, state.inspectorShare, actions) : nothing}
      </div>
    </main>
    ${fullScreenPanel(state, summary, report, actions)}
    ${popup?.kind === 'profile' ? profilePopup(popup, state.scope, actions) : nothing}
    ${popup?.kind === 'time' ? timePopup(popup, state.scope, summary, actions) : nothing}
    ${popup?.kind === 'damaged' ? damagedPopup(popup, summary, actions) : nothing}
    <div class="hidden" role="status">${state.announcement}</div>`;
}

function loading({ name, progress }: Extract<Phase, { kind: 'loading' }>, actions: ReportActions): TemplateResult {
  const share = progress && progress.total > 0 ? Math.min(1, progress.done / progress.total) : null;
  return html`<main class="whole" aria-busy="true">
    <h1 class="machine">${visibleText(name)}</h1>
    <progress max="1" .value=${share ?? 0} aria-label="Reading the log"></progress>
    <p class="figure quiet" role="status">${progressText(progress)}</p>
    <p><button class="button secondary" @click=${() => actions.tell({ kind: 'cancelLoad' })}>Cancel</button></p>
  </main>`;
}

function progressText(progress: LoadProgress | null): string {
  if (!progress) return 'Starting the log engine…';
  const { done, total } = progress;
  return done < total ? `${byteSize(done)} of ${byteSize(total)} read` : `${byteSize(total)} read, preparing the report…`;
}

const FAILURES: Readonly<Record<string, string>> = {
  'not-a-log': 'This is not an audit log',
  unreadable: 'The file cannot be read',
  crashed: 'The log is no longer open',
  cancelled: 'Reading was cancelled',
  timeout: 'The log engine did not answer in time',
};

/** What Reload will do, where that is not plain. */
const HINTS: Readonly<Record<string, string>> = {
  crashed: 'Reload reads the log again; filters and place are kept.',
  timeout: 'Reload reads the log again; filters and place are kept.',
};

function failed({ code, message }: Extract<Phase, { kind: 'failed' }>, actions: ReportActions): TemplateResult {
  const notALog = code === 'not-a-log';
  const button = (title: string, kind: 'openAsText' | 'reload' | 'showOutput', main = false) =>
    html`<button class=${main ? 'button' : 'button secondary'} @click=${() => actions.tell({ kind })}>${title}</button>`;
  return html`<main class="whole">
    <h1><span class=${`codicon codicon-${code === 'cancelled' ? 'circle-slash' : 'error'}`} aria-hidden="true"></span> ${FAILURES[code] ?? 'The log could not be opened'}</h1>
    <p class="message" role="alert">${visibleMessage(message)}</p>
    ${HINTS[code] ? html`<p>${HINTS[code]}</p>` : nothing}
    <p class="actions">${notALog ? button('Open as Text', 'openAsText', true) : nothing}${button('Reload', 'reload', !notALog)}${button('Show Log', 'showOutput')}</p>
  </main>`;
}

/** A message in sentences, what was found and what is expected each on a line; everything else in it is shown as it is. */
const visibleMessage = (message: string): string =>
  message
    .replace(/^no audit log: /, '')
    .replace('; expected', '\nexpected')
    .split('\n')
    .map(line => visibleText(line).replace(/^[a-z]/, letter => letter.toUpperCase()))
    .map(line => (/[\w)"]$/.test(line) ? `${line}.` : line))
    .join('\n');
