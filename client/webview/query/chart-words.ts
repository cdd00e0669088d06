import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import type { ChartKind } from './chart-choice.ts';
import type { ChartData } from './chart-data.ts';

export const CHART_NAMES: Readonly<Record<ChartKind, string>> = { line: 'Line', column: 'Columns', bar: 'Bars', pie: 'Pie' };

/** Series and points that are read out; the table has them all. */
const READ = 8;

/** A chart in one sentence, for those who do not see it. */
export function chartSentence(kind: ChartKind, { points, series }: ChartData): string {
  const parts = series.slice(0, READ).map(({ name, values }) => {
    const figures = values.slice(0, READ).map((value, i) => `${points[i]} ${value === null ? 'none' : exactNumber(value)}`);
    return `${name}: ${figures.join(', ')}${values.length > READ ? `, and ${values.length - READ} more` : ''}`;
  });
  return `${CHART_NAMES[kind]}. ${parts.join('; ')}${series.length > READ ? `; and ${series.length - READ} more series` : ''}. The table has every value.`;
}
