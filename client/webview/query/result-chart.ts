import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendScrollComponent, TooltipComponent } from 'echarts/components';
import { type EChartsType, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import { onThemeChange, readChartTheme } from '../shared/read-chart-theme.ts';
import type { ChartKind } from './chart-choice.ts';
import type { ChartData } from './chart-data.ts';
import { chartOption } from './chart-option.ts';
import { chartSentence } from './chart-words.ts';

use([BarChart, LineChart, PieChart, GridComponent, LegendScrollComponent, TooltipComponent, SVGRenderer]);

/** A result drawn; follows the theme and its own size. */
export class ResultChart extends LitElement {
  static override properties = { data: { attribute: false }, kind: { attribute: false } };
  declare data: ChartData;
  declare kind: ChartKind;

  #chart: EChartsType | undefined;
  #stopTheme: (() => void) | undefined;
  readonly #sizes = new ResizeObserver(() => this.#chart?.resize());

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(() => this.#draw());
  }

  override firstUpdated(): void {
    const plot = this.querySelector<HTMLElement>('.result-plot')!;
    this.#chart = init(plot, null, { renderer: 'svg' });
    this.#sizes.observe(plot);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopTheme?.();
    this.#sizes.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  override updated(_changed: PropertyValues<this>): void {
    this.#draw();
  }

  #draw(): void {
    this.#chart?.setOption(chartOption(this.data, this.kind, readChartTheme()), { notMerge: true });
  }

  override render(): TemplateResult {
    return html`<div class="result-plot" role="img" aria-label=${chartSentence(this.kind, this.data)}></div>`;
  }
}

customElements.define('result-chart', ResultChart);
