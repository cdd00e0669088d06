import type { EChartsCoreOption } from 'echarts/core';
import type { ChartTheme } from '../../../server/reports/charts/chart-theme.ts';
import { cutMiddle } from '../../../server/reports/charts/cut-middle.ts';
import { exactNumber, shareText, shortNumber } from '../../../server/reports/charts/number-text.ts';
import type { ChartChoice } from './chart-choice.ts';
import type { ChartData } from './chart-data.ts';

/** Strengths of the one hue, strongest first; what is added up is neutral. */
const STRENGTHS = [100, 80, 62, 46, 32, 22];
const DASHES = ['solid', 'dashed', 'dotted'] as const;

const shade = (theme: ChartTheme, i: number, rest = false): string =>
  rest
    ? `color-mix(in srgb, ${theme.quiet} 40%, ${theme.background})`
    : `color-mix(in srgb, ${theme.accent} ${STRENGTHS[i % STRENGTHS.length]}%, ${theme.background})`;

/** A chart of a result in the colours of the theme. Its tooltip is drawn, not written as HTML: names come from logs. */
export function chartOption(data: ChartData, kind: ChartChoice['kind'], theme: ChartTheme): EChartsCoreOption {
  const text = { color: theme.foreground, fontFamily: theme.fontFamily, fontSize: theme.fontSize };
  const common = {
    animation: false,
    backgroundColor: 'transparent',
    textStyle: text,
    tooltip: {
      renderMode: 'richText',
      confine: true,
      trigger: kind === 'pie' ? 'item' : 'axis',
      backgroundColor: theme.background,
      borderColor: theme.line,
      textStyle: text,
      axisPointer: { type: kind === 'line' ? 'line' : 'shadow', lineStyle: { color: theme.quiet }, shadowStyle: { opacity: 0.15 } },
      valueFormatter: (value: unknown) => (typeof value === 'number' ? exactNumber(value) : '–'),
    },
  };
  return kind === 'pie' ? { ...common, ...pie(data, theme, text) } : { ...common, ...cartesian(data, kind, theme, text) };
}

type TextStyle = { readonly color: string; readonly fontFamily: string; readonly fontSize: number };

function cartesian({ points, series }: ChartData, kind: ChartChoice['kind'], theme: ChartTheme, text: TextStyle): EChartsCoreOption {
  const many = series.length > 1;
  const quiet = { ...text, color: theme.quiet };
  const names = {
    type: 'category',
    data: points,
    inverse: kind === 'bar',
    axisTick: { show: false },
    axisLine: { lineStyle: { color: theme.line } },
    axisLabel: { ...quiet, hideOverlap: true, formatter: (name: string) => cutMiddle(name, kind === 'bar' ? 40 : 24) },
  };
  const numbers = {
    type: 'value',
    axisLabel: { ...quiet, formatter: (value: number) => shortNumber(value) },
    splitLine: { lineStyle: { color: theme.line } },
  };
  const bars = kind === 'bar';
  return {
    grid: { left: 12, right: bars ? 64 : 16, top: many ? 36 : 12, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    ...(many && {
      legend: { type: 'scroll', top: 4, left: 8, icon: 'roundRect', itemWidth: 14, itemHeight: 8, textStyle: text, pageTextStyle: text },
    }),
    xAxis: bars ? numbers : names,
    yAxis: bars ? names : numbers,
    series: series.map(({ name, values, rest }, i) => ({
      type: kind === 'line' ? 'line' : 'bar',
      name: cutMiddle(name, 40),
      data: values,
      ...(kind === 'line'
        ? { showSymbol: values.length <= 60, symbolSize: 5, lineStyle: { width: 2, type: DASHES[i % DASHES.length] } }
        : { barMaxWidth: 32, stack: many ? 'all' : undefined, barCategoryGap: values.length > 60 ? '12%' : '28%' }),
      ...(bars &&
        !many && { label: { show: true, position: 'right', ...text, formatter: ({ value }: { value: number }) => exactNumber(value) } }),
      emphasis: { disabled: true },
      itemStyle: {
        color: shade(theme, i, rest),
        ...(theme.highContrast && kind !== 'line' && { borderColor: theme.foreground, borderWidth: 1 }),
      },
    })),
  };
}

function pie({ points, series }: ChartData, theme: ChartTheme, text: TextStyle): EChartsCoreOption {
  const values = series[0]?.values ?? [];
  const all = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  return {
    series: [
      {
        type: 'pie',
        name: series[0]?.name ?? '',
        radius: ['44%', '72%'],
        startAngle: 90,
        data: points.map((name, i) => ({
          name: cutMiddle(name, 40),
          value: values[i],
          itemStyle: { color: shade(theme, i), borderColor: theme.highContrast ? theme.foreground : theme.background, borderWidth: 1 },
        })),
        emphasis: { disabled: true },
        label: {
          ...text,
          formatter: ({ name, value }: { name: string; value: number }) => `${name}  ${exactNumber(value)}  ${shareText(value, all)}`,
        },
        labelLine: { lineStyle: { color: theme.quiet } },
      },
    ],
  };
}
