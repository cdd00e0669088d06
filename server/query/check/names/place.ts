import type { SlsType } from '../../catalog/sls-type.ts';
import type { RelationColumn } from '../analysed-query.ts';
import type { Scope } from './scope.ts';

/** An output column of the select that a clause may name by its alias. */
export interface Alias {
  readonly item: number;
  readonly type: SlsType;
  /** The item aggregates or is a window function. */
  readonly computed: boolean;
}

/** Where an expression stands, as far as it changes what the expression means. */
export interface Place {
  readonly scope: Scope;
  /** As it is written, for messages: `WHERE`, `GROUP BY`. */
  readonly clause: string;
  /** By lower-case name; two aliases of a name make it ambiguous. */
  readonly aliases?: ReadonlyMap<string, readonly Alias[]>;
  /** Aliases that stand in the select list and mean nothing here, in lower case. */
  readonly hiddenAliases?: ReadonlySet<string>;
  /** Whether an alias counts before a column of the same name. */
  readonly aliasFirst?: boolean;
  /** Parameters of the lambdas around, by lower-case name. */
  readonly parameters?: ReadonlyMap<string, SlsType>;
  /** Whether aggregates can stand here; `nested` inside another one. */
  readonly aggregates: 'allowed' | 'nested' | 'refused';
  readonly windows: 'allowed' | 'nested' | 'refused';
  /** What stands here may never be computed, or may fail without harm: inside CASE, if, try, a lambda. */
  readonly conditional?: boolean;
  /** Output columns of a set operation, which its ORDER BY can name. */
  readonly outputs?: readonly RelationColumn[];
}
