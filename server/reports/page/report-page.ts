import type { LogScope, LogSummary, PanelDefinition, PanelResult, ReportDefinition } from '../../protocol/log.ts';
import type { PanelFailure } from '../../protocol/log-engine.ts';
import { filterText } from '../charts/field-names.ts';
import { byteSize, exactNumber } from '../charts/number-text.ts';
import { zonedTime } from '../charts/time-text.ts';
import { visibleText } from '../charts/visible-text.ts';
import { type Markup, markup, trusted } from './markup.ts';
import { PAGE_STYLE } from './page-style.ts';
import { panelMarkup } from './panel-markup.ts';

export interface ReportPageInput {
  readonly report: ReportDefinition;
  readonly summary: LogSummary;
  readonly scope: LogScope;
  readonly panels: readonly (PanelResult | PanelFailure)[];
}

/** A report as one HTML page that needs nothing else: no script, nothing from the network, every text of the log escaped. */
export function reportPage({ report, summary, scope, panels }: ReportPageInput): string {
  const outcomes = new Map(panels.map(p => [p.id, p]));
  const of = (kind: PanelDefinition['kind']) =>
    report.panels.filter(p => p.kind === kind).map(p => panelMarkup(p, outcomes.get(p.id), summary));
  const name = visibleText(summary.name);
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${report.title}: ${name}</title>
<style>${trusted(PAGE_STYLE)}</style>
</head>
<body>
<header>
<h1>${report.title}</h1>
<p><span class="machine">${name}</span> · ${exactNumber(summary.events)} events of ${exactNumber(summary.requests)} requests, ${byteSize(summary.bytes)} · ${range(summary, scope)}</p>
${conditions(scope)}
${damage(summary)}
</header>
<main>
<div class="tiles">${of('number')}</div>
${of('series')}
<div class="distributions">${of('bars')}</div>
<div class="lists">${of('table')}</div>
</main>
</body>
</html>
`.text;
}

function range(summary: LogSummary, { timeZone }: LogScope): Markup {
  if (summary.from === null || summary.to === null) return markup`no events`;
  const text = (time: string) => zonedTime(Date.parse(time), timeZone);
  return markup`${text(summary.from)} → ${text(summary.to)} <span class="quiet">${timeZone}</span>`;
}

/** The filters in force: a page that shows a part must say so. */
function conditions({ filters, from, to, timeZone }: LogScope): Markup | string {
  const chips = filters.map(filterText);
  const text = (time: number | undefined) => (time === undefined ? '…' : zonedTime(time, timeZone));
  if (from !== undefined || to !== undefined) chips.push(`time: ${text(from)} → ${text(to)}`);
  return chips.length === 0
    ? ''
    : markup`<ul class="chips" aria-label="Filters in force">${chips.map(chip => markup`<li>${chip}</li>`)}</ul>`;
}

function damage(summary: LogSummary): Markup | string {
  const { skippedLines, damaged, truncated } = summary;
  const early = truncated ? markup`<p class="warning">The compressed file ends early; what was read up to there is shown.</p>` : '';
  if (skippedLines === 0) return early;
  const rest = skippedLines - damaged.length;
  return markup`${early}<details><summary class="warning">${exactNumber(skippedLines)} damaged ${skippedLines === 1 ? 'line' : 'lines'}</summary>
<div class="rows"><table class="list"><thead><tr><th scope="col" class="number">Line</th><th scope="col">Reason</th></tr></thead><tbody>${damaged.map(
    d =>
      markup`<tr><td class="number">${exactNumber(d.line + 1)}</td><td>${d.file ? `${visibleText(d.file)}: ` : ''}${visibleText(d.reason)}</td></tr>`,
  )}</tbody></table>${rest > 0 ? markup`<p>and ${exactNumber(rest)} more</p>` : ''}</div></details>`;
}
