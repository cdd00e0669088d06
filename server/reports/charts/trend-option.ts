import type { EChartsCoreOption } from 'echarts/core';
import type { TimeBucket } from '../../protocol/log.ts';
import type { ChartTheme } from './chart-theme.ts';
import { shortNumber } from './number-text.ts';
import type { Trend } from './trend.ts';
import type { VerbClass } from './verb-class.ts';

/** Where the plot stands in its frame, so that what lies over it (selection, cursor) can be placed without asking the chart. */
export const trendMargins = (compact: boolean) =>
  compact ? ({ left: 0, right: 0, top: 4, bottom: 18 } as const) : ({ left: 56, right: 8, top: 8, bottom: 24 } as const);

export const classColours = (theme: ChartTheme): Readonly<Record<VerbClass, string>> => ({
  Reads: theme.weak,
  Writes: theme.medium,
  Deletions: theme.strong,
  Other: theme.neutral,
});

/** A trend as stacked bars of one hue; compact without the scale of counts. */
export function trendOption(trend: Trend, theme: ChartTheme, compact: boolean): EChartsCoreOption {
  const colours = classColours(theme);
  const label = { color: theme.quiet, fontFamily: theme.fontFamily, fontSize: theme.fontSize };
  const { buckets } = trend;
  // outlines tell the classes apart in high contrast; where bars are thin they would be all there is, so the sum is drawn
  const fill = (name: VerbClass) =>
    !theme.highContrast
      ? { color: colours[name] }
      : compact
        ? { color: theme.accent }
        : { color: colours[name], borderColor: theme.foreground, borderWidth: 1 };
  return {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: { fontFamily: theme.fontFamily, fontSize: theme.fontSize },
    aria: { enabled: true },
    grid: { ...trendMargins(compact), outerBoundsMode: 'none' },
    xAxis: {
      type: 'category',
      data: axisLabels(buckets),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: theme.line } },
      axisLabel: {
        ...label,
        hideOverlap: true,
        alignMinLabel: compact ? 'left' : 'center',
        margin: 8,
        interval: labelInterval(buckets.length),
      },
    },
    yAxis: {
      type: 'value',
      show: !compact,
      minInterval: 1,
      splitNumber: 3,
      axisLabel: { ...label, formatter: (value: number) => shortNumber(value) },
      splitLine: { lineStyle: { color: theme.line } },
    },
    series: trend.classes.map(({ name, values }) => ({
      type: 'bar',
      name,
      stack: 'requests',
      data: values,
      barCategoryGap: buckets.length > 80 ? '10%' : '20%',
      silent: true,
      emphasis: { disabled: true },
      itemStyle: fill(name),
    })),
  };
}

/** About eight labels, whatever the number of buckets. */
const labelInterval = (buckets: number): number => Math.max(0, Math.ceil(buckets / 8) - 1);

/** The shortest texts that tell buckets apart: the day where days differ, seconds only where buckets are that narrow. */
function axisLabels(buckets: readonly TimeBucket[]): readonly string[] {
  const hour = 3_600_000;
  const first = buckets[0];
  const last = buckets.at(-1);
  if (!first || !last) return [];
  const width = first.to - first.from;
  const [from, to] =
    width >= 20 * hour ? [0, 10] : first.time.slice(0, 10) !== last.time.slice(0, 10) ? [5, 16] : [11, width < 60_000 ? 19 : 16];
  return buckets.map(b => b.time.slice(from, to));
}
