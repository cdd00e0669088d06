import type {
  EventDetail,
  EventPage,
  EventSort,
  FieldProfile,
  FilterField,
  LogScope,
  LogSummary,
  PanelResult,
  ReportDefinition,
} from './log.ts';
import type { ExportForm, FoundFields, QueryRefusal, QueryResult, QueryRun, QueryStep } from './query.ts';

/** Bounds of the engine process; every one is set explicitly, none is left to the machine. */
export interface EngineLimits {
  readonly memoryMegabytes: number;
  readonly threads: number;
  /** Folder for spilled data; the engine makes a folder of its own inside and removes it. */
  readonly temporaryFolder: string;
  /** An event above this many bytes counts as damage. */
  readonly maxEventBytes: number;
  /** Most bytes the engine may keep in its folder (spilled data, unpacked logs). */
  readonly maxTemporaryBytes: number;
}

/** Progress of opening: bytes read of bytes in all. */
export interface LoadProgress {
  readonly done: number;
  readonly total: number;
}

export type EventQuery = {
  readonly scope: LogScope;
  readonly sort: EventSort;
  readonly descending: boolean;
  readonly offset: number;
  readonly limit: number;
};

/**
 * The log engine as its callers see it: one opened log. Every call ends with a result or an `EngineError`; `signal`
 * cancels the call (the promise then rejects with the signal's reason) and the engine stops working on it.
 */
export interface OpenLog {
  readonly summary: LogSummary;
  /** The report's panels in the scope, each reported as soon as it is there. */
  report(
    report: ReportDefinition,
    scope: LogScope,
    onPanel: (panel: PanelResult | PanelFailure) => void,
    signal?: AbortSignal,
  ): Promise<void>;
  events(query: EventQuery, signal?: AbortSignal): Promise<EventPage>;
  event(row: number, signal?: AbortSignal): Promise<EventDetail>;
  profile(field: FilterField, scope: LogScope, limit: number, signal?: AbortSignal): Promise<FieldProfile>;
  /** Rows of a query. What most queries do without is read when the first one needs it: `onLoad` hears of that. */
  query(run: QueryRun, signal?: AbortSignal, onLoad?: (progress: LoadProgress) => void): Promise<QueryResult | QueryRefusal>;
  /** The steps of a query with what each leaves. */
  explain(run: QueryRun, signal?: AbortSignal): Promise<readonly QueryStep[] | QueryRefusal>;
  /** Writes the rows of a query into a file, whole or not at all. */
  exportQuery(run: QueryRun, form: ExportForm, target: string, signal?: AbortSignal): Promise<{ readonly rows: number } | QueryRefusal>;
  /** What completion can offer. */
  fields(signal?: AbortSignal): Promise<FoundFields>;
  /** `EventRow.row` of the event of a request's latest stage; `null` where the log has no such request. */
  eventRow(auditID: string, signal?: AbortSignal): Promise<number | null>;
  /** Resolves when the engine is gone: with the error when it died by itself, with `null` after `close`. */
  readonly ended: Promise<Error | null>;
  /** Frees the log; the process ends with its last log. */
  close(): Promise<void>;
}

export interface PanelFailure {
  readonly id: string;
  readonly failed: string;
}

/** Why the engine could not answer. `not-a-log` carries what was found and what is expected. */
export type EngineErrorCode = 'not-a-log' | 'unreadable' | 'crashed' | 'cancelled' | 'timeout' | 'failed';
