import type { EChartsCoreOption } from 'echarts/core';
import type { Cell } from '../../protocol/log.ts';
import type { ChartTheme } from './chart-theme.ts';
import { cutMiddle } from './cut-middle.ts';
import { exactNumber } from './number-text.ts';

export const BAR_ROW_HEIGHT = 26;

/** Named counts as horizontal bars with their figures, for pictures; on a screen a table with a bar in the cell does better. */
export function barsOption(rows: readonly (readonly Cell[])[], theme: ChartTheme): EChartsCoreOption {
  const label = { color: theme.foreground, fontFamily: theme.fontFamily, fontSize: theme.fontSize };
  return {
    animation: false,
    backgroundColor: 'transparent',
    aria: { enabled: true },
    grid: { left: 240, right: 80, top: 8, bottom: 8 },
    xAxis: { type: 'value', show: false, max: 'dataMax' },
    yAxis: {
      type: 'category',
      inverse: true,
      data: rows.map(row => cutMiddle(String(row[0] ?? '(none)'), 34)),
      axisTick: { show: false },
      axisLine: { show: false },
      axisLabel: label,
    },
    series: [
      {
        type: 'bar',
        data: rows.map(row => Number(row[1])),
        barWidth: 14,
        silent: true,
        emphasis: { disabled: true },
        itemStyle: { color: theme.accent },
        label: { show: true, position: 'right', ...label, formatter: ({ value }: { value: number }) => exactNumber(value) },
      },
    ],
  };
}
