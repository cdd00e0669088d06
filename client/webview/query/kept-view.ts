import type { QueryMemory } from '../../../server/protocol/query-view.ts';
import type { ChartChoice } from './chart-choice.ts';
import type { QueryState, QueryTab } from './query-state.ts';

/** What outlives a hidden or restarted view: what the host needs to find its query again, and what a person chose. Never data. */
export interface KeptView extends QueryMemory {
  readonly tab: QueryTab;
  readonly chart: ChartChoice | null;
  readonly inspectorShare: number;
}

export const keptView = (memory: QueryMemory, { tab, chart, inspectorShare }: QueryState): KeptView => ({
  ...memory,
  tab,
  chart,
  inspectorShare,
});
