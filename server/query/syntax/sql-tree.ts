import type { TextRange } from '../../lint/finding.ts';

/** The part of the tree behind the pipe. Every node knows its place. */
interface Node {
  readonly range: TextRange;
}

/** Something that was expected and is not there. */
export interface Missing extends Node {
  readonly kind: 'missing';
}

export interface SqlStatement extends Node {
  /** `set session name = value;` before the query. */
  readonly settings: readonly { readonly range: TextRange; readonly name: string; readonly value: string }[];
  readonly query: SqlQuery;
}

/** A query expression with what belongs to all of it. */
export interface SqlQuery extends Node {
  readonly kind: 'query';
  readonly with: readonly CommonTable[];
  readonly body: QueryBody;
  readonly orderBy: readonly SortItem[];
  readonly limit?: Limit;
}

export interface CommonTable extends Node {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
  readonly query: SqlQuery;
}

export type QueryBody = Select | SetOperation | Values | NestedQuery | Missing;

export interface SetOperation extends Node {
  readonly kind: 'set-operation';
  readonly operator: 'union' | 'intersect' | 'except';
  readonly all: boolean;
  readonly left: QueryBody;
  readonly right: QueryBody;
}

/** `values 1, 2` or `values (1, 'a'), (2, 'b')`. */
export interface Values extends Node {
  readonly kind: 'values';
  readonly rows: readonly (readonly Expression[])[];
}

/** A query in parentheses, as an operand or a source. */
export interface NestedQuery extends Node {
  readonly kind: 'nested';
  readonly query: SqlQuery;
}

export interface Select extends Node {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  /** Empty where FROM is left out, which means the log at the top level. */
  readonly from: readonly Source[];
  /** Where FROM stands. */
  readonly fromKeyword?: TextRange;
  readonly where?: Expression;
  readonly groupBy: readonly GroupItem[];
  /** `group by distinct`: of grouping sets that are alike, one counts. */
  readonly distinctGroups?: boolean;
  readonly having?: Expression;
}

export type SelectItem = StarItem | ExpressionItem;

/** `*` or `t.*`. */
export interface StarItem extends Node {
  readonly kind: 'star';
  readonly table?: Identifier;
}

export interface ExpressionItem extends Node {
  readonly kind: 'item';
  readonly expression: Expression;
  readonly alias?: Identifier;
}

export type Source = TableSource | QuerySource | UnnestSource | Join | Missing;

export interface TableAlias extends Node {
  readonly name: Identifier;
  readonly columns: readonly Identifier[];
}

/** `log`, the name of a Logstore, or of a common table. */
export interface TableSource extends Node {
  readonly kind: 'table';
  readonly name: Identifier;
  readonly alias?: TableAlias;
}

export interface QuerySource extends Node {
  readonly kind: 'query-source';
  readonly query: SqlQuery;
  /** It reads the columns of the sources before it. */
  readonly lateral?: boolean;
  readonly alias?: TableAlias;
}

export interface UnnestSource extends Node {
  readonly kind: 'unnest';
  readonly arguments: readonly Expression[];
  readonly ordinality: boolean;
  readonly alias?: TableAlias;
}

export interface Join extends Node {
  readonly kind: 'join';
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly left: Source;
  readonly right: Source;
  readonly on?: Expression;
  readonly using?: readonly Identifier[];
}

export type GroupItem =
  | (Node & { readonly kind: 'group-expression'; readonly expression: Expression })
  | (Node & { readonly kind: 'rollup' | 'cube' | 'grouping-sets'; readonly sets: readonly (readonly Expression[])[] });

export interface SortItem extends Node {
  readonly expression: Expression;
  readonly descending: boolean;
  readonly nulls?: 'first' | 'last';
}

/** `limit 10`, `limit 20, 10` (offset first); `limit 10 offset 20` is read, and is an error in SLS. */
export interface Limit extends Node {
  readonly count?: number;
  readonly offset?: number;
  readonly form: 'count' | 'offset-count' | 'count-offset';
}

export interface Identifier extends Node {
  /** Without quotes; as it is written, names are compared without regard to case. */
  readonly name: string;
  readonly quoted: boolean;
}

export type Expression =
  | ColumnReference
  | Literal
  | Unary
  | Binary
  | Between
  | InList
  | InQuery
  | Exists
  | Quantified
  | Like
  | IsNull
  | Case
  | Cast
  | Call
  | Subquery
  | Lambda
  | ArrayLiteral
  | RowLiteral
  | Subscript
  | Extract
  | AtTimeZone
  | Interval
  | Parenthesized
  | Missing;

/** A column, with its table where one is named: `verb`, `log."user.username"`. More parts are an unquoted dotted name. */
export interface ColumnReference extends Node {
  readonly kind: 'column';
  readonly parts: readonly Identifier[];
}

export interface Literal extends Node {
  readonly kind: 'literal';
  readonly type: 'string' | 'integer' | 'decimal' | 'boolean' | 'null' | 'date' | 'timestamp' | 'time';
  /** Of strings, dates and times the text without quotes; of numbers as written, lower case. */
  readonly value: string;
}

