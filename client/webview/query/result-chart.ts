import { BarChart, LineChart, PieChart } from 'echarts/charts';
import { GridComponent, LegendScrollComponent, TooltipComponent } from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { html, type PropertyValues, type TemplateResult } from 'lit';
import type { ChartTheme } from '../../../server/reports/charts/chart-theme.ts';
import { ThemeChart } from '../shared/theme-chart.ts';
import type { ChartKind } from './chart-choice.ts';
import type { ChartData } from './chart-data.ts';
import { chartOption } from './chart-option.ts';
import { chartSentence } from './chart-words.ts';

use([BarChart, LineChart, PieChart, GridComponent, LegendScrollComponent, TooltipComponent, SVGRenderer]);

/** A result drawn. */
export class ResultChart extends ThemeChart {
  static override properties = { data: { attribute: false }, kind: { attribute: false } };
  declare data: ChartData;
  declare kind: ChartKind;

  override option(theme: ChartTheme): EChartsCoreOption {
    return chartOption(this.data, this.kind, theme);
  }

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('data') || changed.has('kind')) this.draw();
  }

  override render(): TemplateResult {
    return html`<div class="result-plot" role="img" aria-label=${chartSentence(this.kind, this.data)}></div>`;
  }
}

customElements.define('result-chart', ResultChart);
