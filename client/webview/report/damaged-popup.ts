import { html, nothing, type TemplateResult } from 'lit';
import type { LogSummary } from '../../../server/protocol/log.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { topLayer } from '../shared/top-layer.ts';
import type { ReportActions } from './report-actions.ts';
import type { Popup } from './report-state.ts';

/** The lines that are no event, with their numbers as an editor counts them. */
export function damagedPopup(popup: Extract<Popup, { kind: 'damaged' }>, summary: LogSummary, actions: ReportActions): TemplateResult {
  const rest = summary.skippedLines - summary.damaged.length;
  return html`<div class="popup damaged" popover="manual" role="dialog" aria-label="Damaged lines" tabindex="-1" ${topLayer(popup.anchor, actions.closePopup)}>
    <p>These lines are no audit event; everything else is shown.</p>
    <div class="damaged-list" tabindex="0" role="region" aria-label="Damaged lines"><table>
      <thead><tr>${summary.damaged.some(d => d.file) ? html`<th scope="col">File</th>` : nothing}<th scope="col">Line</th><th scope="col">Reason</th></tr></thead>
      <tbody>${summary.damaged.map(
        d =>
          html`<tr>${d.file ? html`<td class="machine">${visibleText(d.file)}</td>` : nothing}<td class="count">${exactNumber(d.line + 1)}</td><td>${visibleText(d.reason)}</td></tr>`,
      )}</tbody>
    </table></div>
    ${rest > 0 ? html`<p class="quiet">and ${exactNumber(rest)} more</p>` : nothing}
    ${summary.truncated ? html`<p>The compressed file ends early; what was read up to there is shown.</p>` : nothing}
  </div>`;
}
