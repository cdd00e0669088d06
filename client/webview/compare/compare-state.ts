import type { ChangeView, CompareResult, SideName } from '../../../server/protocol/compare-view.ts';
import type { Place } from '../../../server/protocol/simulation.ts';

export interface CompareState {
  /** Names of the two sides. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  /** The last answer. */
  readonly result: CompareResult | undefined;
  /** The last comparison, which stays while a side cannot be loaded. */
  readonly compared: Extract<CompareResult, { kind: 'compared' }> | undefined;
  readonly busy: boolean;
}

export interface CompareActions {
  reveal(side: SideName, place: Place): void;
  simulate(change: ChangeView): void;
  copy(text: string): void;
  swap(): void;
}
