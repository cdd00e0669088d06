import type { LoadProgress } from '../../server/protocol/log-engine.ts';
import type { QueryRefusal, QueryRun } from '../../server/protocol/query.ts';
import type { QueryHostMessage, QueryLog, QueryPhase, ResultForm } from '../../server/protocol/query-view.ts';
import { eventTable } from '../../server/reports/event-table.ts';
import { MAX_EVENT_TEXT } from '../logs/answer-view.ts';
import type { QueryEngine } from './query-engine.ts';
import { type QueryText, queryTrouble } from './query-text.ts';
import { shownResult } from './shown-result.ts';

/** How queries run besides their text. */
export interface RunSettings {
  readonly timeZone: string;
  readonly limit: number;
  /** Milliseconds. */
  readonly timeout: number;
}

export interface RanQuery {
  readonly text: string;
  readonly log: string;
  readonly rows: number;
  readonly milliseconds: number;
}

export interface SessionPorts {
  readonly send: (message: QueryHostMessage) => void;
  /** The log that is chosen, loaded where it is not yet; null where nobody has chosen one. */
  readonly log: (onProgress: (progress: LoadProgress | null) => void, signal: AbortSignal) => Promise<QueryEngine | null>;
  /** The chosen log as it is named, also before it is loaded. */
  readonly logName: () => QueryLog | null;
  readonly settings: () => RunSettings;
  readonly ran: (query: RanQuery) => void;
  /** The log can tell all its fields now. */
  readonly fieldsFound: () => void;
  /** What the log channel should keep. */
  readonly failed: (error: unknown) => void;
}

type Asked = 'run' | 'explain';

/**
 * One query and what became of it: it runs one thing at a time, the last that was asked. Keeps its answers, so that a page that
 * starts anew is told all of it.
 */
export class QuerySession {
  readonly #ports: SessionPorts;
  #document: string;
  #name: string;
  #text: QueryText | null = null;
  #phase: QueryPhase = { kind: 'idle' };
  /** What the result that is kept came from; another question may have been asked since. */
  #resultText: QueryText | null = null;
  #answers: { readonly result?: QueryHostMessage; readonly steps?: QueryHostMessage } = {};
  #runs = 0;
  #engine: QueryEngine | null = null;
  /** Whether a page listens; one that is hidden hears nothing, and begins anew. */
  #listens = false;
  /** What a page should show as soon as it listens. */
  #shown: 'rows' | 'explain' | null = null;
  #running: AbortController | undefined;
  #looking: AbortController | undefined;

  constructor(document: string, name: string, ports: SessionPorts) {
    this.#document = document;
    this.#name = name;
    this.#ports = ports;
  }

  /** What was run last. */
  get text(): QueryText | null {
    return this.#text;
  }

  /** The query has become another document: it was saved. */
  moved(document: string, name: string): void {
    this.#document = document;
    this.#name = name;
    this.tellLog();
  }

