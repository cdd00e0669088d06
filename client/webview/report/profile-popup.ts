import { html, nothing, type TemplateResult } from 'lit';
import type { Filter, FilterField, LogScope } from '../../../server/protocol/log.ts';
import { FIELD_NAMES, valueText } from '../../../server/reports/charts/field-names.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { cutText } from '../shared/cut-text.ts';
import { styleOf } from '../shared/style-of.ts';
import { topLayer } from '../shared/top-layer.ts';
import type { ReportActions } from './report-actions.ts';
import type { Popup } from './report-state.ts';
import { hasFilter } from './scope-changes.ts';

/** The values of a field in the scope: how many there are, the most frequent ones, each to include or exclude; any other can be typed. */
export function profilePopup(popup: Extract<Popup, { kind: 'profile' }>, scope: LogScope, actions: ReportActions): TemplateResult {
  const { field, profile, failed } = popup;
  const name = FIELD_NAMES[field];
  const typed = (event: KeyboardEvent) => {
    const value = (event.target as HTMLInputElement).value.trim();
    if (event.key !== 'Enter' || value === '') return;
    actions.closePopup();
    actions.filter({ field, value, exclude: event.altKey });
  };
  return html`<div class="popup profile" popover="manual" role="dialog" aria-label=${`Values of ${name}`} ${topLayer(popup.anchor, actions.closePopup)}>
    <input class="machine" type="text" spellcheck="false" aria-label=${`Exact ${name}`} placeholder=${`Exact ${name}, Enter`} @keydown=${typed}>
    <div class="profile-body">${
      failed !== undefined
        ? html`<p class="problem">${failed}</p>`
        : profile === undefined
          ? html`<p class="quiet">Counting…</p>`
          : html`${profile.top.map(({ value, events }) => valueRow(field, value, events, profile.top[0]?.events ?? 1, scope, actions))}
            ${profile.missing > 0 ? valueRow(field, '', profile.missing, profile.top[0]?.events ?? profile.missing, scope, actions) : nothing}`
    }</div>
    <p class="quiet profile-foot">${
      profile
        ? `${exactNumber(profile.distinct)} ${profile.distinct === 1 ? 'value' : 'values'}${profile.distinct > profile.top.length ? `, the ${profile.top.length} most frequent shown` : ''}`
        : ''
    }</p>
  </div>`;
}

function valueRow(
  field: FilterField,
  value: string,
  events: number,
  most: number,
  scope: LogScope,
  actions: ReportActions,
): TemplateResult {
  const include: Filter = { field, value };
  const exclude: Filter = { field, value, exclude: true };
  const text = valueText(field, value);
  const toggle = (filter: Filter) => (hasFilter(scope, filter) ? actions.removeFilter(filter) : actions.filter(filter));
  return html`<div class="profile-row">
    <button class="profile-value" title=${text} aria-pressed=${hasFilter(scope, include)} @click=${(e: MouseEvent) => toggle(e.altKey ? exclude : include)}>
      <span class="codicon codicon-check" aria-hidden="true"></span>
      <span class=${value === '' ? 'quiet' : 'machine'}>${cutText(text)}</span>
      <span class="bar" aria-hidden="true"><span ${styleOf({ width: `${Math.min(100, (events / Math.max(1, most)) * 100)}%` })}></span></span>
      <span class="count">${exactNumber(events)}</span>
    </button>
    <button class="tool codicon codicon-circle-slash" title=${`Exclude ${text}`} aria-label=${`Exclude ${text}`} aria-pressed=${hasFilter(scope, exclude)} @click=${() => toggle(exclude)}></button>
  </div>`;
}
