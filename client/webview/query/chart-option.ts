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

/** Points that are each seen as one. */
const FEW = 60;

/** Of many points only those that have no line to a neighbour are dots. */
const loneDots = (value: number | null, i: number, values: readonly (number | null)[]) =>
  (values[i - 1] ?? null) === null && (values[i + 1] ?? null) === null ? value : { value, symbol: 'none' };

type TextStyle = { readonly color: string; readonly fontFamily: string; readonly fontSize: number };

function cartesian({ points, series }: ChartData, kind: ChartChoice['kind'], theme: ChartTheme, text: TextStyle): EChartsCoreOption {
  const many = series.length > 1;
  const bars = kind === 'bar';
  const quiet = { ...text, color: theme.quiet };
  const nameLabel = (longest: number) => ({ ...quiet, hideOverlap: true, formatter: (name: string) => cutMiddle(name, longest) });
  const names = {
    type: 'category',
    data: points,
    inverse: bars,
    axisTick: { show: false },
    axisLine: { lineStyle: { color: theme.line } },
    axisLabel: nameLabel(bars ? 40 : 24),
  };
  const numbers = {
    type: 'value',
    axisLabel: { ...quiet, hideOverlap: true, formatter: (value: number) => shortNumber(value) },
    splitLine: { lineStyle: { color: theme.line } },
  };
  return {
    grid: {
      left: 12,
      right: bars && !many ? 64 : 16,
      top: many ? 36 : 12,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    ...(many && {
      legend: {
        type: 'scroll',
        top: 4,
        left: 8,
        // a line is known by its dashes as well as by its strength
        ...(kind === 'line' ? { itemWidth: 28 } : { icon: 'roundRect', itemWidth: 14 }),
        itemHeight: 8,
        textStyle: text,
        pageTextStyle: text,
      },
    }),
    xAxis: bars ? numbers : names,
    yAxis: bars ? names : numbers,
    ...(bars && {
      // names leave the bars at least half of a narrow view
      media: [
        { query: { maxWidth: 480 }, option: { yAxis: { axisLabel: nameLabel(16) }, xAxis: { splitNumber: 3 } } },
        { option: { yAxis: { axisLabel: nameLabel(40) }, xAxis: { splitNumber: 5 } } },
      ],
    }),
    series: series.map(({ name, values, rest }, i) => ({
      type: kind === 'line' ? 'line' : 'bar',
      name: cutMiddle(name, 40),
      data: kind === 'line' && values.length > FEW ? values.map(loneDots) : values,
      ...(kind === 'line'
        ? {
            symbol: 'circle',
            showSymbol: true,
            showAllSymbol: true,
            symbolSize: 5,
            lineStyle: { width: 2, type: DASHES[i % DASHES.length] },
          }
        : { barMaxWidth: 32, stack: many ? 'all' : undefined, barCategoryGap: values.length > FEW ? '12%' : '28%' }),
      ...(bars &&
        !many && { label: { show: true, position: 'right', ...text, formatter: ({ value }: { value: number }) => exactNumber(value) } }),
      emphasis: { disabled: true },
      itemStyle: {
        color: shade(theme, i, rest),
        // a line around a bar that is hardly wider is all that would be seen of it
        ...(theme.highContrast && kind !== 'line' && values.length <= FEW && { borderColor: theme.foreground, borderWidth: 1 }),
      },
    })),
  };
}

/** Ring and list side by side; one above the other where the view is taller than wide. The list has the figures: beside a ring no name has room. */
function pie({ points, series, note }: ChartData, theme: ChartTheme, text: TextStyle): EChartsCoreOption {
  const values = series[0]?.values ?? [];
  const all = values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
  const names = points.map(name => cutMiddle(name, 40));
  const counts = aligned(values.map(value => exactNumber(value ?? 0)));
  const shares = aligned(values.map(value => shareText(value ?? 0, all)));
  const list = {
    orient: 'vertical',
    icon: 'roundRect',
    itemWidth: 14,
    itemHeight: 8,
    itemGap: 8,
    formatter: (name: string) => {
      const i = names.indexOf(name);
      return `${counts[i]}   {share|${shares[i]}}   ${cutMiddle(name, 28)}`;
    },
    textStyle: { ...text, rich: { share: { ...text, color: theme.quiet } } },
  };
  const slices = {
    type: 'pie',
    name: series[0]?.name ?? '',
    startAngle: 90,
    data: names.map((name, i) => ({
      name,
      value: values[i],
      // a note tells of small parts that the last one stands for
      itemStyle: {
        color: shade(theme, i, note !== '' && i === names.length - 1),
        borderColor: theme.highContrast ? theme.foreground : theme.background,
        borderWidth: 1,
      },
    })),
    emphasis: { disabled: true },
    label: { show: false },
  };
  return {
    legend: list,
    series: [slices],
    media: [
      {
        query: { maxAspectRatio: 1.2 },
        option: {
          legend: { left: 'center', top: '66%' },
          series: [{ center: ['50%', '34%'], radius: ['34%', '58%'] }],
        },
      },
      {
        query: { minAspectRatio: 1.2 },
        option: { legend: { left: '54%', top: 'middle' }, series: [{ center: ['28%', '50%'], radius: ['36%', '64%'] }] },
      },
    ],
  };
}

/** Figures one below the other: a space as wide as a digit for each digit that is missing, a narrow one for each comma. */
function aligned(figures: readonly string[]): readonly string[] {
  const longest = figures.reduce((most, figure) => (figure.length > most.length ? figure : most), '');
  return figures.map(figure => {
    const missing = longest.slice(0, longest.length - figure.length);
    return missing.replace(/\d/g, '\u2007').replace(/[^\u2007]/g, '\u2008') + figure;
  });
}
