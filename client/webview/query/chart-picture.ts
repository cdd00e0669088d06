import type { ShownResult } from '../../../server/protocol/query-view.ts';
import { chartSvg } from '../../../server/reports/charts/chart-svg.ts';
import { pngOf } from '../shared/png-of.ts';
import { readChartTheme } from '../shared/read-chart-theme.ts';
import { resolveColours } from '../shared/resolve-colours.ts';
import { chartOption } from './chart-option.ts';
import { shownChart, shownChartData } from './chart-tab.ts';
import type { QueryState } from './query-state.ts';

const SIZE = { width: 1200, height: 600 };

/** The chart that is shown as SVG text or as base64 of a PNG, in the colours on screen; null where there is none. */
export async function chartPicture(state: QueryState, result: ShownResult, form: 'svg' | 'png'): Promise<string | null> {
  const choice = shownChart(state, result);
  if (!choice) return null;
  // outside the editor nobody knows its variables and mixes
  const theme = resolveColours({ ...readChartTheme(), fontFamily: 'sans-serif', fontSize: 12 });
  const option = { ...chartOption(shownChartData(state, result, choice), choice.kind, theme), backgroundColor: theme.background };
  const svg = chartSvg(option, SIZE);
  return form === 'svg' ? svg : pngOf(svg, { ...SIZE, background: theme.background });
}
