import type { FieldProfile, FilterField, LogScope, LogSummary, PanelResult, ReportDefinition } from '../../../server/protocol/log.ts';
import type { LoadProgress } from '../../../server/protocol/log-engine.ts';
import type { Inspected } from '../shared/inspected.ts';

export type Tab = 'overview' | 'events';

/** What a panel shows. While a new answer is on its way the last one stays, so that nothing jumps. */
export interface PanelState {
  readonly loading: boolean;
  readonly result?: PanelResult;
  readonly failed?: string;
}

export type Phase =
  | { readonly kind: 'loading'; readonly name: string; readonly progress: LoadProgress | null }
  | { readonly kind: 'opened'; readonly summary: LogSummary; readonly report: ReportDefinition }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

/** A window over the page that one thing at a time may open. */
export type Popup =
  | {
      readonly kind: 'profile';
      readonly field: FilterField;
      readonly anchor: HTMLElement;
      readonly profile?: FieldProfile;
      readonly failed?: string;
    }
  | { readonly kind: 'time'; readonly anchor: HTMLElement }
  | { readonly kind: 'damaged'; readonly anchor: HTMLElement };

export interface ReportState {
  readonly phase: Phase;
  readonly tab: Tab;
  readonly scope: LogScope;
  readonly panels: ReadonlyMap<string, PanelState>;
  /** Chosen tab per frame of lists. */
  readonly lists: Readonly<Record<string, string>>;
  /** Order chosen per list. */
  readonly listSort: Readonly<Record<string, { readonly column: string; readonly descending: boolean }>>;
  /** Panels whose form is the other one than usual: a chart's data as a table, or with a screen reader the chart. */
  readonly otherForm: ReadonlySet<string>;
  readonly fullScreen: string | null;
  readonly inspected: Inspected | null;
  /** Share of the window's width, in per cent. */
  readonly inspectorShare: number;
  readonly screenReader: boolean;
  readonly popup: Popup | null;
  /** Said once to screen readers. */
  readonly announcement: string;
}

/** What outlives a hidden or restarted view: only what is needed to ask again, never data. */
export interface KeptState {
  readonly tab: Tab;
  readonly filters: LogScope['filters'];
  readonly from?: number;
  readonly to?: number;
  readonly lists: Readonly<Record<string, string>>;
  readonly inspectedRow: number | null;
  /** Absent in what earlier versions kept. */
  readonly inspectorShare?: number;
  readonly overviewScroll: number;
  readonly eventsTop: number;
}

/** Whether a panel shows its data as a table instead of a chart. */
export const showsTable = (state: ReportState, panel: string): boolean => state.otherForm.has(panel) !== state.screenReader;

/** Rows a list draws before and after those that are seen; a screen reader gets a longer page. */
export const rowsAround = (state: ReportState): number => (state.screenReader ? 50 : 2);

export const emptyScope = (timeZone: string): LogScope => ({ filters: [], timeZone });

export const isNarrowed = (scope: LogScope): boolean => scope.filters.length > 0 || scope.from !== undefined || scope.to !== undefined;
