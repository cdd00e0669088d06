import type {
  EventDetail,
  EventPage,
  FieldProfile,
  FilterField,
  LogScope,
  LogSummary,
  PanelResult,
  ReportDefinition,
} from '../protocol/log.ts';
import type { EngineErrorCode, EngineLimits, EventQuery, LoadProgress, PanelFailure } from '../protocol/log-engine.ts';
import type { ExportForm, FoundFields, QueryRefusal, QueryResult, QueryRun, QueryStep } from '../protocol/query.ts';
import type { KnowledgeFiles } from './query/open-knowledge.ts';

/** What the engine process is asked, by kind: parameters and result. */
export interface EngineCalls {
  readonly open: { readonly params: OpenParams; readonly result: LogSummary };
  readonly report: { readonly params: { readonly report: ReportDefinition; readonly scope: LogScope }; readonly result: null };
  readonly events: { readonly params: EventQuery; readonly result: EventPage };
  readonly event: { readonly params: { readonly row: number }; readonly result: EventDetail };
  readonly profile: {
    readonly params: { readonly field: FilterField; readonly scope: LogScope; readonly limit: number };
    readonly result: FieldProfile;
  };
  readonly query: { readonly params: QueryRun; readonly result: QueryResult | QueryRefusal };
  readonly explain: { readonly params: QueryRun; readonly result: readonly QueryStep[] | QueryRefusal };
  readonly exportQuery: {
    readonly params: { readonly run: QueryRun; readonly form: ExportForm; readonly target: string };
    readonly result: { readonly rows: number } | QueryRefusal;
  };
  readonly fields: { readonly params: null; readonly result: FoundFields };
  readonly eventRow: { readonly params: { readonly auditID: string }; readonly result: number | null };
}
export type CallKind = keyof EngineCalls;

export interface OpenParams {
  readonly paths: readonly string[];
  /** A folder of the engine's own. */
  readonly folder: string;
  readonly limits: EngineLimits;
  /** What functions over addresses ask. */
  readonly knowledge: KnowledgeFiles;
}

export type ToEngine =
  | { readonly [K in CallKind]: { readonly id: number; readonly kind: K; readonly params: EngineCalls[K]['params'] } }[CallKind]
  | { readonly id: number; readonly kind: 'cancel' };

/** Every call ends with exactly one `result` or `error`. */
export type FromEngine =
  | { readonly id: number; readonly kind: 'result'; readonly result: EngineCalls[CallKind]['result'] }
  | { readonly id: number; readonly kind: 'error'; readonly code: EngineErrorCode; readonly message: string }
  | { readonly id: number; readonly kind: 'panel'; readonly panel: PanelResult | PanelFailure }
  | { readonly id: number; readonly kind: 'progress'; readonly progress: LoadProgress };
