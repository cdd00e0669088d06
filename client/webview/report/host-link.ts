import type { EventPage, FieldProfile, PanelResult } from '../../../server/protocol/log.ts';
import type { PanelFailure } from '../../../server/protocol/log-engine.ts';
import type { EventView, HostMessage, ViewMessage, ViewRequest } from '../../../server/protocol/report-view.ts';

/** The host refused or failed; the message is for people. */
export class HostError extends Error {}

/** The request was given up; nobody waits for it any more. */
export class Abandoned extends Error {}

type AnswerOf<K extends ViewRequest['kind']> = { report: null; events: EventPage; event: EventView; profile: FieldProfile }[K];

interface Waiting {
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
  readonly onPanel: ((panel: PanelResult | PanelFailure) => void) | undefined;
}

/** What the view tells its host without waiting for an answer. */
export type Telling = Exclude<ViewMessage, { kind: 'request' | 'cancel' | 'ready' }>;

/** Requests of the view over the host's message channel: every one ends with an answer, a `HostError` or `Abandoned`. */
export class HostLink {
  readonly #post: (message: ViewMessage) => void;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor(post: (message: ViewMessage) => void) {
    this.#post = post;
  }

  send(message: Telling): void {
    this.#post(message);
  }

  ask<K extends ViewRequest['kind']>(
    request: Extract<ViewRequest, { kind: K }>,
    signal?: AbortSignal,
    onPanel?: (panel: PanelResult | PanelFailure) => void,
  ): Promise<AnswerOf<K>> {
    const id = this.#next++;
    return new Promise<AnswerOf<K>>((resolve, reject) => {
      if (signal?.aborted) return reject(new Abandoned());
      this.#waiting.set(id, { resolve, reject, onPanel });
      signal?.addEventListener('abort', () => {
        if (!this.#waiting.delete(id)) return;
        this.#post({ kind: 'cancel', id });
        reject(new Abandoned());
      });
      this.#post({ kind: 'request', id, request });
    });
  }

  /** Takes the messages that answer requests; the others are the page's. */
  receive(message: HostMessage): void {
    if (message.kind === 'panel') this.#waiting.get(message.id)?.onPanel?.(message.panel);
    else if (message.kind === 'reply') this.#take(message.id)?.resolve(message.result as never);
    else if (message.kind === 'error') this.#take(message.id)?.reject(new HostError(message.message));
  }

  /** The log is gone: nothing that was asked will be answered. */
  abandonAll(): void {
    for (const { reject } of this.#waiting.values()) reject(new Abandoned());
    this.#waiting.clear();
  }

  #take(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    return waiting;
  }
}
