import type { ReportDefinition } from '../../server/protocol/log.ts';
import type { OpenLog } from '../../server/protocol/log-engine.ts';
import type { EventView, HostMessage, ViewRequest } from '../../server/protocol/report-view.ts';

/** Characters of an event that a view is given; beyond, only an editor shows the rest. */
export const MAX_EVENT_TEXT = 8_000_000;

/** Answers the requests of one view from an opened log. Every request ends with a reply or an error, unless the view gave it up. */
export class ViewAnswers {
  readonly #log: OpenLog;
  readonly #report: ReportDefinition;
  readonly #send: (message: HostMessage) => void;
  readonly #onFailure: (error: unknown) => void;
  readonly #running = new Map<number, AbortController>();

  constructor(log: OpenLog, report: ReportDefinition, send: (message: HostMessage) => void, onFailure: (error: unknown) => void) {
    this.#log = log;
    this.#report = report;
    this.#send = send;
    this.#onFailure = onFailure;
  }

  answer(id: number, request: ViewRequest): void {
    const abort = new AbortController();
    this.#running.set(id, abort);
    this.#ask(id, request, abort.signal)
      .then(
        result => {
          if (!abort.signal.aborted) this.#send({ kind: 'reply', id, result });
        },
        (error: unknown) => {
          if (abort.signal.aborted) return;
          this.#send({ kind: 'error', id, message: error instanceof Error ? error.message : String(error) });
          this.#onFailure(error);
        },
      )
      .finally(() => this.#running.delete(id));
  }

  cancel(id: number): void {
    this.#running.get(id)?.abort();
  }

  /** The view is gone, or the log is. */
  dispose(): void {
    for (const abort of this.#running.values()) abort.abort();
  }

  async #ask(id: number, request: ViewRequest, signal: AbortSignal): Promise<Extract<HostMessage, { kind: 'reply' }>['result']> {
    switch (request.kind) {
      case 'report':
        await this.#log.report(this.#report, request.scope, panel => !signal.aborted && this.#send({ kind: 'panel', id, panel }), signal);
        return null;
      case 'events':
        return this.#log.events(request.query, signal);
      case 'event': {
        const event = await this.#log.event(request.row, signal);
        const cut = event.text.length > MAX_EVENT_TEXT;
        return { ...event, text: cut ? event.text.slice(0, MAX_EVENT_TEXT) : event.text, cut } satisfies EventView;
      }
      case 'profile':
        return this.#log.profile(request.field, request.scope, request.limit, signal);
    }
  }
}