export interface Unary extends Node {
  readonly kind: 'unary';
  readonly operator: '-' | '+' | 'not';
  readonly operand: Expression;
}

export interface Binary extends Node {
  readonly kind: 'binary';
  readonly operator:
    | '+'
    | '-'
    | '*'
    | '/'
    | '%'
    | '||'
    | '='
    | '<>'
    | '<'
    | '<='
    | '>'
    | '>='
    | 'and'
    | 'or'
    | 'is distinct from'
    | 'is not distinct from';
  readonly operatorRange: TextRange;
  readonly left: Expression;
  readonly right: Expression;
}

export interface Between extends Node {
  readonly kind: 'between';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly low: Expression;
  readonly high: Expression;
}

export interface InList extends Node {
  readonly kind: 'in-list';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly items: readonly Expression[];
}

export interface InQuery extends Node {
  readonly kind: 'in-query';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly query: SqlQuery;
}

export interface Exists extends Node {
  readonly kind: 'exists';
  readonly query: SqlQuery;
}

/** `x > all (select …)`. */
export interface Quantified extends Node {
  readonly kind: 'quantified';
  readonly operator: '=' | '<>' | '<' | '<=' | '>' | '>=';
  readonly quantifier: 'all' | 'any' | 'some';
  readonly operand: Expression;
  readonly query: SqlQuery;
}

export interface Like extends Node {
  readonly kind: 'like';
  readonly negated: boolean;
  readonly operand: Expression;
  readonly pattern: Expression;
  readonly escape?: Expression;
}

export interface IsNull extends Node {
  readonly kind: 'is-null';
  readonly negated: boolean;
  readonly operand: Expression;
}

export interface Case extends Node {
  readonly kind: 'case';
  readonly operand?: Expression;
  readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
  readonly otherwise?: Expression;
}

export interface Cast extends Node {
  readonly kind: 'cast';
  /** `try_cast`. */
  readonly safe: boolean;
  readonly operand: Expression;
  readonly type: TypeName;
}

/** `bigint`, `varchar(1)`, `array(varchar)`, `map(varchar, bigint)`, `row(a bigint, b varchar)`, `timestamp with time zone`. */
export interface TypeName extends Node {
  /** Lower case. */
  readonly name: string;
  readonly arguments: readonly TypeName[];
  /** Names of the fields of a row, beside `arguments`. */
  readonly fields?: readonly string[];
  /** `varchar(1)`, `decimal(10, 2)`. */
  readonly sizes?: readonly number[];
}

/** A function, which may aggregate, or be a window function with OVER. `if`, `try`, `coalesce`, `nullif` are calls too. */
export interface Call extends Node {
  readonly kind: 'call';
  readonly name: Identifier;
  readonly arguments: readonly Expression[];
  /** `count(*)`. */
  readonly star: boolean;
  readonly distinct: boolean;
  /** `array_agg(x order by y)`. */
  readonly orderBy: readonly SortItem[];
  readonly filter?: Expression;
  readonly nulls?: 'ignore' | 'respect';
  readonly over?: Window;
  /** Between the parentheses, for signature help in half-written calls. */
  readonly argumentsRange: TextRange;
}

export interface Window extends Node {
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly SortItem[];
  readonly frame?: Frame;
}

export interface Frame extends Node {
  readonly unit: 'rows' | 'range' | 'groups';
  readonly from: FrameBound;
  readonly to?: FrameBound;
}

export interface FrameBound {
  readonly kind: 'unbounded-preceding' | 'preceding' | 'current-row' | 'following' | 'unbounded-following';
  readonly offset?: Expression;
}

export interface Subquery extends Node {
  readonly kind: 'subquery';
  readonly query: SqlQuery;
}

export interface Lambda extends Node {
  readonly kind: 'lambda';
  readonly parameters: readonly Identifier[];
  readonly body: Expression;
}

/** `array[1, 2]`. */
export interface ArrayLiteral extends Node {
  readonly kind: 'array';
  readonly items: readonly Expression[];
}

/** `(a, b)` or `row(a, b)`. */
export interface RowLiteral extends Node {
  readonly kind: 'row';
  readonly items: readonly Expression[];
}

export interface Subscript extends Node {
  readonly kind: 'subscript';
  readonly operand: Expression;
  readonly index: Expression;
}

/** `extract(hour from x)`. */
export interface Extract extends Node {
  readonly kind: 'extract';
  /** Lower case. */
  readonly field: string;
  readonly operand: Expression;
}

export interface AtTimeZone extends Node {
  readonly kind: 'at-time-zone';
  readonly operand: Expression;
  readonly zone: Expression;
}

/** `interval '1' day`. */
export interface Interval extends Node {
  readonly kind: 'interval';
  readonly value: string;
  readonly negative: boolean;
  /** Lower case. */
  readonly unit: string;
}

export interface Parenthesized extends Node {
  readonly kind: 'parenthesized';
  readonly expression: Expression;
}
