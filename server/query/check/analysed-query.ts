import type { Finding } from '../../lint/finding.ts';
import type { LogField } from '../catalog/log-field.ts';
import type { SlsType } from '../catalog/sls-type.ts';
import type { Call, ColumnReference, Expression, FieldName, Query, Select, SqlQuery, StarItem } from '../syntax/tree.ts';

/** A column of a relation: of the log, a sub-query, a common table, VALUES or UNNEST. */
export interface RelationColumn {
  /** As it is written; `_col0` where an expression has no alias. */
  readonly name: string;
  readonly type: SlsType;
  /** Set for a column of the log itself. */
  readonly field?: LogField;
}

/** What a column reference means. */
export type Resolution =
  /** A column of one of the sources; `source` is the index of the source in the (flattened) FROM of its select, `outer` how many selects further out. */
  | { readonly kind: 'column'; readonly column: RelationColumn; readonly source: number; readonly outer: number }
  /** The output column of the select, by its alias: in ORDER BY, GROUP BY and HAVING. `item` indexes the select items. */
  | { readonly kind: 'alias'; readonly item: number; readonly type: SlsType }
  /** A parameter of the lambda around. */
  | { readonly kind: 'parameter'; readonly name: string; readonly type: SlsType };

/** A query with everything a front end or an engine needs to know of it. Nodes are keys by identity. */
export interface AnalysedQuery {
  readonly query: Query;
  /** Type of every expression; `unknown` where it could not be told. */
  readonly types: ReadonlyMap<Expression, SlsType>;
  readonly resolutions: ReadonlyMap<ColumnReference, Resolution>;
  /** The fields that the search names. */
  readonly searchFields: ReadonlyMap<FieldName, LogField>;
  /** Output columns of every select and query. */
  readonly outputs: ReadonlyMap<Select | SqlQuery, readonly RelationColumn[]>;
  /** What a star stands for. */
  readonly stars: ReadonlyMap<StarItem, readonly RelationColumn[]>;
  /** Whether a call aggregates, is a window function, or neither. */
  readonly calls: ReadonlyMap<Call, 'scalar' | 'aggregate' | 'window'>;
  /** Why the query cannot run (severity error: syntax, names, types), without the lint rules. */
  readonly problems: readonly Finding[];
}
