import type { Cell, LogScope } from '../../../server/protocol/log.ts';
import type { EventView } from '../../../server/protocol/report-view.ts';
import type { HostLink } from './host-link.ts';

/** Finds events for the inspector. The last question counts: an earlier one that is still open ends with `Abandoned`. */
export class EventLookup {
  readonly #host: HostLink;
  #running: AbortController | undefined;

  constructor(host: HostLink) {
    this.#host = host;
  }

  event(row: number): Promise<EventView> {
    return this.#host.ask({ kind: 'event', row }, this.#next());
  }

  /** The row of the last event of a request; rejects where there is none. */
  async rowOf(auditID: Cell, timeZone: string): Promise<number> {
    const scope: LogScope = { filters: [{ field: 'auditID', value: String(auditID) }], timeZone };
    const query = { scope, sort: 'time', descending: true, offset: 0, limit: 1 } as const;
    const { rows } = await this.#host.ask({ kind: 'events', query }, this.#next());
    if (!rows[0]) throw new Error('The event was not found in the log.');
    return rows[0].row;
  }

  cancel(): void {
    this.#running?.abort();
  }

  #next(): AbortSignal {
    this.cancel();
    this.#running = new AbortController();
    return this.#running.signal;
  }
}
