import type { Cell, EventSort, Filter, FilterField, LogScope, PanelDefinition } from '../../../server/protocol/log.ts';
import type { HostMessage, ViewMessage } from '../../../server/protocol/report-view.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { INSPECTOR_SHARE, type Inspected } from '../shared/inspected.ts';
import { EventLookup } from './event-lookup.ts';
import { EventPages } from './event-pages.ts';
import { exportedPanel } from './export-panel.ts';
import { Abandoned, HostLink, type Telling } from './host-link.ts';
import type { ReportActions } from './report-actions.ts';
import { emptyScope, type KeptState, type PanelState, type Popup, type ReportState, type Tab } from './report-state.ts';
import { withFilter, withoutFilter, withTimes } from './scope-changes.ts';

/** What the view needs of its surroundings. */
export interface ViewPorts {
  readonly post: (message: ViewMessage) => void;
  readonly keep: (state: KeptState) => void;
  readonly render: (state: ReportState, actions: ReportActions) => void;
  /** Runs once per frame, whatever is asked of it. */
  readonly nextFrame: (run: () => void) => void;
}

const PROFILE_VALUES = 50;
const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** The state of the view and everything that changes it: what a person does, and what the host says. */
export class ReportView implements ReportActions {
  readonly #ports: ViewPorts;
  readonly #host: HostLink;
  readonly #lookup: EventLookup;
  #state: ReportState;
  #kept: KeptState | undefined;
  #events: EventPages;
  #report: AbortController | undefined;
  #profile: AbortController | undefined;
  #framed = false;
  #overviewTop = 0;
  eventSort: { readonly sort: EventSort; readonly descending: boolean } = { sort: 'time', descending: true };
  eventsTop = 0;

