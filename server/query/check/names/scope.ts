import type { CommonTable } from '../../syntax/tree.ts';
import type { AnalysedSource, RelationColumn } from '../analysed-query.ts';

/** A source of a FROM under the name that its columns can be reached by. */
export interface Relation {
  readonly source: AnalysedSource;
  /** Lower case. */
  readonly name?: string;
  /** A table that is not there, which is told. */
  readonly missing?: true;
  /** The columns of a name, in lower case; more than one where the name is ambiguous. */
  readonly find: (name: string) => readonly RelationColumn[];
}

/** A column that sources share by USING; it is of none of them alone. */
export type MergedColumn = RelationColumn & { readonly merged: readonly number[] };

/** A common table that a query can name. */
export interface CommonRelation {
  readonly table: CommonTable;
  readonly columns: readonly RelationColumn[];
  /** As in `QueryColumns`. */
  readonly open: boolean;
}

/** What names mean inside one select. */
export interface Scope {
  readonly relations: readonly Relation[];
  /** By lower-case name what sources share by USING. */
  readonly merged: ReadonlyMap<string, MergedColumn>;
  /** What `*` stands for. */
  readonly star: readonly RelationColumn[];
  /** By lower-case name. */
  readonly commons: ReadonlyMap<string, CommonRelation>;
  /** The select around a sub-query. */
  readonly outer?: Scope;
}

/** What a query sees of the query that it stands in. */
export interface Surroundings {
  readonly commons: ReadonlyMap<string, CommonRelation>;
  /** The select whose columns it can name; a source of FROM sees those of the select further out only. */
  readonly outer?: Scope;
  /** No query surrounds it: without FROM it reads the log. */
  readonly outermost?: boolean;
}

/** The output of a query. */
export interface QueryColumns {
  readonly columns: readonly RelationColumn[];
  /** It hands on all columns of a log whose fields are not all known. */
  readonly open: boolean;
}
