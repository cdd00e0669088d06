import type { Cell, EventSort, Filter, FilterField, PanelDefinition } from '../../../server/protocol/log.ts';
import type { EventPages } from './event-pages.ts';
import type { Telling } from './host-link.ts';
import type { Tab } from './report-state.ts';

/** What the parts of the page can make happen. */
export interface ReportActions {
  setTab(tab: Tab): void;
  filter(filter: Filter): void;
  removeFilter(filter: Filter): void;
  /** Unix milliseconds; `undefined` is open. */
  setTimes(from: number | undefined, to: number | undefined): void;
  clearFilters(): void;
  openProfile(field: FilterField, anchor: HTMLElement): void;
  openPopup(kind: 'time' | 'damaged', anchor: HTMLElement): void;
  readonly closePopup: () => void;

  /** What the host does for the view: copy, save, open in an editor, reload. */
  tell(message: Telling): void;

  retryPanels(): void;
  chooseList(frame: string, panel: string): void;
  sortList(panel: string, column: string): void;
  toggleTable(panel: string): void;
  openFullScreen(panel: string): void;
  readonly closeFullScreen: () => void;
  exportPanel(panel: PanelDefinition, form: 'csv' | 'svg' | 'png'): void;
  /** The event list, narrowed to what the panel counts where filters can say it. */
  showEvents(panel: PanelDefinition): void;
  /** The event list with these conditions and no others, over all of the log's time. */
  showOnly(filters: readonly Filter[]): void;
  overviewScrolled(top: number): void;

  /** Rows of the event list in the scope and order. */
  readonly events: EventPages;
  readonly eventSort: { readonly sort: EventSort; readonly descending: boolean };
  sortEvents(sort: EventSort): void;
  eventsScrolled(top: number): void;
  readonly eventsTop: number;

  inspect(row: number): void;
  /** The event of a list's row, which names the request only. */
  inspectRequest(auditID: Cell): void;
  setInspectorMode(mode: 'tree' | 'raw'): void;
  closeInspector(): void;
  /** The inspector's share of the width, in per cent. */
  resizeInspector(share: number): void;
}
