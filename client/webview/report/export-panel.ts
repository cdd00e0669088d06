import type { PanelDefinition, PanelResult } from '../../../server/protocol/log.ts';
import type { ViewMessage } from '../../../server/protocol/report-view.ts';
import { csvText } from '../../../server/query/result/csv-text.ts';
import { BAR_ROW_HEIGHT, barsOption } from '../../../server/reports/charts/bars-option.ts';
import { chartSvg } from '../../../server/reports/charts/chart-svg.ts';
import { trendOption } from '../../../server/reports/charts/trend-option.ts';
import { pngOf } from '../shared/png-of.ts';
import { readChartTheme } from '../shared/read-chart-theme.ts';
import { resolveColours } from '../shared/resolve-colours.ts';
import { trendFor } from './trend-panel.ts';

type Save = Extract<ViewMessage, { kind: 'save' }>;

const WIDTH = 1200;

/** The data of a panel as a file: rows as CSV, a chart as a picture in the colours on screen. */
export async function exportedPanel(panel: PanelDefinition, result: PanelResult, form: 'csv' | 'svg' | 'png'): Promise<Save> {
  const suggestedName = `${panel.id}.${form}`;
  if (form === 'csv') return { kind: 'save', suggestedName, encoding: 'utf8', content: csvText(result.columns, result.rows) };
  const { svg, height, background } = drawn(panel, result);
  if (form === 'svg') return { kind: 'save', suggestedName, encoding: 'utf8', content: svg };
  return { kind: 'save', suggestedName, encoding: 'base64', content: await pngOf(svg, { width: WIDTH, height, background }) };
}

function drawn(
  panel: PanelDefinition,
  result: PanelResult,
): { readonly svg: string; readonly height: number; readonly background: string } {
  // outside the editor nobody knows its variables and mixes
  const theme = resolveColours({ ...readChartTheme(), fontFamily: 'sans-serif', fontSize: 12 });
  const height = panel.kind === 'series' ? 400 : result.rows.length * BAR_ROW_HEIGHT + 16;
  const option = panel.kind === 'series' ? trendOption(trendFor(result), theme, false) : barsOption(result.rows, theme);
  return {
    svg: chartSvg({ ...option, backgroundColor: theme.background }, { width: WIDTH, height }),
    height,
    background: theme.background,
  };
}
