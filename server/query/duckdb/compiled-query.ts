import type { TextRange } from '../../lint/finding.ts';
import type { LogField } from '../catalog/log-field.ts';
import type { SlsType } from '../catalog/sls-type.ts';
import type { SearchedValue } from './search-tokens.ts';

/** A table of events as the engine offers it, with the place of every field in it. All texts are SQL of DuckDB. */
export interface LogRelation {
  /** What FROM takes: a table, or a query in parentheses. Its columns are reached under the alias that the functions get. */
  readonly from: string;
  /** Condition that every event of the log has to meet (time range, lines that are events), in terms of the alias. */
  readonly where?: (alias: string) => string;
  /** The field as a value of its type: `varchar`, `bigint` or `double`. */
  readonly column: (field: LogField, alias: string) => string;
  /** The JSON text of the event as it stands in the log. */
  readonly text: (alias: string) => string;
  /** The instant of the event as TIMESTAMP in UTC, with its fraction; saves making one of `__time__`. */
  readonly instant?: (alias: string) => string;
  /** All values that a field has in the log, where they are few: a search then compares instead of looking into every value. */
  readonly values?: (field: LogField) => readonly SearchedValue[] | undefined;
  /** What tells an event apart, and the order in which the newest come first. */
  readonly row: (alias: string) => string;
  readonly newestFirst: (alias: string) => string;
  /** Where a field is an object or array inside a document, which saves reading its text first: `text` and `["requestObject"]`. */
  readonly document?: (field: LogField, alias: string) => { readonly sql: string; readonly path: readonly string[] } | undefined;
  /** `json_extract_scalar(field, path)` where the engine keeps it as a column of its own: the first source address. */
  readonly scalarAt?: (field: LogField, path: readonly (string | number)[], alias: string) => string | undefined;
  /** The column whose addresses the engine's table of addresses has, all of them. */
  readonly address?: (alias: string) => string;
  /** A field that is made of columns which are at hand: written where it is used, since many queries use it for few events. */
  readonly late?: (field: LogField, part: RelationPart) => string | undefined;
  /** Number of the elements of a field that is an array, made of columns like that. */
  readonly length?: (field: LogField, part: RelationPart) => string | undefined;
  /** The elements of a field that is an array of strings, as VARCHAR[]. */
  readonly list?: (field: LogField, alias: string) => string | undefined;
}

/** The place outside of the relation where a column of it is handed on to. */
export type RelationPart = (column: (alias: string) => string) => string;

/** What a query needs of the log; the engine chooses the cheapest relation that has it. */
export interface LogNeed {
  /** Fields of the log that the query reads. */
  readonly fields: readonly LogField[];
  /** Whether the raw text of the events is needed: bare words, phrases. */
  readonly text: boolean;
}

/** Seconds since 1970; `from` is inside the range, `to` is not. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface CompileOptions {
  /** IANA name; days and hours are those of this zone. */
  readonly timeZone: string;
  /** Rows of a statement that sets no limit itself; the SQL asks for one more, so that the engine can tell there were more. */
  readonly limit: number;
  readonly log: (need: LogNeed) => LogRelation;
  /** Asks which event a row is, where every row is one. */
  readonly rows?: boolean;
  /** The range of the run. `time_series` fills it, `compare` shifts it; without one they take that of the log. */
  readonly range?: TimeRange;
  /** What the engine knows of addresses already; of others the functions tell. */
  readonly addresses?: AddressTable;
  /** JavaScript functions that give the same for every value, since there is nothing to look in, as SQL. */
  readonly constants?: ReadonlyMap<string, string>;
}

/** A table with an address a row. */
export interface AddressTable {
  readonly table: string;
  /** Its column with the address; every address stands there once. */
  readonly address: string;
  /** Columns by the function that gives the same: `ip_to_domain`. */
  readonly columns: Readonly<Record<string, string>>;
}

/** A statement that DuckDB can run. It holds no text of the query but quoted literals. */
export interface CompiledQuery {
  readonly kind: 'compiled';
  readonly sql: string;
  /** Of the rows. Timestamps, those with a zone too, come as TIMESTAMP that shows the wall clock of their zone. */
  readonly columns: readonly { readonly name: string; readonly type: SlsType }[];
  /** Behind its columns a row has `row` of its event. */
  readonly tellsRows: boolean;
  readonly need: LogNeed;
  /** The query sets a limit itself. */
  readonly limited: boolean;
  /** Names of the JavaScript functions that the query asks, even where their answer is known already. */
  readonly functions: readonly string[];
  /** What the reader should know: settings that are ignored, words that mean less here than in SLS. */
  readonly notes: readonly string[];
}

/** Why a query cannot run on DuckDB though its syntax and types are right. */
export interface CompileRefusal {
  readonly kind: 'refused';
  readonly problems: readonly { readonly range: TextRange; readonly message: string }[];
}