  /** Tells a page that has just started everything. */
  introduce(): void {
    this.#listens = true;
    this.tellLog();
    if (this.#shown) this.#ports.send({ kind: 'show', tab: this.#shown });
    this.#shown = null;
    if (this.#answers.result) this.#ports.send(this.#answers.result);
    if (this.#answers.steps) this.#ports.send(this.#answers.steps);
    this.#ports.send({ kind: 'phase', phase: this.#phase });
  }

  /** The page is hidden: it starts anew when it is shown again. */
  hidden(): void {
    this.#listens = false;
  }

  /** The chosen log, or what is known of it, has changed. */
  tellLog(): void {
    const { timeZone } = this.#ports.settings();
    this.#ports.send({ kind: 'query', name: this.#name, log: this.#ports.logName(), timeZone, memory: { document: this.#document } });
  }

  run(text: QueryText): Promise<void> {
    return this.#ask('run', text);
  }

  explain(text: QueryText): Promise<void> {
    return this.#ask('explain', text);
  }

  cancel(): void {
    this.#running?.abort();
  }

  dispose(): void {
    this.#running?.abort();
    this.#looking?.abort();
  }

  async #ask(what: Asked, text: QueryText): Promise<void> {
    this.#running?.abort();
    const abort = new AbortController();
    this.#running = abort;
    this.#text = text;
    const tab = what === 'run' ? 'rows' : 'explain';
    if (this.#listens) this.#ports.send({ kind: 'show', tab });
    else this.#shown = tab;
    this.#set({ kind: 'running', what });
    try {
      const phase = await this.#answer(what, text, abort.signal);
      if (this.#running === abort) this.#set(phase);
    } catch (error) {
      // a later question has taken its place
      if (this.#running !== abort) return;
      if (abort.signal.aborted) return this.#set({ kind: 'cancelled' });
      this.#ports.failed(error);
      this.#set({ kind: 'failed', message: `${sentence(error)}${isTimeout(error) ? MORE_TIME : ''}` });
    }
  }

  async #answer(what: Asked, text: QueryText, signal: AbortSignal): Promise<QueryPhase> {
    const onProgress = (progress: LoadProgress | null) => {
      if (!signal.aborted) this.#set({ kind: 'loading', done: progress?.done ?? 0, total: progress?.total ?? 0 });
    };
    const engine = await this.#log(what, onProgress, signal);
    if (!engine) return { kind: 'no-log' };
    if (what === 'explain') {
      const steps = await engine.explain(this.#queryRun(text), signal);
      signal.throwIfAborted();
      if (isRefusal(steps)) return refused(text, steps);
      this.#keep('steps', { kind: 'steps', run: this.#runs, steps });
      return { kind: 'done' };
    }
    const result = await engine.query({ ...this.#queryRun(text), rows: true }, signal, onProgress);
    signal.throwIfAborted();
    if (result.fieldsFound) this.#ports.fieldsFound();
    if (result.kind === 'refused') return refused(text, result);
    this.#answers = {};
    this.#resultText = text;
    this.#keep('result', { kind: 'result', run: ++this.#runs, result: shownResult(eventTable(result, this.#ports.settings().timeZone)) });
    this.#ports.ran({ text: text.text, log: engine.summary.name, rows: result.rows.length, milliseconds: result.milliseconds });
    return { kind: 'done' };
  }

  async #log(what: Asked, onProgress: (progress: LoadProgress | null) => void, signal: AbortSignal): Promise<QueryEngine | null> {
    this.#engine = await this.#ports.log(onProgress, signal);
    signal.throwIfAborted();
    this.tellLog();
    if (this.#engine) this.#set({ kind: 'running', what });
    return this.#engine;
  }

  #queryRun({ text }: QueryText): QueryRun {
    const { timeZone, limit, timeout } = this.#ports.settings();
    return { text, scope: { filters: [], timeZone }, limit, timeout };
  }

  /** Writes the whole result into a file; answers how many rows, or null where there is nothing to write. */
  async exportTo(form: ResultForm, target: string, signal: AbortSignal): Promise<number | null> {
    if (!this.#resultText || !this.#engine) return null;
    const exported = await this.#engine.exportQuery({ ...this.#queryRun(this.#resultText), limit: ALL_ROWS }, form, target, signal);
    if (isRefusal(exported)) throw new Error(exported.problems[0]?.message ?? 'the query cannot be run');
    return exported.rows;
  }

  /** The event of a row; the last question counts. */
  async event(id: number, asked: { readonly row: number | null; readonly auditID: string | null }): Promise<void> {
    this.#looking?.abort();
    this.#looking = new AbortController();
    const { signal } = this.#looking;
    try {
      const engine = this.#engine;
      if (!engine) throw new Error('The log is not open any more; run the query again.');
      const row = asked.row ?? (asked.auditID === null ? null : await engine.eventRow(asked.auditID, signal));
      if (row === null) throw new Error('The log has no event with this audit ID.');
      const event = await engine.event(row, signal);
      const cut = event.text.length > MAX_EVENT_TEXT;
      if (!signal.aborted)
        this.#ports.send({ kind: 'event', id, row, event: { ...event, text: event.text.slice(0, MAX_EVENT_TEXT), cut } });
    } catch (error) {
      if (!signal.aborted) this.#ports.send({ kind: 'noEvent', id, message: sentence(error) });
    }
  }

  /** The log the last answer came from. */
  get engine(): QueryEngine | null {
    return this.#engine;
  }

  #keep(kind: 'result' | 'steps', message: QueryHostMessage): void {
    this.#answers = { ...this.#answers, [kind]: message };
    this.#ports.send(message);
  }

  #set(phase: QueryPhase): void {
    this.#phase = phase;
    this.#ports.send({ kind: 'phase', phase });
  }
}

const isTimeout = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'timeout';
const MORE_TIME = ' The setting `auditscope.query.timeout` gives queries more time.';

/** More than any result has. */
const ALL_ROWS = 2_000_000_000;

const isRefusal = (answer: object): answer is QueryRefusal => 'kind' in answer && answer.kind === 'refused';

const refused = (text: QueryText, { problems }: QueryRefusal): QueryPhase => ({
  kind: 'refused',
  problems: problems.map(problem => queryTrouble(text, problem)),
});

/** An error in a sentence that begins like one. */
function sentence(error: unknown): string {
  const message = (error instanceof Error ? error.message : String(error)).replace(/^[a-z]/, letter => letter.toUpperCase());
  return /[\w)"]$/.test(message) ? `${message}.` : message;
}
