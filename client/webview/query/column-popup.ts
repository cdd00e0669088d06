import { html, nothing, type TemplateResult } from 'lit';
import type { ShownResult } from '../../../server/protocol/query-view.ts';
import { exactNumber, shareText } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { cutText } from '../shared/cut-text.ts';
import { styleOf } from '../shared/style-of.ts';
import { topLayer } from '../shared/top-layer.ts';
import type { QueryActions, QueryState } from './query-state.ts';

/** What a column holds: how many values, how many NULLs, the most frequent ones, each a way to the rows with it. */
export function columnPopup(popup: NonNullable<QueryState['popup']>, result: ShownResult, actions: QueryActions): TemplateResult {
  const { profile, column } = popup;
  const { name, type } = result.columns[column]!;
  const choose = (value: string | null) => actions.addFilter({ column, value, exclude: false });
  const most = profile.top[0]?.rows ?? 1;
  const fact = (title: string, value: string | TemplateResult) => html`<dt>${title}</dt><dd class="figure">${value}</dd>`;
  return html`<div class="popup profile column-profile" popover="manual" role="dialog" tabindex="-1" aria-label=${`Values of ${visibleText(name)}`} ${topLayer(popup.anchor, actions.closePopup)}>
    <p><span class="machine">${visibleText(name)}</span> <span class="quiet">${type}</span></p>
    <dl>
      ${fact('distinct', exactNumber(profile.distinct))}
      ${fact('NULL', profile.nulls === 0 ? 'none' : html`<button class="link" title="Show only the rows with NULL" @click=${() => choose(null)}>${exactNumber(profile.nulls)}</button> (${shareText(profile.nulls, profile.rows)})`)}
      ${profile.numbers ? html`${fact('least', exactNumber(profile.numbers.least))}${fact('most', exactNumber(profile.numbers.most))}${fact('mean', exactNumber(profile.numbers.mean))}` : nothing}
    </dl>
    <div class="profile-values">${profile.top.map(
      ({
        value,
        rows,
      }) => html`<button class="profile-value" title=${`${visibleText(value.slice(0, 2000))}: show only the rows with it`} @click=${() => choose(value)}>
        <span class="machine">${value === '' ? html`<span class="quiet">(empty)</span>` : cutText(visibleText(value.slice(0, 400)))}</span>
        <span class="bar" aria-hidden="true"><span ${styleOf({ width: `${(rows / most) * 100}%` })}></span></span>
        <span class="count">${exactNumber(rows)}</span>
      </button>`,
    )}</div>
    ${profile.distinct > profile.top.length ? html`<p class="quiet">the ${profile.top.length} most frequent</p>` : nothing}
    ${result.total > result.rows.length ? html`<p class="quiet">of the ${exactNumber(result.rows.length)} rows shown</p>` : nothing}
  </div>`;
}
