import type { QueryHostMessage, QueryMemory, QueryViewMessage, ResultForm } from '../../../server/protocol/query-view.ts';
import { exactNumber } from '../../../server/reports/charts/number-text.ts';
import { INSPECTOR_SHARE, type Inspected } from '../shared/inspected.ts';
import type { ChartChoice } from './chart-choice.ts';
import { chartPicture } from './chart-picture.ts';
import { columnProfile } from './column-profile.ts';
import { eventOfRow } from './event-of-row.ts';
import { type KeptView, keptView } from './kept-view.ts';
import type { QueryActions, QueryState, QueryTab } from './query-state.ts';
import { type RowFilter, withFilter } from './row-filter.ts';

/** What the view needs of its surroundings. */
export interface QueryPorts {
  readonly post: (message: QueryViewMessage) => void;
  readonly keep: (state: KeptView) => void;
  readonly render: (state: QueryState, actions: QueryActions) => void;
}

/** The state of the view and everything that changes it: what a person does, and what the host says. */
export class QueryView implements QueryActions {
  readonly #ports: QueryPorts;
  #state: QueryState;
  #memory: QueryMemory | null;
  #lookup = 0;
  #run = 0;

  constructor(ports: QueryPorts, kept: KeptView | undefined) {
    this.#ports = ports;
    this.#memory = kept ?? null;
    this.#state = {
      name: '',
      log: null,
      timeZone: 'UTC',
      phase: { kind: 'idle' },
      result: null,
      steps: null,
      tab: kept?.tab ?? 'rows',
      sort: null,
      search: '',
      filters: [],
      widths: {},
      chart: kept?.chart ?? null,
      inspected: null,
      inspectorShare: kept?.inspectorShare ?? INSPECTOR_SHARE,
      popup: null,
      step: '0',
      screenReader: false,
      announcement: '',
    };
  }

  receive(message: QueryHostMessage): void {
    switch (message.kind) {
      case 'query': {
        const { name, log, timeZone, memory } = message;
        this.#memory = { document: memory.document };
        this.#keep({ name, log, timeZone });
        break;
      }
      case 'phase':
        this.#set({ phase: message.phase, popup: null });
        break;
      case 'result':
        this.#showResult(message);
        break;
      case 'steps':
        this.#set({ steps: message.steps, step: '0' });
        break;
      case 'show':
        // a chart stays a chart when its query runs again
        if (message.tab === 'explain' || this.#state.tab === 'explain') this.#keep({ tab: message.tab });
        break;
      case 'event':
        if (message.id === this.#lookup) this.#inspected({ row: message.row, event: message.event });
        break;
      case 'noEvent':
        if (message.id === this.#lookup) this.#inspected({ row: null, failed: message.message });
    }
  }

  /** Order, widths, search and filters stay where the columns do: a query is run again and again while it is written. */
  #showResult({ run, result }: Extract<QueryHostMessage, { kind: 'result' }>): void {
    const before = this.#state.result;
    const same = before !== null && JSON.stringify(before.columns) === JSON.stringify(result.columns);
    const again = run === this.#run;
    this.#run = run;
    this.#set({
      result,
      ...(!same && { sort: null, search: '', filters: [], widths: {}, chart: before ? null : this.#state.chart }),
      ...(!again && { steps: null, inspected: null }),
      announcement: `${exactNumber(result.total)} ${result.kind === 'events' ? 'events' : 'rows'}`,
    });
  }

  #set(change: Partial<QueryState>): void {
    this.#state = { ...this.#state, ...change };
    this.#ports.render(this.#state, this);
  }

  #keep(change: Partial<QueryState>): void {
    this.#set(change);
    if (this.#memory) this.#ports.keep(keptView(this.#memory, this.#state));
  }

  run = (): void => this.#ports.post({ kind: 'run' });
  explain = (): void => this.#ports.post({ kind: 'explain' });
  cancel = (): void => this.#ports.post({ kind: 'cancel' });
  chooseLog = (): void => this.#ports.post({ kind: 'chooseLog' });
  showOutput = (): void => this.#ports.post({ kind: 'showOutput' });

  reveal({ start, end }: { readonly start: number; readonly end: number }): void {
    this.#ports.post({ kind: 'reveal', start, end });
  }

  copy(text: string, what: string): void {
    this.#ports.post({ kind: 'copy', text });
    this.#set({ announcement: `Copied ${what}` });
  }

  export(form: ResultForm): void {
    this.#ports.post({ kind: 'export', form });
  }

  exportPicture(form: 'svg' | 'png'): void {
    const { result } = this.#state;
    if (!result) return;
    chartPicture(this.#state, result, form).then(
      content => content !== null && this.#ports.post({ kind: 'picture', form, content }),
      (error: unknown) =>
        this.#set({ announcement: `The picture could not be made: ${error instanceof Error ? error.message : String(error)}` }),
    );
  }

  setTab(tab: QueryTab): void {
    if (tab === this.#state.tab) return;
    this.#keep({ tab, popup: null });
    if (tab === 'explain' && !this.#state.steps && this.#state.phase.kind === 'done') this.explain();
  }

  sort(column: number): void {
    const now = this.#state.sort;
    // a third click gives the query's own order back
    const sort = now?.column !== column ? { column, descending: false } : now.descending ? null : { column, descending: true };
    this.#set({ sort });
  }

  search(search: string): void {
    this.#set({ search });
  }

  addFilter(filter: RowFilter): void {
    this.#set({ filters: withFilter(this.#state.filters, filter), popup: null });
  }

  removeFilter(filter: RowFilter): void {
    this.#set({ filters: this.#state.filters.filter(other => other !== filter) });
  }

  showAll(): void {
    this.#set({ filters: [], search: '' });
  }

  resize(column: number, width: number | null): void {
    const { [column]: _before, ...others } = this.#state.widths;
    this.#set({ widths: width === null ? others : { ...others, [column]: width } });
  }

  chooseChart(chart: ChartChoice): void {
    this.#keep({ chart });
  }

  openProfile(column: number, anchor: HTMLElement): void {
    const { popup, result } = this.#state;
    if (!result || popup?.anchor === anchor) this.closePopup();
    else this.#set({ popup: { column, anchor, profile: columnProfile(result, column) } });
  }

  readonly closePopup = (): void => this.#set({ popup: null });

  inspect(row: number): void {
    const event = this.#state.result && eventOfRow(this.#state.result, row);
    const id = ++this.#lookup;
    if (!event) {
      this.#inspected({ row: null, failed: 'This row has no audit ID, so its event cannot be told.' });
      return;
    }
    this.#inspected({ row: event.row });
    this.#ports.post({ kind: 'event', id, ...event });
  }

  #inspected(inspected: Omit<Inspected, 'mode'>): void {
    this.#set({ inspected: { ...inspected, mode: this.#state.inspected?.mode ?? 'tree' } });
  }

  tell(message: Extract<QueryViewMessage, { kind: 'copy' | 'openEvent' }>): void {
    this.#ports.post(message);
  }

  setInspectorMode(mode: 'tree' | 'raw'): void {
    if (this.#state.inspected) this.#set({ inspected: { ...this.#state.inspected, mode } });
  }

  resizeInspector(inspectorShare: number): void {
    this.#keep({ inspectorShare });
  }

  closeInspector(): void {
    this.#lookup++;
    this.#set({ inspected: null });
    // back to where the event was opened
    document.querySelector<HTMLElement>('row-grid .grid')?.focus();
  }

  chooseStep(step: string): void {
    this.#set({ step });
  }

  /** Whether a screen reader is in use: tables have more of their rows at hand. */
  useScreenReader(screenReader: boolean): void {
    if (screenReader !== this.#state.screenReader) this.#set({ screenReader });
  }
}
