/** The forms of a log file that the log engine reads. */
export type LogFormat = 'json-lines' | 'json-objects' | 'json-array' | 'event-list';

/** A place in a log that is no audit event. */
export interface DamagedLine {
  /** Name of the file, where the log consists of several. */
  readonly file?: string;
  /** Zero-based line in the (decompressed) file. */
  readonly line: number;
  readonly reason: string;
}

/** What opening a log found. */
export interface LogSummary {
  /** File name without folder; of several files the first and how many more. */
  readonly name: string;
  /** Form of the (first) file. */
  readonly format: LogFormat;
  readonly compression: 'none' | 'gzip';
  /** Size on disk. */
  readonly bytes: number;
  readonly events: number;
  /** Distinct `auditID`s; an event without one counts as a request of its own. */
  readonly requests: number;
  /** RFC 3339 UTC time of the first and last event; `null` in an empty log. */
  readonly from: string | null;
  readonly to: string | null;
  /** Lines that are no event. */
  readonly skippedLines: number;
  /** The first of them (at most 1,000). */
  readonly damaged: readonly DamagedLine[];
  /** Set where the compressed stream ended early: what was read is shown. */
  readonly truncated: boolean;
  /** Fields of an event that no event of this log carries (for the "partial" state of panels). */
  readonly missingFields: readonly string[];
  /** Databases and lists of the user's, beside the log, that cannot be read, as sentences. */
  readonly unreadable: readonly string[];
}

/**
 * What a value can be filtered by. `user` is who authenticated, or the account behind `kubernetes-admin` that the
 * authorization reason names; `status` is responseStatus.code; `address` the first of sourceIPs; `country` its ISO code.
 */
export const FILTER_FIELDS = [
  'namespace',
  'user',
  'status',
  'verb',
  'apiGroup',
  'resource',
  'subresource',
  'name',
  'stage',
  'level',
  'address',
  'country',
  'userAgent',
  'auditID',
] as const;
export type FilterField = (typeof FILTER_FIELDS)[number];

/** One condition; an empty `value` means "the field is absent". Conditions on one field are ORed (excluding ones ANDed), fields are ANDed. */
export interface Filter {
  readonly field: FilterField;
  readonly value: string;
  readonly exclude?: boolean;
}

/** The part of a log that every panel and the event list show. */
export interface LogScope {
  readonly filters: readonly Filter[];
  /** Unix milliseconds, inclusive; absent means open. */
  readonly from?: number;
  /** Unix milliseconds, exclusive; absent means open. */
  readonly to?: number;
  /** IANA zone in which times print and time buckets start. */
  readonly timeZone: string;
}

export type Cell = string | number | boolean | null;

export interface Column {
  readonly name: string;
  /** Type in the words of SLS: bigint, double, varchar, boolean, timestamp. */
  readonly type: string;
}

export type PanelKind = 'number' | 'bars' | 'series' | 'table';

/** A panel of a report as the view lays it out. */
export interface PanelDefinition {
  readonly id: string;
  readonly title: string;
  readonly kind: PanelKind;
  /** One sentence: what is counted. */
  readonly description: string;
  /** Its query in the query language; `{bucket}` stands for the start of an event's part of the time range, in seconds of local time. */
  readonly query: string;
  /** So many rows are shown, the first of them. */
  readonly most?: number;
  /** Panels with the same `tab` share one frame, one table at a time. */
  readonly tab?: string;
  /** Columns whose cells filter by a field when clicked. */
  readonly filterBy?: Readonly<Record<string, FilterField>>;
  /** For a number: the query of the trend that is drawn beside it, the bucket and the count. */
  readonly trendQuery?: string;
  /** What the empty state says. */
  readonly empty: string;
  /** Conditions that keep the events the panel is about, for "Show events". */
  readonly drill?: readonly Filter[];
  /** What it counts is a failure or a risk: drawn in red. */
  readonly risk?: boolean;
}

export interface ReportDefinition {
  readonly id: string;
  readonly title: string;
  readonly panels: readonly PanelDefinition[];
}

/** One of the equal parts that the time of a scope is divided into. */
export interface TimeBucket {
  /** Its start as the rows of a series print it, in the scope's time zone. */
  readonly time: string;
  /** Unix milliseconds, inclusive. */
  readonly from: number;
  /** Unix milliseconds, exclusive. */
  readonly to: number;
}

export interface PanelResult {
  readonly id: string;
  /** The query as it can be run by itself: with the scope in it, and with the buckets of the scope. */
  readonly query: string;
  readonly columns: readonly Column[];
  /** Cells of type timestamp are texts `YYYY-MM-DD HH:MM:SS.mmm` (buckets without milliseconds) in the scope's time zone. */
  readonly rows: readonly (readonly Cell[])[];
  /** For number panels with `trendQuery`: the same count in each of `buckets`. */
  readonly trend?: readonly number[];
  /** For series and trends: every bucket of the scope in order, also those without rows. */
  readonly buckets?: readonly TimeBucket[];
  /** For a list: for each row the `EventRow.row` of the event it stands for; null where that cannot be told. */
  readonly eventRows?: readonly (number | null)[];
  /** The rows were cut at the panel's limit. */
  readonly cut?: boolean;
}

/** A row of the event list. `row` identifies the event within the log (its ordinal in load order, with gaps where lines were damaged). */
export interface EventRow {
  readonly row: number;
  /** `YYYY-MM-DD HH:MM:SS.mmm` in the scope's time zone. */
  readonly time: string | null;
  readonly level: string | null;
  readonly stage: string | null;
  readonly verb: string | null;
  readonly status: number | null;
  readonly user: string | null;
  readonly impersonatedUser: string | null;
  readonly namespace: string | null;
  readonly apiGroup: string | null;
  readonly resource: string | null;
  readonly subresource: string | null;
  readonly name: string | null;
  readonly address: string | null;
  readonly userAgent: string | null;
  readonly requestURI: string | null;
  readonly auditID: string | null;
}

export const EVENT_SORTS = ['time', 'verb', 'status', 'user', 'namespace', 'resource', 'address'] as const;
export type EventSort = (typeof EVENT_SORTS)[number];

export interface EventPage {
  /** Events in the scope. */
  readonly total: number;
  readonly offset: number;
  readonly rows: readonly EventRow[];
}

/** One event whole: the JSON text as it stands in the log. */
export interface EventDetail {
  readonly row: number;
  /** Name of the file, where the log consists of several. */
  readonly file?: string;
  /** Zero-based line of the (decompressed) file on which the event starts. */
  readonly line: number;
  readonly text: string;
}

/** Distinct values of a field in a scope with their number of events, most frequent first. */
export interface FieldProfile {
  readonly field: FilterField;
  readonly distinct: number;
  readonly missing: number;
  readonly top: readonly { readonly value: string; readonly events: number }[];
}
