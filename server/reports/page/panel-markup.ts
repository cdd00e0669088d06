import type { Column, LogSummary, PanelDefinition, PanelResult } from '../../protocol/log.ts';
import type { PanelFailure } from '../../protocol/log-engine.ts';
import { absentText, cellText, columnTitle, isCount } from '../charts/cell-text.ts';
import { chartSvg } from '../charts/chart-svg.ts';
import type { ChartTheme } from '../charts/chart-theme.ts';
import { missingFields } from '../charts/missing-fields.ts';
import { exactNumber, shareText, shortNumber } from '../charts/number-text.ts';
import { condense, sparklinePath } from '../charts/sparkline.ts';
import { type Trend, trendOf } from '../charts/trend.ts';
import { classColours, trendOption } from '../charts/trend-option.ts';
import { type Markup, markup, trusted } from './markup.ts';

/** The page's own variables, so that a chart follows the reader's preference. */
const mix = (share: number) => `color-mix(in srgb, var(--accent) ${share}%, var(--page))`;
const THEME: ChartTheme = {
  foreground: 'var(--text)',
  background: 'var(--page)',
  quiet: 'var(--quiet)',
  line: 'var(--line)',
  accent: 'var(--accent)',
  strong: 'var(--accent)',
  medium: mix(62),
  weak: mix(28),
  neutral: 'color-mix(in srgb, var(--text) 35%, var(--page))',
  fontFamily: 'system-ui, sans-serif',
  fontSize: 11,
  highContrast: false,
};

/** Rows that are printed; the rest is for the screen. */
const PRINTED = 50;

export type PanelOutcome = PanelResult | PanelFailure | undefined;

/** A panel as HTML: what the view shows, without anything to click but the query. */
export function panelMarkup(panel: PanelDefinition, outcome: PanelOutcome, summary: LogSummary): Markup {
  const risk = panel.risk && outcome && !('failed' in outcome) && Number(outcome.rows[0]?.[0] ?? 0) > 0;
  return markup`<section class="panel${risk ? ' risk' : ''}" id="${panel.id}">${body(panel, outcome, summary)}
<details class="query"><summary>Query</summary><pre class="machine">${outcome && !('failed' in outcome) ? outcome.query : panel.query}</pre></details></section>\n`;
}

function body(panel: PanelDefinition, outcome: PanelOutcome, summary: LogSummary): Markup {
  const head = (more: Markup | string = '') =>
    markup`<div class="panel-head"><h2 title="${panel.description}">${panel.title}</h2>${more}${partial(panel, summary)}</div>`;
  if (!outcome) return markup`${head()}<p class="failed">The log engine gave no answer for this panel.</p>`;
  if ('failed' in outcome) return markup`${head()}<p class="failed">${outcome.failed}</p>`;
  if (outcome.rows.length === 0) return markup`${head()}<p class="quiet">${panel.empty}</p>`;
  if (panel.kind === 'number') return markup`${head()}${figure(outcome, missingFields(panel, summary))}`;
  if (panel.kind === 'bars') return markup`${head()}${bars(outcome)}`;
  if (panel.kind === 'series') {
    const trend = trendOf(outcome);
    return markup`${head(legend(trend))}${trusted(chartSvg(trendOption(trend, THEME, false), { width: 1200, height: 200 }))}`;
  }
  return markup`${head(markup`<span class="quiet">${count(outcome)}</span>`)}${list(outcome)}`;
}

function partial(panel: PanelDefinition, summary: LogSummary): Markup | string {
  const missing = missingFields(panel, summary);
  return missing.length === 0 ? '' : markup`<span class="quiet">missing in this log: ${missing.join(', ')}</span>`;
}

function figure(result: PanelResult, missing: readonly string[]): Markup {
  const value = Number(result.rows[0]?.[0] ?? 0);
  // nothing counted where nothing could be counted is not zero
  if (value === 0 && missing.length > 0) return markup`<div class="value quiet"><span>–</span></div>`;
  const { trend } = result;
  const spark =
    trend && trend.length > 1
      ? markup`<svg class="spark" width="64" height="20" viewBox="0 0 64 20" aria-hidden="true"><path d="${sparklinePath(condense(trend, 21), 64, 19)}"/></svg>`
      : '';
  return markup`<div class="value"><span title="${exactNumber(value)}">${shortNumber(value)}</span>${spark}</div>`;
}

function legend(trend: Trend): Markup {
  const colours = classColours(THEME);
  return markup`<span class="legend">${trend.classes.map(
    ({ name, values }) =>
      markup`<span><span class="swatch" style="background: ${colours[name]}"></span>${name} <span class="quiet">${exactNumber(values.reduce((a, b) => a + b, 0))}</span></span>`,
  )}</span>`;
}

function bars({ rows, columns: [name] }: PanelResult): Markup {
  const values = rows.map(row => Number(row[1]));
  const most = Math.max(1, ...values);
  const all = values.reduce((a, b) => a + b, 0);
  return markup`<table class="bars"><tbody>${rows.map((row, i) => {
    const text = textOf(row[0] ?? null, name!) || absentText(name!);
    return markup`<tr><th scope="row" title="${text}">${cutText(text)}</th><td title="${shareText(values[i]!, all)} of those shown"><span class="bar" style="width: ${((values[i]! / most) * 100).toFixed(2)}%"></span></td><td class="number">${exactNumber(values[i]!)}</td></tr>`;
  })}</tbody></table>`;
}

/** Characters of the end that stay where a name is too long. */
const TAIL = 7;

/** A name that gives way in its middle, as in the view. */
function cutText(text: string): Markup {
  const characters = Array.from(text);
  if (characters.length <= TAIL * 2) return markup`${text}`;
  return markup`<span class="cut"><span>${characters.slice(0, -TAIL).join('')}</span><span>${characters.slice(-TAIL).join('')}</span></span>`;
}

const count = (result: PanelResult): string =>
  result.cut
    ? `the newest ${exactNumber(result.rows.length)}`
    : `${exactNumber(result.rows.length)} ${result.rows.length === 1 ? 'row' : 'rows'}`;

function list({ columns, rows }: PanelResult): Markup {
  const shown = columns.map((column, i) => ({ column, i }));
  // as in the view: the audit ID is the longest and least telling column
  shown.sort((a, b) => Number(a.column.name === 'auditID') - Number(b.column.name === 'auditID'));
  const align = (column: Column) => (isCount(column) ? 'number' : '');
  return markup`<div class="rows${rows.length > PRINTED ? ' long' : ''}" tabindex="0"><table class="list"><thead><tr>${shown.map(
    ({ column }) => markup`<th scope="col" class="${align(column)}">${columnTitle(column.name)}</th>`,
  )}</tr></thead><tbody>${rows.map(
    row =>
      markup`<tr>${shown.map(({ column, i }) => {
        const text = textOf(row[i] ?? null, column);
        return markup`<td class="${align(column)}" title="${text}">${text}</td>`;
      })}</tr>`,
  )}</tbody></table><p class="print-note">The first ${PRINTED} of ${exactNumber(rows.length)} rows.</p></div>`;
}

const textOf = (cell: PanelResult['rows'][number][number], column: Column): string => cellText(cell, column);
