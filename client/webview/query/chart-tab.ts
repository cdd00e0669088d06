import { html, nothing, type TemplateResult } from 'lit';
import './result-chart.ts';
import type { ShownResult } from '../../../server/protocol/query-view.ts';
import { visibleText } from '../../../server/reports/charts/visible-text.ts';
import { CHART_KINDS, type ChartChoice, type ChartKind, fits, numberColumns, ROW_COUNT, suggestedChart, withX } from './chart-choice.ts';
import { type ChartData, chartData, measureName } from './chart-data.ts';
import { CHART_NAMES } from './chart-words.ts';
import type { QueryActions, QueryState } from './query-state.ts';
import { shownOrder } from './shown-order.ts';
import { withCode } from './with-code.ts';

/** The chart that is shown of a result: what a person chose, else what fits its columns; null where nothing can be drawn. */
export const shownChart = (state: QueryState, result: ShownResult): ChartChoice | null =>
  state.chart && fits(state.chart, result) ? state.chart : suggestedChart(result);

export const shownChartData = (state: QueryState, result: ShownResult, choice: ChartChoice): ChartData =>
  chartData(result, shownOrder(result, state), choice);

/** A result as a chart, with what stands on its axes to be chosen. */
export function chartTab(state: QueryState, result: ShownResult, actions: QueryActions): TemplateResult {
  const choice = shownChart(state, result);
  if (!choice) {
    const why =
      result.rows.length === 0
        ? 'There are no rows to draw.'
        : 'A chart needs something to count, as in `select verb, count(*) as requests from log group by verb`.';
    return html`<div class="state"><p class="quiet">${withCode(why)}</p></div>`;
  }
  const data = shownChartData(state, result, choice);
  return html`<div class="chart-tab">
    ${chartBar(choice, result, data, actions)}
    <result-chart .data=${data} .kind=${choice.kind}></result-chart>
  </div>`;
}

function chartBar(choice: ChartChoice, result: ShownResult, { note }: ChartData, actions: QueryActions): TemplateResult {
  const numbers = numberColumns(result);
  const all = result.columns.map((_, i) => i);
  const every = numbers.filter(i => i !== choice.x);
  const y = choice.y.length > 1 ? 'all' : String(choice.y[0]);
  const chooseY = (value: string) =>
    actions.chooseChart(value === 'all' ? { ...choice, y: every, series: null } : { ...choice, y: [Number(value)] });
  const chooseSeries = (value: string) =>
    actions.chooseChart(value === '' ? { ...choice, series: null } : { ...choice, series: Number(value), y: [choice.y[0]!] });
  const measure = (i: number) => ({ value: String(i), title: visibleText(measureName(result, i)) });
  const option = (i: number) => ({ value: String(i), title: visibleText(result.columns[i]!.name) });
  return html`<div class="chart-bar">
    <div class="chart-kinds" role="radiogroup" aria-label="Kind of chart" @keydown=${(e: KeyboardEvent) => moveKind(e, choice, actions)}>${CHART_KINDS.map(kind => kindButton(kind, choice, actions))}</div>
    ${chooser(choice.kind === 'pie' || choice.kind === 'bar' ? 'Names' : 'X', String(choice.x), all.map(option), value => actions.chooseChart(withX(choice, Number(value), result)))}
    ${chooser(choice.kind === 'pie' ? 'Size' : choice.kind === 'bar' ? 'Length' : 'Y', y, [...[...numbers, ROW_COUNT].map(measure), ...(every.length > 1 ? [{ value: 'all', title: 'every number' }] : [])], chooseY)}
    ${choice.kind === 'pie' ? nothing : chooser('Series', choice.series === null ? '' : String(choice.series), [{ value: '', title: 'none' }, ...all.filter(i => i !== choice.x && !choice.y.includes(i)).map(option)], chooseSeries)}
    <span class="gap"></span>
    ${note === '' ? nothing : html`<span class="quiet">${note}</span>`}
  </div>`;
}

const ICONS: Readonly<Record<ChartKind, string>> = { line: 'graph-line', column: 'graph', bar: 'graph-left', pie: 'pie-chart' };

function kindButton(kind: ChartKind, choice: ChartChoice, actions: QueryActions): TemplateResult {
  const chosen = choice.kind === kind;
  return html`<button class="tool" role="radio" data-kind=${kind} title=${CHART_NAMES[kind]} aria-label=${CHART_NAMES[kind]} aria-checked=${chosen} tabindex=${chosen ? 0 : -1}
    @click=${() => actions.chooseChart({ ...choice, kind })}><span class=${`codicon codicon-${ICONS[kind]}`} aria-hidden="true"></span></button>`;
}

function moveKind(event: KeyboardEvent, choice: ChartChoice, actions: QueryActions): void {
  const step = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : 0;
  if (step === 0) return;
  event.preventDefault();
  const kind = CHART_KINDS[(CHART_KINDS.indexOf(choice.kind) + step + CHART_KINDS.length) % CHART_KINDS.length]!;
  actions.chooseChart({ ...choice, kind });
  (event.currentTarget as HTMLElement).querySelector<HTMLElement>(`[data-kind="${kind}"]`)?.focus();
}

function chooser(
  label: string,
  value: string,
  options: readonly { readonly value: string; readonly title: string }[],
  choose: (value: string) => void,
): TemplateResult {
  return html`<label class="chooser"><span class="quiet">${label}</span> <select @change=${(e: Event) => choose((e.target as HTMLSelectElement).value)}>${options.map(
    o => html`<option value=${o.value} ?selected=${o.value === value} .selected=${o.value === value}>${o.title}</option>`,
  )}</select></label>`;
}
