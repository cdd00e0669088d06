import { html, nothing, type TemplateResult } from 'lit';
import type { ShownResult } from '../../../server/protocol/query-view.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { cutText } from '../shared/cut-text.ts';
import { opensEvents } from './event-of-row.ts';
import type { QueryActions, QueryState } from './query-state.ts';
import { filterValue, type RowFilter } from './row-filter.ts';
import { shownOrder } from './shown-order.ts';

/** What stands over the table: the box that finds rows, the values that they are narrowed to, and how many are left. */
export function tableBar(state: QueryState, result: ShownResult, actions: QueryActions): TemplateResult {
  const narrowed = state.search.trim() !== '' || state.filters.length > 0;
  const found = shownOrder(result, state).length;
  return html`<div class="table-bar">
    <div class="filter-box"><span class="codicon codicon-filter" aria-hidden="true"></span>
      <input class="text-field" type="text" spellcheck="false" aria-label="Find rows" placeholder="Find rows" .value=${state.search}
        @input=${(e: Event) => actions.search((e.target as HTMLInputElement).value)}
        @keydown=${(e: KeyboardEvent) => e.key === 'Escape' && actions.search('')}></div>
    ${state.filters.map(filter => chip(filter, result, actions))}
    ${
      narrowed
        ? html`<span class="quiet figure" role="status">${exactNumber(found)} of ${exactNumber(result.rows.length)} rows</span>
      <button class="link" @click=${() => actions.showAll()}>Clear</button>`
        : nothing
    }
    <span class="gap"></span>
    ${opensEvents(result) && result.rows.length > 0 && !narrowed ? html`<span class="quiet hint">click a row to see its event</span>` : nothing}
  </div>`;
}

function chip(filter: RowFilter, { columns }: ShownResult, actions: QueryActions): TemplateResult {
  const name = visibleText(columns[filter.column]?.name ?? '');
  const value = filterValue(filter);
  const whole = `${filter.exclude ? 'not ' : ''}${name}: ${value}`;
  return html`<span class="chip" title=${whole.slice(0, 2000)}><span class="chip-field">${filter.exclude ? 'not ' : ''}${name}:</span>
    <span class="machine">${cutText(value.slice(0, 400))}</span>
    <button class="tool codicon codicon-close" title="Remove" aria-label=${`Remove filter ${whole.slice(0, 200)}`} @click=${() => actions.removeFilter(filter)}></button></span>`;
}
