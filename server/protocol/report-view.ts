import type { EventDetail, EventPage, FieldProfile, FilterField, LogScope, LogSummary, PanelResult, ReportDefinition } from './log.ts';
import type { EventQuery, LoadProgress, PanelFailure } from './log-engine.ts';

/** What the report view asks of its host. The view can name neither files nor SQL. */
export type ViewRequest =
  | { readonly kind: 'report'; readonly scope: LogScope }
  | { readonly kind: 'events'; readonly query: EventQuery }
  | { readonly kind: 'event'; readonly row: number }
  | { readonly kind: 'profile'; readonly field: FilterField; readonly scope: LogScope; readonly limit: number };

/** Forms in which a whole report leaves the editor as a file. */
export const REPORT_FORMS = ['html', 'json'] as const;
export type ReportForm = (typeof REPORT_FORMS)[number];

export type ViewMessage =
  /** Sent once by the view when it listens; the host answers with `loading`, `opened` or `failed`. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'request'; readonly id: number; readonly request: ViewRequest }
  | { readonly kind: 'cancel'; readonly id: number }
  /** Stop loading. */
  | { readonly kind: 'cancelLoad' }
  /** Open the log again after a failure. */
  | { readonly kind: 'reload' }
  | { readonly kind: 'showOutput' }
  /** Show the file as text, in place of the report. */
  | { readonly kind: 'openAsText' }
  /** Save the whole report in the scope that was asked for last; the host computes it anew. */
  | { readonly kind: 'exportReport'; readonly form: ReportForm }
  /** Copy what the report says in short, likewise. */
  | { readonly kind: 'copyReport' }
  /** Open the query text of a panel in an editor beside the report. */
  | { readonly kind: 'openQuery'; readonly query: string }
  /** Open the event's JSON in an editor. */
  | { readonly kind: 'openEvent'; readonly row: number }
  | { readonly kind: 'copy'; readonly text: string }
  /** Save what the view made (CSV and SVG as text, PNG as base64) under a name the user chooses. */
  | { readonly kind: 'save'; readonly suggestedName: string; readonly encoding: 'utf8' | 'base64'; readonly content: string };

/** An event as the view gets it: a text beyond what a view can hold is cut at its end. */
export interface EventView extends EventDetail {
  readonly cut: boolean;
}

export type HostMessage =
  | { readonly kind: 'loading'; readonly name: string; readonly progress: LoadProgress | null }
  | { readonly kind: 'opened'; readonly summary: LogSummary; readonly report: ReportDefinition; readonly timeZone: string }
  | { readonly kind: 'failed'; readonly code: string; readonly message: string }
  /** A panel of report request `id`, as soon as it is there; the request itself ends with `reply`. */
  | { readonly kind: 'panel'; readonly id: number; readonly panel: PanelResult | PanelFailure }
  | { readonly kind: 'reply'; readonly id: number; readonly result: EventPage | EventView | FieldProfile | null }
  | { readonly kind: 'error'; readonly id: number; readonly message: string };