  constructor(ports: ViewPorts, kept: KeptState | undefined) {
    this.#ports = ports;
    this.#kept = kept;
    this.#host = new HostLink(ports.post);
    this.#lookup = new EventLookup(this.#host);
    this.#state = {
      phase: { kind: 'loading', name: '', progress: null },
      tab: kept?.tab ?? 'overview',
      scope: emptyScope('UTC'),
      panels: new Map(),
      lists: kept?.lists ?? {},
      listSort: {},
      otherForm: new Set(),
      fullScreen: null,
      inspected: null,
      inspectorShare: kept?.inspectorShare ?? INSPECTOR_SHARE,
      screenReader: false,
      popup: null,
      announcement: '',
    };
    this.#events = this.#newEvents();
  }

  get events(): EventPages {
    return this.#events;
  }

  receive(message: HostMessage): void {
    if (message.kind === 'loading') {
      this.#host.abandonAll();
      this.#set({ phase: message, popup: null, fullScreen: null });
    } else if (message.kind === 'failed') {
      this.#host.abandonAll();
      this.#set({ phase: message, popup: null, fullScreen: null });
    } else if (message.kind === 'opened') this.#opened(message);
    else this.#host.receive(message);
  }

  #opened({ summary, report, timeZone }: Extract<HostMessage, { kind: 'opened' }>): void {
    const kept = this.#kept;
    const scope: LogScope =
      this.#state.phase.kind === 'opened' || !kept
        ? { ...this.#state.scope, timeZone }
        : withTimes({ filters: kept.filters, timeZone }, kept.from, kept.to);
    this.eventsTop = kept?.eventsTop ?? 0;
    this.#state = { ...this.#state, phase: { kind: 'opened', summary, report }, panels: new Map() };
    this.#rescope(scope, this.eventsTop);
    if (kept?.inspectedRow !== null && kept?.inspectedRow !== undefined) this.inspect(kept.inspectedRow);
    if (kept?.overviewScroll) this.#ports.nextFrame(() => document.querySelector('.overview')?.scrollTo({ top: kept.overviewScroll }));
  }

  #set(change: Partial<ReportState>): void {
    this.#state = { ...this.#state, ...change };
    this.#draw();
  }

  #draw(): void {
    if (this.#framed) return;
    this.#framed = true;
    this.#ports.nextFrame(() => {
      this.#framed = false;
      this.#ports.render(this.#state, this);
    });
  }

  #keep(): void {
    if (this.#state.phase.kind !== 'opened') return;
    const { tab, scope, lists, inspected, inspectorShare } = this.#state;
    this.#kept = {
      tab,
      filters: scope.filters,
      ...(scope.from !== undefined && { from: scope.from }),
      ...(scope.to !== undefined && { to: scope.to }),
      lists,
      inspectedRow: inspected?.row ?? null,
      inspectorShare,
      overviewScroll: this.#overviewTop,
      eventsTop: this.eventsTop,
    };
    this.#ports.keep(this.#kept);
  }

  /** Asks for everything anew in another scope; what is shown stays until the answers are there. */
  #rescope(scope: LogScope, eventsTop = 0): void {
    this.#state = { ...this.#state, scope };
    this.eventsTop = eventsTop;
    if (eventsTop === 0) document.querySelector<HTMLElement & { toStart(): void }>('row-grid.event-grid')?.toStart();
    this.#resetEvents();
    this.#askPanels();
    this.#keep();
    this.#draw();
  }

  #newEvents(): EventPages {
    return new EventPages(
      (offset, limit, signal) =>
        this.#host.ask({ kind: 'events', query: { scope: this.#state.scope, ...this.eventSort, offset, limit } }, signal),
      () => this.#draw(),
    );
  }

  #resetEvents(): void {
    this.#events.dispose();
    this.#events = this.#newEvents();
    if (this.#state.tab === 'events') this.#events.want(Math.floor(this.eventsTop / 22), Math.floor(this.eventsTop / 22) + 60);
  }

  #askPanels(): void {
    const { phase } = this.#state;
    if (phase.kind !== 'opened') return;
    this.#report?.abort();
    const abort = new AbortController();
    this.#report = abort;
    const waiting = new Map<string, PanelState>();
    for (const { id } of phase.report.panels) {
      const before = this.#state.panels.get(id)?.result;
      waiting.set(id, { loading: true, ...(before && { result: before }) });
    }
    this.#set({ panels: waiting });
    const put = (id: string, panel: PanelState) => this.#set({ panels: new Map(this.#state.panels).set(id, panel) });
    this.#host
      .ask({ kind: 'report', scope: this.#state.scope }, abort.signal, panel => {
        if (abort.signal.aborted) return;
        put(panel.id, 'failed' in panel ? { loading: false, failed: panel.failed } : { loading: false, result: panel });
      })
      .then(() => this.#settlePanels('The log engine gave no answer for this panel.'))
      .catch((error: unknown) => {
        if (!(error instanceof Abandoned)) this.#settlePanels(messageOf(error));
      });
  }

  /** Nothing stays waiting after the end of a report. */
  #settlePanels(message: string): void {
    const panels = new Map(this.#state.panels);
    for (const [id, panel] of panels) if (panel.loading) panels.set(id, { loading: false, failed: message });
    const total = panels.get('total-events')?.result?.rows[0]?.[0];
    this.#set({ panels, ...(typeof total === 'number' && { announcement: `${exactNumber(total)} requests` }) });
  }

  setTab(tab: Tab): void {
    if (tab === this.#state.tab) return;
    this.#set({ tab, popup: null });
    if (tab === 'events') {
      const first = Math.floor(this.eventsTop / 22);
      this.#events.want(first, first + 60);
    } else this.#ports.nextFrame(() => document.querySelector('.overview')?.scrollTo({ top: this.#overviewTop }));
    this.#keep();
  }

  filter(filter: Filter): void {
    this.#rescope(withFilter(this.#state.scope, filter));
  }

  removeFilter(filter: Filter): void {
    this.#rescope(withoutFilter(this.#state.scope, filter));
  }

  setTimes(from: number | undefined, to: number | undefined): void {
    this.#rescope(withTimes(this.#state.scope, from, to));
  }

  clearFilters(): void {
    this.#rescope(emptyScope(this.#state.scope.timeZone));
  }

  openProfile(field: FilterField, anchor: HTMLElement): void {
    if (this.#isOpen('profile', anchor)) {
      this.closePopup();
      return;
    }
    this.#profile?.abort();
    const abort = new AbortController();
    this.#profile = abort;
    this.#set({ popup: { kind: 'profile', field, anchor } });
    const put = (change: Partial<Extract<Popup, { kind: 'profile' }>>) => {
      if (!abort.signal.aborted) this.#set({ popup: { kind: 'profile', field, anchor, ...change } });
    };
    // a field's own condition must not hide its other values
    const { scope } = this.#state;
    const others = { ...scope, filters: scope.filters.filter(f => f.field !== field) };
    this.#host
      .ask({ kind: 'profile', field, scope: others, limit: PROFILE_VALUES }, abort.signal)
      .then(profile => put({ profile }))
      .catch((error: unknown) => {
        if (!(error instanceof Abandoned)) put({ failed: messageOf(error) });
      });
  }

  openPopup(kind: 'time' | 'damaged', anchor: HTMLElement): void {
    if (this.#isOpen(kind, anchor)) this.closePopup();
    else this.#set({ popup: { kind, anchor } });
  }

  #isOpen(kind: Popup['kind'], anchor: HTMLElement): boolean {
    return this.#state.popup?.kind === kind && this.#state.popup.anchor === anchor;
  }

  readonly closePopup = (): void => {
    this.#profile?.abort();
    this.#set({ popup: null });
  };

  tell(message: Telling): void {
    this.#host.send(message);
  }

  retryPanels(): void {
    this.#askPanels();
  }

  chooseList(frame: string, panel: string): void {
    this.#set({ lists: { ...this.#state.lists, [frame]: panel } });
    this.#keep();
  }

  sortList(panel: string, column: string): void {
    const now = this.#state.listSort[panel];
    // a third click gives the report's own order back
    const { [panel]: _dropped, ...others } = this.#state.listSort;
    const next = now?.column !== column ? { column, descending: false } : now.descending ? null : { column, descending: true };
    this.#set({ listSort: next ? { ...others, [panel]: next } : others });
  }

  toggleTable(panel: string): void {
    const otherForm = new Set(this.#state.otherForm);
    if (!otherForm.delete(panel)) otherForm.add(panel);
    this.#set({ otherForm });
  }

  openFullScreen(panel: string): void {
    this.#set({ fullScreen: panel, popup: null });
  }

  readonly closeFullScreen = (): void => this.#set({ fullScreen: null });

  exportPanel(panel: PanelDefinition, form: 'csv' | 'svg' | 'png'): void {
    const result = this.#state.panels.get(panel.id)?.result;
    if (!result) return;
    exportedPanel(panel, result, form).then(
      save => this.#host.send(save),
      (error: unknown) => this.#set({ announcement: `The picture could not be made: ${messageOf(error)}` }),
    );
  }

  showEvents(panel: PanelDefinition): void {
    const scope = (panel.drill ?? []).reduce(withFilter, this.#state.scope);
    this.#set({ tab: 'events', fullScreen: null });
    this.#rescope(scope);
  }

  showOnly(filters: readonly Filter[]): void {
    // in a narrow window the inspector lies over the list that is asked for
    const covered = matchMedia('(max-width: 760px)').matches;
    this.#set({ tab: 'events', fullScreen: null, ...(covered && { inspected: null }) });
    this.#rescope({ ...emptyScope(this.#state.scope.timeZone), filters });
  }

  overviewScrolled(top: number): void {
    this.#overviewTop = top;
    this.#keepSoon();
  }

  sortEvents(sort: EventSort): void {
    const descending = this.eventSort.sort === sort ? !this.eventSort.descending : sort === 'time';
    this.eventSort = { sort, descending };
    this.#rescope(this.#state.scope);
  }

  eventsScrolled(top: number): void {
    this.eventsTop = top;
    this.#keepSoon();
  }

  #keepTimer: ReturnType<typeof setTimeout> | undefined;
  #keepSoon(): void {
    clearTimeout(this.#keepTimer);
    this.#keepTimer = setTimeout(() => this.#keep(), 250);
  }

  inspect(row: number): void {
    const opening = this.#state.inspected === null;
    this.#inspected({ row });
    if (opening) this.#showCursor();
    this.#keep();
    this.#lookup.event(row).then(
      event => this.#inspected({ row, event }),
      (error: unknown) => this.#notInspected(row, error),
    );
  }

  inspectRequest(auditID: Cell): void {
    this.#inspected({ row: null });
    this.#lookup.rowOf(auditID, this.#state.scope.timeZone).then(
      row => this.inspect(row),
      (error: unknown) => this.#notInspected(null, error),
    );
  }

  #inspected(inspected: Omit<Inspected, 'mode'>): void {
    this.#set({ inspected: { ...inspected, mode: this.#state.inspected?.mode ?? 'tree' }, fullScreen: null });
  }

  #notInspected(row: number | null, error: unknown): void {
    if (!(error instanceof Abandoned)) this.#inspected({ row, failed: messageOf(error) });
  }

  resizeInspector(inspectorShare: number): void {
    this.#set({ inspectorShare });
    this.#keepSoon();
  }

  /** The inspector takes room from the report: the row it was opened from must not slip away. */
  #showCursor(): void {
    const show = () => document.querySelector('.overview .grid-row:has(.cursor)')?.scrollIntoView({ block: 'nearest' });
    this.#ports.nextFrame(() => this.#ports.nextFrame(show));
  }

  setInspectorMode(mode: 'tree' | 'raw'): void {
    if (this.#state.inspected) this.#set({ inspected: { ...this.#state.inspected, mode } });
  }

  closeInspector(): void {
    this.#lookup.cancel();
    this.#set({ inspected: null });
    this.#keep();
    // back to where the event was opened
    document.querySelector<HTMLElement>('row-grid .grid')?.focus();
  }

  /** Whether a screen reader is in use: charts then show as tables, and lists have more of their rows at hand. */
  useScreenReader(screenReader: boolean): void {
    if (screenReader !== this.#state.screenReader) this.#set({ screenReader });
  }
}
