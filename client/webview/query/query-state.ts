import type { QueryStep } from '../../../server/protocol/query.ts';
import type { QueryLog, QueryPhase, ResultForm, ShownResult } from '../../../server/protocol/query-view.ts';
import type { Inspected, InspectorActions } from '../shared/inspected.ts';
import type { ChartChoice } from './chart-choice.ts';
import type { ColumnProfile } from './column-profile.ts';
import type { RowChoice } from './order-rows.ts';
import type { RowFilter } from './row-filter.ts';

export type QueryTab = 'rows' | 'chart' | 'explain';

export interface QueryState extends RowChoice {
  readonly name: string;
  readonly log: QueryLog | null;
  readonly timeZone: string;
  readonly phase: QueryPhase;
  readonly result: ShownResult | null;
  readonly steps: readonly QueryStep[] | null;
  readonly tab: QueryTab;
  /** Pixels a person gave a column. */
  readonly widths: Readonly<Record<number, number>>;
  /** What a person chose to see as a chart; null: what fits the columns. */
  readonly chart: ChartChoice | null;
  readonly inspected: Inspected | null;
  readonly inspectorShare: number;
  readonly popup: { readonly column: number; readonly anchor: HTMLElement; readonly profile: ColumnProfile } | null;
  /** Of the explanation, as the way of places from the top. */
  readonly step: string;
  readonly screenReader: boolean;
  /** Said once to screen readers. */
  readonly announcement: string;
}

export interface QueryActions extends InspectorActions {
  run(): void;
  explain(): void;
  cancel(): void;
  chooseLog(): void;
  showOutput(): void;
  reveal(place: { readonly start: number; readonly end: number }): void;
  copy(text: string, what: string): void;
  export(form: ResultForm): void;
  exportPicture(form: 'svg' | 'png'): void;
  setTab(tab: QueryTab): void;
  sort(column: number): void;
  search(text: string): void;
  addFilter(filter: RowFilter): void;
  removeFilter(filter: RowFilter): void;
  /** Shows every row again. */
  showAll(): void;
  resize(column: number, width: number | null): void;
  chooseChart(choice: ChartChoice): void;
  openProfile(column: number, anchor: HTMLElement): void;
  readonly closePopup: () => void;
  /** Opens the event of a row of the result, where it stands for one. */
  inspect(row: number): void;
  chooseStep(path: string): void;
}
