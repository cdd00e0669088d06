import { EngineError } from '../../server/logs/engine-error.ts';
import type { LoadProgress, OpenLog } from '../../server/protocol/log-engine.ts';

export type SessionState =
  | { readonly kind: 'loading'; readonly progress: LoadProgress | null }
  | { readonly kind: 'opened'; readonly log: OpenLog }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string };

export type Opener = (onProgress: (progress: LoadProgress) => void, signal: AbortSignal) => Promise<OpenLog>;

/** One log and its engine, whatever the number of editors that show it. It loads at once, and again after `reload`. */
export class LogSession {
  readonly #open: Opener;
  readonly #report: (message: string) => void;
  readonly #listeners = new Set<(state: SessionState) => void>();
  #state: SessionState = { kind: 'loading', progress: null };
  #loading: AbortController | undefined;
  #outdated = false;

  /** `report` gets what the log channel should keep. */
  constructor(open: Opener, report: (message: string) => void) {
    this.#open = open;
    this.#report = report;
    void this.#load();
  }

  get state(): SessionState {
    return this.#state;
  }

  /** Whether it was opened with settings that are no longer so. */
  get outdated(): boolean {
    return this.#outdated;
  }

  /** What the log was opened with has changed: whoever needs that has it opened anew. */
  outdate(): void {
    this.#outdated = true;
  }

  /** Returns how to stop listening. */
  onDidChange(listener: (state: SessionState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Opens the log anew; does nothing while it loads. */
  reload(): void {
    if (this.#state.kind === 'loading') return;
    const before = this.#state;
    if (before.kind === 'opened') void before.log.close().catch(() => undefined);
    void this.#load();
  }

  cancelLoad(): void {
    this.#loading?.abort();
  }

  /** What a request of a view ended with: a dead engine ends the session, anything else is the request's own matter. */
  requestFailed(error: unknown): void {
    this.#report(`A request failed: ${messageOf(error)}`);
    if (error instanceof EngineError && error.code === 'crashed' && this.#state.kind === 'opened') this.#fail(error);
  }

  dispose(): void {
    this.#loading?.abort();
    this.#listeners.clear();
    if (this.#state.kind === 'opened') void this.#state.log.close().catch(() => undefined);
    this.#state = { kind: 'failed', code: 'cancelled', message: 'closed' };
  }

  async #load(): Promise<void> {
    const loading = new AbortController();
    this.#loading = loading;
    this.#outdated = false;
    this.#set({ kind: 'loading', progress: null });
    try {
      const log = await this.#open(progress => {
        if (!loading.signal.aborted) this.#set({ kind: 'loading', progress });
      }, loading.signal);
      if (loading.signal.aborted) {
        await log.close();
        throw loading.signal.reason;
      }
      this.#set({ kind: 'opened', log });
      void log.ended.then(error => {
        if (error && this.#state.kind === 'opened' && this.#state.log === log) this.#fail(error);
      });
    } catch (error) {
      if (loading.signal.aborted)
        this.#set({ kind: 'failed', code: 'cancelled', message: 'Nothing of the log is shown. Reload to read it.' });
      else this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const code = error instanceof EngineError ? error.code : 'failed';
    this.#report(`The log is not available (${code}): ${messageOf(error)}`);
    this.#set({ kind: 'failed', code, message: messageOf(error) });
  }

  #set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
