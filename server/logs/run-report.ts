import type { Cell, PanelDefinition, PanelResult, ReportDefinition } from '../protocol/log.ts';
import type { PanelFailure } from '../protocol/log-engine.ts';
import type { Lane } from './duckdb-session.ts';
import type { ScopedLog } from './log-scope.ts';
import { printTime } from './zone-time.ts';

/** Most rows of a table panel. */
export const MAX_ROWS = 1000;

/**
 * Computes the panels, as many at a time as there are lanes, each reported as soon as it is there; a panel that fails does
 * not stop the others.
 */
export async function runReport(
  lanes: readonly Lane[],
  report: ReportDefinition,
  scope: ScopedLog,
  onPanel: (panel: PanelResult | PanelFailure) => void,
  signal: AbortSignal,
): Promise<void> {
  const waiting = [...report.panels];
  const work = async (lane: Lane): Promise<void> => {
    for (let panel = waiting.shift(); panel; panel = waiting.shift()) {
      try {
        onPanel(await runPanel(lane, panel, scope, signal));
      } catch (error) {
        signal.throwIfAborted();
        onPanel({ id: panel.id, failed: (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]! });
      }
    }
  };
  await Promise.all(lanes.map(work));
}

async function runPanel(lane: Lane, panel: PanelDefinition, scope: ScopedLog, signal: AbortSignal): Promise<PanelResult> {
  const limit = panel.kind === 'table' ? ` LIMIT ${MAX_ROWS + 1}` : '';
  const { columns, rows } = await lane.query(`${scope.sql} ${panel.query}${limit}`, scope.values, signal);
  // lists carry the event of each row in a last column that nobody shows
  const carried = columns.at(-1)?.name === 'row' ? 1 : 0;
  const visible = columns.length - carried;
  const times = columns.map(column => column.type === 'timestamp');
  const print = (row: readonly Cell[]) =>
    row.slice(0, visible).map((cell, i) => (times[i] && typeof cell === 'number' ? printTime(cell, scope.zone) : cell));
  const shown = panel.kind === 'table' ? rows.slice(0, MAX_ROWS) : rows;
  const buckets = scope.buckets.list;
  return {
    id: panel.id,
    columns: columns.slice(0, visible),
    rows: shown.map(print),
    ...(carried > 0 && { eventRows: shown.map(row => Number(row[visible])) }),
    ...(shown.length < rows.length && { cut: true }),
    ...(panel.kind === 'series' && { buckets }),
    ...(panel.trendQuery !== undefined && { trend: await runTrend(lane, panel.trendQuery, scope, signal), buckets }),
  };
}

async function runTrend(lane: Lane, query: string, scope: ScopedLog, signal: AbortSignal): Promise<number[]> {
  const { rows } = await lane.query(`${scope.sql} ${query}`, scope.values, signal);
  const counts = new Map(rows.map(([time, count]) => [time, Number(count)]));
  return scope.buckets.list.map(({ time }) => counts.get(time) ?? 0);
}
