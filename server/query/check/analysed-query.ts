import type { Finding } from '../../lint/finding.ts';
import type { LogField } from '../catalog/log-field.ts';
import type { SlsType } from '../catalog/sls-type.ts';
import type {
  Call,
  ColumnReference,
  CommonTable,
  Expression,
  FieldName,
  Query,
  Select,
  SetOperation,
  Source,
  SqlQuery,
  StarItem,
  Values,
} from '../syntax/tree.ts';

/** A column of a relation: of the log, a sub-query, a common table, VALUES or UNNEST. */
export interface RelationColumn {
  /** As it is written; `_col0` where an expression has no alias. */
  readonly name: string;
  readonly type: SlsType;
  /** Set for a column of the log itself. */
  readonly field?: LogField;
  /** An expression without an alias: no query can name it. */
  readonly unnamed?: true;
  /** The sources that share the column by USING: its value is that of the first that has one. */
  readonly merged?: readonly number[];
}

/** What a column reference means. */
export type Resolution =
  /** A column of one of the sources; `source` is the index of the source in the (flattened) FROM of its select, `outer` how many selects further out. */
  | {
      readonly kind: 'column';
      readonly column: RelationColumn;
      readonly source: number;
      readonly outer: number;
      /** Zero-based fields of a row that are reached behind the column: `entry.key`. */
      readonly path?: readonly number[];
    }
  /** The output column of the select, by its alias: in ORDER BY, GROUP BY and HAVING. `item` indexes the select items. */
  | { readonly kind: 'alias'; readonly item: number; readonly type: SlsType }
  /** An output column of a set operation or VALUES, in its ORDER BY. */
  | { readonly kind: 'output'; readonly output: number; readonly type: SlsType }
  /** A parameter of the lambda around. */
  | { readonly kind: 'parameter'; readonly name: string; readonly type: SlsType; readonly path?: readonly number[] };

/** One source of a FROM, joins flattened from left to right. Its columns are objects of their own: a star column tells its source by identity. */
export interface AnalysedSource {
  readonly kind: 'log' | 'common' | 'query' | 'unnest';
  /** Absent for the log that a select without FROM reads. */
  readonly node?: Exclude<Source, { readonly kind: 'join' | 'missing' }>;
  readonly columns: readonly RelationColumn[];
  /** The common table that the source names. */
  readonly common?: CommonTable;
}

/** A query with everything a front end or an engine needs to know of it. Nodes are keys by identity. */
export interface AnalysedQuery {
  readonly query: Query;
  /** Type of every expression; `unknown` where it could not be told. */
  readonly types: ReadonlyMap<Expression, SlsType>;
  readonly resolutions: ReadonlyMap<ColumnReference, Resolution>;
  /** The fields that the search names. */
  readonly searchFields: ReadonlyMap<FieldName, LogField>;
  /** Output columns of every select and query; of a set operation and VALUES with the types common to all operands or rows. */
  readonly outputs: ReadonlyMap<Select | SqlQuery | SetOperation | Values, readonly RelationColumn[]>;
  /** The flattened FROM of every select. */
  readonly sources: ReadonlyMap<Select, readonly AnalysedSource[]>;
  /** What a star stands for. */
  readonly stars: ReadonlyMap<StarItem, readonly RelationColumn[]>;
  /** Whether a call aggregates, is a window function, or neither. */
  readonly calls: ReadonlyMap<Call, 'scalar' | 'aggregate' | 'window'>;
  /** Whether a select gives one row per group (or one row): it groups or aggregates. */
  readonly aggregated: ReadonlySet<Select>;
  /** Why the query cannot run (severity error: syntax, names, types), without the lint rules. */
  readonly problems: readonly Finding[];
}
