import type { Cell, Column, LogScope } from './log.ts';

/** A query to run on the opened log. */
export interface QueryRun {
  readonly text: string;
  /** Only events of the scope are seen (time range, filters of a report); its time zone is the session's. */
  readonly scope: LogScope;
  /** Most rows (events where there is no SQL part) to hand out when the query itself sets no limit; SLS: 100. */
  readonly limit: number;
  /** Milliseconds after which the query is given up. */
  readonly timeout?: number;
  /** Asks for `eventRows` of SQL, too: a table that opens events wants them, and they are not free. */
  readonly rows?: boolean;
}

/** A value as the command line prints it: arrays and rows are arrays, maps objects, a bigint beyond 2^53 a text, NaN and infinities texts. */
export type QueryCell = Cell | readonly QueryCell[] | { readonly [key: string]: QueryCell };

export interface QueryResult {
  /** `events`: columns `line`, `auditID`, `event` (the JSON text); else what the SQL part selects. Types in the words of SLS. */
  readonly kind: 'events' | 'rows';
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly QueryCell[])[];
  /** For each row its `EventRow.row`: of kind `events` always, of SQL where it was asked for and every row is one event. */
  readonly eventRows?: readonly number[];
  /** There were more rows than `limit`, and the query set none itself. */
  readonly cut: boolean;
  readonly milliseconds: number;
  /** What the reader should know of the figures: a database that is not there, a setting that is ignored, a list that is empty. */
  readonly notes: readonly string[];
  readonly fieldsFound?: FieldsFound;
}

/** All fields of the log are known now, because this query or one before it looked for them: `OpenLog.fields` tells more than before. */
type FieldsFound = true;

/** A place in the query that keeps it from running. Offsets are UTF-16. */
export interface QueryProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A query that was wrong, instead of a result. */
export interface QueryRefusal {
  readonly kind: 'refused';
  readonly problems: readonly QueryProblem[];
  readonly fieldsFound?: FieldsFound;
}

/** One step of an explained query: what it keeps or makes, with the number of events or rows behind it. */
export interface QueryStep {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  /** Events (search, WHERE) or rows (GROUP BY, HAVING, LIMIT) that are left; null where it could not be counted. */
  readonly count: number | null;
  readonly of: 'events' | 'rows';
  readonly children: readonly QueryStep[];
}

/** A field that events of an opened log have, as the query language names it. */
export interface FoundField {
  readonly name: string;
  readonly type: 'varchar' | 'bigint' | 'double';
  /** The text is JSON: an object or an array. */
  readonly json?: boolean;
  readonly meaning: string;
  readonly example?: string;
}

/** What completion knows of an opened log. */
export interface FoundFields {
  readonly fields: readonly FoundField[];
  /** By field, the most frequent values first. */
  readonly values: Readonly<Record<string, readonly string[]>>;
  /** Whether the fields are all that the log has: somebody looked for them. */
  readonly complete: boolean;
}

export const EXPORT_FORMS = ['csv', 'json', 'parquet'] as const;
export type ExportForm = (typeof EXPORT_FORMS)[number];
