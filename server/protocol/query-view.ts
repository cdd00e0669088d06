import type { QueryResult, QueryStep } from './query.ts';
import type { EventView } from './report-view.ts';

/** Forms in which a result leaves the editor as a file. */
export const RESULT_FORMS = ['csv', 'json', 'parquet'] as const;
export type ResultForm = (typeof RESULT_FORMS)[number];

/** The log behind a query, as the view names it. */
export interface QueryLog {
  /** File name, of several the first and how many more. */
  readonly name: string;
  /** Null until it is loaded. */
  readonly events: number | null;
}

/** A place of the query that keeps it from running. */
export interface QueryTrouble {
  /** UTF-16 offsets in the text that was run. */
  readonly start: number;
  readonly end: number;
  /** Where it stands in the document, zero-based. */
  readonly line: number;
  readonly character: number;
  readonly message: string;
  /** The line of the query, and what of it is meant. */
  readonly excerpt: { readonly before: string; readonly marked: string; readonly after: string };
}

/** How a run or an explanation ended, or that it goes on. */
export type QueryPhase =
  | { readonly kind: 'idle' }
  /** Which log is meant is not known yet. */
  | { readonly kind: 'no-log' }
  | { readonly kind: 'loading'; readonly done: number; readonly total: number }
  | { readonly kind: 'running'; readonly what: 'run' | 'explain' }
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly problems: readonly QueryTrouble[] }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'cancelled' };

/** Rows as the view gets them: bounded, so that no result is too large for a window. */
export interface ShownResult extends QueryResult {
  /** Rows of the result, of which `rows` are the first. */
  readonly total: number;
  /** Long texts were cut; exported files have them whole. */
  readonly textsCut: boolean;
}

/** What the editor keeps for the view while the window is closed, and what a person chose in it. */
export interface QueryMemory {
  /** URI of the query's document. */
  readonly document: string;
}

export type QueryViewMessage =
  | { readonly kind: 'ready' }
  /** Run, or explain, what was run last. */
  | { readonly kind: 'run' }
  | { readonly kind: 'explain' }
  | { readonly kind: 'cancel' }
  | { readonly kind: 'chooseLog' }
  | { readonly kind: 'showOutput' }
  /** Select a part of the query in its editor; offsets in the text that was run. */
  | { readonly kind: 'reveal'; readonly start: number; readonly end: number }
  | { readonly kind: 'copy'; readonly text: string }
  | { readonly kind: 'export'; readonly form: ResultForm }
  /** Save a picture that the view made. */
  | { readonly kind: 'picture'; readonly form: 'svg' | 'png'; readonly content: string }
  /** The event of a row: by its `EventRow.row`, or by the request it belongs to. Answered by `event` with this id. */
  | { readonly kind: 'event'; readonly id: number; readonly row: number | null; readonly auditID: string | null }
  | { readonly kind: 'openEvent'; readonly row: number };

export type QueryHostMessage =
  /** What the panel is about; sent first, and whenever it changes. */
  | {
      readonly kind: 'query';
      readonly name: string;
      readonly log: QueryLog | null;
      readonly timeZone: string;
      readonly memory: QueryMemory;
    }
  | { readonly kind: 'phase'; readonly phase: QueryPhase }
  /** `run` counts the runs, so that a page that starts anew knows whether it has seen this one. */
  | { readonly kind: 'result'; readonly run: number; readonly result: ShownResult }
  | { readonly kind: 'steps'; readonly run: number; readonly steps: readonly QueryStep[] }
  | { readonly kind: 'show'; readonly tab: 'rows' | 'explain' }
  | { readonly kind: 'event'; readonly id: number; readonly row: number; readonly event: EventView }
  | { readonly kind: 'noEvent'; readonly id: number; readonly message: string };
