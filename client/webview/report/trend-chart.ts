import { BarChart } from 'echarts/charts';
import { AriaComponent, GridComponent } from 'echarts/components';
import { type EChartsCoreOption, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { ChartTheme } from '../../../server/reports/charts/chart-theme.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import type { Trend } from '../../../server/reports/charts/trend.ts';
import { trendMargins, trendOption } from '../../../server/reports/charts/trend-option.ts';
import { styleOf } from '../shared/style-of.ts';
import { ThemeChart } from '../shared/theme-chart.ts';

use([BarChart, GridComponent, AriaComponent, SVGRenderer]);

interface Span {
  /** First and last bucket, in the order of choosing. */
  readonly anchor: number;
  readonly head: number;
}

/**
 * The trend with a cursor and a selection over it. Dragging, or Shift with the arrow keys and then Enter, chooses a range
 * of whole buckets; the page turns it into the time filter.
 */
export class TrendChart extends ThemeChart {
  static override properties = {
    trend: { attribute: false },
    compact: { attribute: false },
    label: { attribute: false },
    choose: { attribute: false },
  };
  declare trend: Trend;
  /** Without axis and legend, as a time line over a list. */
  declare compact: boolean;
  declare label: string;
  declare choose: (from: number, to: number) => void;

  #hovered: number | null = null;
  #span: Span | null = null;
  #dragging = false;

  override updated(changed: PropertyValues<this>): void {
    if (changed.has('trend') || changed.has('compact')) this.draw();
  }

  override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('trend')) return;
    this.#span = null;
    this.#hovered = null;
    this.#dragging = false;
  }

  override option(theme: ChartTheme): EChartsCoreOption {
    return trendOption(this.trend, theme, this.compact);
  }

  get #plotWidth(): number {
    const { left, right } = trendMargins(this.compact);
    return Math.max(1, this.clientWidth - left - right);
  }

  #bucketAt(event: PointerEvent): number {
    const x = event.clientX - this.getBoundingClientRect().left - trendMargins(this.compact).left;
    const count = this.trend.buckets.length;
    return Math.max(0, Math.min(count - 1, Math.floor((x / this.#plotWidth) * count)));
  }

  #onPointer(event: PointerEvent): void {
    if (this.trend.buckets.length === 0) return;
    const bucket = this.#bucketAt(event);
    if (event.type === 'pointerdown' && event.button === 0) {
      (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
      this.#dragging = true;
      this.#span = { anchor: bucket, head: bucket };
    } else if (event.type === 'pointermove') {
      this.#hovered = bucket;
      if (this.#dragging && this.#span) this.#span = { ...this.#span, head: bucket };
    } else if (event.type === 'pointerup' && this.#dragging) {
      this.#dragging = false;
      this.#finish();
    } else if (event.type === 'pointerleave') this.#hovered = null;
    else if (event.type === 'pointercancel') {
      this.#dragging = false;
      this.#span = null;
    }
    this.requestUpdate();
  }

  #finish(): void {
    const span = this.#span;
    this.#span = null;
    if (!span) return;
    const first = this.trend.buckets[Math.min(span.anchor, span.head)];
    const last = this.trend.buckets[Math.max(span.anchor, span.head)];
    if (first && last) this.choose(first.from, last.to);
  }

  #onKey(event: KeyboardEvent): void {
    const count = this.trend.buckets.length;
    if (count === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.#hovered ?? 0;
    const steps: Readonly<Record<string, number>> = {
      ArrowLeft: at - 1,
      ArrowRight: at + 1,
      Home: 0,
      End: count - 1,
      PageUp: at - 10,
      PageDown: at + 10,
    };
    const wanted = steps[event.key];
    if (wanted !== undefined) {
      const bucket = this.#hovered === null ? 0 : Math.max(0, Math.min(count - 1, wanted));
      this.#span = event.shiftKey ? { anchor: this.#span?.anchor ?? at, head: bucket } : null;
      this.#hovered = bucket;
    } else if (event.key === 'Enter' && this.#hovered !== null) {
      this.#span ??= { anchor: this.#hovered, head: this.#hovered };
      this.#finish();
    } else if (event.key === 'Escape' && this.#span) this.#span = null;
    else return;
    event.preventDefault();
    event.stopPropagation();
    this.requestUpdate();
  }

  #describe(bucket: number): string {
    const counts = this.trend.classes.filter(c => c.values[bucket]).map(c => `${c.name.toLowerCase()} ${exactNumber(c.values[bucket]!)}`);
    return `${this.trend.buckets[bucket]?.time}: ${exactNumber(this.trend.totals[bucket] ?? 0)} requests${counts.length > 0 ? `; ${counts.join(', ')}` : ''}`;
  }

  override render(): TemplateResult {
    const at = this.#hovered;
    const count = this.trend.buckets.length;
    return html`<div class="plot"></div>
      <div class="plot-over" role="slider" tabindex="0" aria-label=${`${this.label}: time`} aria-valuemin="0" aria-valuemax=${Math.max(0, count - 1)}
        aria-valuenow=${at ?? 0} aria-valuetext=${count === 0 ? 'no requests' : this.#describe(at ?? 0)}
        title=${nothing} @pointerdown=${this.#onPointer} @pointermove=${this.#onPointer} @pointerup=${this.#onPointer}
        @pointerleave=${this.#onPointer} @pointercancel=${this.#onPointer} @keydown=${this.#onKey}>
        ${this.#span ? html`<div class="plot-selection" ${styleOf(this.#place(Math.min(this.#span.anchor, this.#span.head), Math.max(this.#span.anchor, this.#span.head)))}></div>` : nothing}
        ${at === null ? nothing : html`<div class="plot-cursor" ${styleOf(this.#place(at, at))}></div>`}
      </div>
      ${at === null ? nothing : this.#tip(at)}`;
  }

  #place(first: number, last: number): Readonly<Record<string, string>> {
    const { left, top, bottom } = trendMargins(this.compact);
    const step = this.#plotWidth / this.trend.buckets.length;
    return { left: `${left + first * step}px`, width: `${(last - first + 1) * step}px`, top: `${top}px`, bottom: `${bottom}px` };
  }

  #tip(at: number): TemplateResult {
    const { left } = trendMargins(this.compact);
    const step = this.#plotWidth / this.trend.buckets.length;
    const x = left + (at + 0.5) * step;
    const side = x > this.clientWidth / 2 ? { right: `${this.clientWidth - x + step / 2 + 8}px` } : { left: `${x + step / 2 + 8}px` };
    return html`<div class="tip" ${styleOf(side)} aria-hidden="true">
      <div class="tip-title">${this.trend.buckets[at]?.time}</div>
      <table>${this.trend.classes.toReversed().map(c => html`<tr><td><span class="swatch swatch-${c.name}"></span>${c.name}</td><td>${exactNumber(c.values[at] ?? 0)}</td></tr>`)}</table>
    </div>`;
  }
}

customElements.define('trend-chart', TrendChart);
