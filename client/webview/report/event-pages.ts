import type { EventPage, EventRow } from '../../../server/protocol/log.ts';

export const PAGE_ROWS = 200;
/** About 30 MB of rows at most; older pages are asked again. */
const KEPT_PAGES = 60;

/** Rows of the event list by page: asks for the pages that are looked at, gives up those that are not, keeps the last ones. */
export class EventPages {
  readonly #load: (offset: number, limit: number, signal: AbortSignal) => Promise<EventPage>;
  readonly #onChange: () => void;
  readonly #pages = new Map<number, readonly EventRow[]>();
  readonly #pending = new Map<number, AbortController>();
  /** Events in the scope; `null` until the first page is there. */
  total: number | null = null;
  failed: string | null = null;

  constructor(load: (offset: number, limit: number, signal: AbortSignal) => Promise<EventPage>, onChange: () => void) {
    this.#load = load;
    this.#onChange = onChange;
  }

  get loading(): boolean {
    return this.#pending.size > 0;
  }

  row(index: number): EventRow | undefined {
    return this.#pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS];
  }

  /** Where an event stands in the list, if its row is loaded. */
  indexOf(row: number): number | null {
    for (const [page, rows] of this.#pages) {
      const at = rows.findIndex(r => r.row === row);
      if (at >= 0) return page * PAGE_ROWS + at;
    }
    return null;
  }

  /** Makes the rows from `first` up to `end` come; requests for other pages are given up. */
  want(first: number, end: number): void {
    const from = Math.floor(Math.max(0, first) / PAGE_ROWS);
    const to = Math.floor(Math.max(0, end - 1) / PAGE_ROWS);
    for (const [page, abort] of this.#pending) {
      if (page >= from && page <= to) continue;
      this.#pending.delete(page);
      abort.abort();
    }
    for (let page = from; page <= to; page++) {
      const rows = this.#pages.get(page);
      if (rows) {
        // the order of a Map is the order of use here
        this.#pages.delete(page);
        this.#pages.set(page, rows);
      } else if (!this.#pending.has(page) && this.failed === null) void this.#fetch(page);
    }
  }

  /** Forgets everything and gives up what is on its way. */
  dispose(): void {
    for (const abort of this.#pending.values()) abort.abort();
    this.#pending.clear();
    this.#pages.clear();
  }

  retry(): void {
    this.failed = null;
    this.#onChange();
  }

  async #fetch(page: number): Promise<void> {
    const abort = new AbortController();
    this.#pending.set(page, abort);
    try {
      const result = await this.#load(page * PAGE_ROWS, PAGE_ROWS, abort.signal);
      if (abort.signal.aborted) return;
      this.total = result.total;
      this.#pages.set(page, result.rows);
      const oldest = this.#pages.keys().next().value;
      if (this.#pages.size > KEPT_PAGES && oldest !== undefined) this.#pages.delete(oldest);
    } catch (error) {
      if (abort.signal.aborted) return;
      this.failed = error instanceof Error ? error.message : String(error);
    }
    this.#pending.delete(page);
    this.#onChange();
  }
}
