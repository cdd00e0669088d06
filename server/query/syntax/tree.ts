import type { TextRange } from '../../lint/finding.ts';
import type { Identifier, Missing, SqlStatement } from './sql-tree.ts';

export type * from './sql-tree.ts';

/**
 * The syntax tree of a query: a search, and behind the first `|` a statement of SQL. Every node knows its place; what is
 * missing in a half-written query is a node of kind `missing` with an empty range where it was expected.
 */
export interface Query {
  readonly text: string;
  readonly search: SearchPart;
  /** The `|` between the parts. */
  readonly pipe?: TextRange;
  readonly sql?: SqlStatement;
  /** SPL behind the pipe is recognised, not executed. */
  readonly spl?: SplPipeline;
  /** Comments of the SQL part, in order. */
  readonly comments: readonly TextRange[];
  readonly problems: readonly SyntaxProblem[];
}

/** What the text is not allowed to be, with what would be. */
export interface SyntaxProblem {
  readonly range: TextRange;
  /** What was found and what was expected, as a sentence. */
  readonly message: string;
  /** Of what may be right and is too much to read; else it is wrong. */
  readonly code?: 'too-long';
}

interface Node {
  readonly range: TextRange;
}

// ── search ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface SearchPart extends Node {
  /** Absent where the part is empty, which keeps everything like `*`. */
  readonly expression?: SearchExpression;
}

export type SearchExpression =
  | SearchAll
  | SearchOr
  | SearchAnd
  | SearchNot
  | SearchMinus
  | SearchGroup
  | SearchTerm
  | SearchField
  | SearchComparison
  | SearchRange
  | Missing;

/** `*`: everything. */
export interface SearchAll extends Node {
  readonly kind: 'all';
}

export interface SearchOr extends Node {
  readonly kind: 'or';
  readonly operands: readonly SearchExpression[];
}

export interface SearchAnd extends Node {
  readonly kind: 'and';
  /** Joined by `and` or by nothing but a blank. */
  readonly operands: readonly SearchExpression[];
}

/** A leading `not`: the complement of its operand. */
export interface SearchNot extends Node {
  readonly kind: 'not';
  readonly keyword: TextRange;
  readonly operand: SearchExpression;
}

/** `left not right`: what left keeps and right does not. */
export interface SearchMinus extends Node {
  readonly kind: 'minus';
  readonly keyword: TextRange;
  readonly left: SearchExpression;
  readonly right: SearchExpression;
}

/** An expression in parentheses. */
export interface SearchGroup extends Node {
  readonly kind: 'group';
  readonly operand: SearchExpression;
}

/** A word or quoted text that may stand anywhere in an event. */
export interface SearchTerm extends Node {
  readonly kind: 'term';
  readonly value: SearchValue;
}

/** `field: value`. */
export interface SearchField extends Node {
  readonly kind: 'field';
  readonly field: FieldName;
  readonly value: SearchValue | Missing;
}

/** `field >= 400`. */
export interface SearchComparison extends Node {
  readonly kind: 'comparison';
  readonly field: FieldName;
  readonly operator: '>' | '>=' | '<' | '<=' | '=';
  readonly operatorRange: TextRange;
  readonly value: SearchValue | Missing;
}

/** `field in [400 500)`. */
export interface SearchRange extends Node {
  readonly kind: 'range';
  readonly field: FieldName;
  readonly from: SearchValue | Missing;
  readonly to: SearchValue | Missing;
  readonly includesFrom: boolean;
  readonly includesTo: boolean;
}

/** The name of a field as it is written, without quotes: `user.username`, `__tag__:__hostname__`. */
export interface FieldName extends Node {
  readonly name: string;
  readonly quoted: boolean;
}

export interface SearchValue extends Node {
  /**
   * `word`: wildcards count. `quoted`: nothing but the text counts, its tokens in any order. `phrase`: `#"…"`, the text as
   * it stands. `any`: a lone `*` behind a field, which asks whether the field is there.
   */
  readonly kind: 'word' | 'quoted' | 'phrase' | 'any';
  /** Without quotes and their escapes. */
  readonly text: string;
}

// ── SPL ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** What stands behind the pipe where it is no SQL. */
export interface SplPipeline extends Node {
  readonly commands: readonly { readonly name: Identifier; readonly range: TextRange }[];
}
