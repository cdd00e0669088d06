import { html, nothing, type TemplateResult } from 'lit';
import { exactNumber, shortNumber } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { openMenu } from '../shared/menu.ts';
import { jsonText } from './json-text.ts';
import type { QueryActions, QueryState } from './query-state.ts';
import { shownOrder } from './shown-order.ts';
import { tsvText } from './tsv-text.ts';

/** What was run, on what, how long it took; and what can be done with the result. */
export function resultHead(state: QueryState, actions: QueryActions): TemplateResult {
  const busy = state.phase.kind === 'running' || state.phase.kind === 'loading';
  const has = state.result !== null && state.phase.kind === 'done';
  return html`<header class="query-head">
    <h1 class="machine ellipsis" title=${visibleText(state.name)}>${visibleText(state.name)}</h1>
    <span class="figure outcome" role="status">${outcome(state)}</span>
    ${logChooser(state, actions)}
    <span class="gap"></span>
    <div class="query-tools" role="toolbar" aria-label="Query">
      ${
        busy
          ? textTool('debug-stop', 'Cancel', actions.cancel)
          : html`${textTool('play', 'Run', actions.run)}${textTool('list-tree', 'Explain', actions.explain)}`
      }
      ${menuTool('export', 'Export', !has, at => exportMenu(state, actions, at))}
      ${menuTool('copy', 'Copy', !has, at => copyMenu(state, actions, at))}
    </div>
  </header>`;
}

/** "1,234 rows in 45 ms" */
function outcome({ phase, result }: QueryState): string {
  if (phase.kind === 'loading') return 'Reading the log…';
  if (phase.kind === 'running') return phase.what === 'run' ? 'Running…' : 'Counting…';
  if (phase.kind !== 'done' || !result) return '';
  const noun = result.kind === 'events' ? 'event' : 'row';
  const rows = `${exactNumber(result.total)}${result.cut ? '+' : ''} ${result.total === 1 && !result.cut ? noun : `${noun}s`}`;
  return `${rows} in ${durationText(result.milliseconds)}`;
}

/** `45 ms`, `1.2 s`. */
export const durationText = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

function logChooser({ log, timeZone }: QueryState, actions: QueryActions): TemplateResult {
  const events = log?.events ?? null;
  const exact = events === null ? '' : `, ${exactNumber(events)} events`;
  const title = log ? `${visibleText(log.name)}${exact}, times in ${timeZone}. Choose another log` : 'Choose the log to run on';
  return html`<button class="dropdown log-chooser" title=${title} @click=${() => actions.chooseLog()}>
    <span class="machine ellipsis">${log ? visibleText(log.name) : 'Choose log'}</span>
    ${events === null ? nothing : html`<span class="quiet figure">${shortNumber(events)} events</span>`}
    <span class="codicon codicon-chevron-down" aria-hidden="true"></span>
  </button>`;
}

const textTool = (icon: string, title: string, run: () => void): TemplateResult =>
  html`<button class="text-tool" @click=${() => run()}><span class=${`codicon codicon-${icon}`} aria-hidden="true"></span>${title}</button>`;

function menuTool(
  icon: string,
  title: string,
  disabled: boolean,
  open: (at: { readonly x: number; readonly y: number }) => void,
): TemplateResult {
  const click = (event: Event) => {
    const { left, bottom } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    open({ x: left, y: bottom + 2 });
  };
  return html`<button class="text-tool" aria-haspopup="menu" ?disabled=${disabled} @click=${click}><span class=${`codicon codicon-${icon}`} aria-hidden="true"></span>${title}<span class="codicon codicon-chevron-down" aria-hidden="true"></span></button>`;
}

function exportMenu({ tab, result }: QueryState, actions: QueryActions, at: { readonly x: number; readonly y: number }): void {
  openMenu(
    'Export',
    [
      { label: 'CSV…', run: () => actions.export('csv') },
      { label: 'JSON…', run: () => actions.export('json') },
      result?.kind === 'events'
        ? { label: 'Parquet needs columns: | select …', run: () => undefined, disabled: true }
        : { label: 'Parquet…', run: () => actions.export('parquet') },
      { label: 'Chart as SVG…', run: () => actions.exportPicture('svg'), disabled: tab !== 'chart' },
      { label: 'Chart as PNG…', run: () => actions.exportPicture('png'), disabled: tab !== 'chart' },
    ],
    at,
  );
}

function copyMenu(state: QueryState, actions: QueryActions, at: { readonly x: number; readonly y: number }): void {
  const { result, search, filters } = state;
  if (!result) return;
  const order = shownOrder(result, state);
  const rows = order.length === 1 ? '1 row' : `${exactNumber(order.length)} rows`;
  const narrowed = search.trim() !== '' || filters.length > 0;
  const what = narrowed ? `The ${rows} shown` : order.length === 1 ? rows : `All ${rows}`;
  openMenu(
    'Copy',
    [
      {
        label: `${what} for a spreadsheet`,
        run: () => actions.copy(tsvText(result, order), rows),
      },
      { label: `${what} as JSON`, run: () => actions.copy(jsonText(result, order), rows) },
    ],
    at,
  );
}
