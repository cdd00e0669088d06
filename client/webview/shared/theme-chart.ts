import { type EChartsCoreOption, type EChartsType, init } from 'echarts/core';
import { LitElement } from 'lit';
import type { ChartTheme } from '../../../server/reports/charts/chart-theme.ts';
import { onThemeChange, readChartTheme } from './read-chart-theme.ts';

/** An element whose first child holds a chart that follows the editor's theme and the element's size. */
export abstract class ThemeChart extends LitElement {
  #chart: EChartsType | undefined;
  #stopTheme: (() => void) | undefined;
  readonly #sizes = new ResizeObserver(() => {
    this.#chart?.resize();
    this.requestUpdate();
  });

  /** What is drawn, in the colours of a theme. */
  protected abstract option(theme: ChartTheme): EChartsCoreOption;

  protected draw(): void {
    this.#chart?.setOption(this.option(readChartTheme()), { notMerge: true });
  }

  override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#stopTheme = onThemeChange(() => this.draw());
  }

  override firstUpdated(): void {
    const plot = this.firstElementChild as HTMLElement;
    this.#chart = init(plot, null, { renderer: 'svg' });
    this.#sizes.observe(plot);
    this.draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stopTheme?.();
    this.#sizes.disconnect();
    this.#chart?.dispose();
    this.#chart = undefined;
  }
}
