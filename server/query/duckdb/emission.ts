import type { TextRange } from '../../lint/finding.ts';
import type { LogField } from '../catalog/log-field.ts';
import type { SlsType } from '../catalog/sls-type.ts';
import type { AnalysedQuery, RelationColumn } from '../check/analysed-query.ts';
import { bare } from '../check/sql/parts.ts';
import type { CommonTable, Expression, Lambda, Select, SqlQuery } from '../syntax/tree.ts';
import type { CompileOptions, LogRelation, RelationPart } from './compiled-query.ts';
import { literal } from './sql-text.ts';

/** A source of a select while its SQL is written: columns are asked for first, the SQL of the source is written last. */
export interface EmittedSource {
  readonly alias: string;
  /** The column in terms of the alias; the source remembers that it is used. */
  readonly column: (column: RelationColumn) => string;
  /** What stands in FROM, alias included, once every column was asked for. */
  readonly sql: () => string;
  /** Only of the log: a computed column that is worth computing once per event. */
  readonly derived?: (compute: (relation: LogRelation, alias: string) => string | undefined) => string | undefined;
  /** Where every row is an event: which. */
  readonly row?: () => string;
  /** Only of the log: an expression over columns that are handed on, not computed once per event. */
  readonly late?: (write: (relation: LogRelation, part: RelationPart) => string | undefined) => string | undefined;
  /** Only of the log: is told which conditions its rows have to meet, so that what they ask more than once is read once. */
  readonly filtered?: (conditions: readonly string[]) => void;
  /** Only of the log: whether the engine's table of addresses has every address of a column, given in terms of the alias. */
  readonly classified?: (column: string) => boolean;
}

/** Joins of a select with the engine's table of addresses: one for each column whose addresses are looked up, whatever is asked of them. */
export interface AddressJoins {
  /** The alias of the joined table, once something of the address in the column was asked. */
  readonly of: (column: string) => string;
  /** What follows the only source in FROM. */
  readonly sql: () => string;
}

/** A select whose columns can be named: the innermost is the last of `scopes`. */
export interface Scope {
  readonly select: Select;
  readonly sources: readonly EmittedSource[];
  /** Where facts about addresses may be joined to the source. */
  readonly addresses?: AddressJoins;
}

/** A common table: written once, after everything that reads it. */
export interface EmittedTable {
  readonly alias: string;
  readonly used: Set<number>;
}

/** A lambda with the SQL that its parameters stand for. */
export interface BoundLambda {
  readonly lambda: Lambda;
  readonly names: readonly string[];
}

/** What a select groups by. */
export interface GroupKeys {
  /** The SQL of a key: one text wherever it stands, by which DuckDB knows it again. Undefined for what is no key. */
  readonly sqlOf: (expression: Expression) => string | undefined;
}

/** SQL of a query. Its columns are called `c0`, `c1`, … by their position among the outputs. */
export interface EmittedQuery {
  readonly sql: string;
  readonly columns: number;
}

/** What the surroundings ask of a query. */
export interface QueryDemand {
  /** Outputs that are read; the others may be left out. All where absent. */
  readonly used?: ReadonlySet<number>;
  /** Rows where the query sets no limit itself. */
  readonly limit?: number;
  /** Whether a last column tells the event of each row; only where every row is one. */
  readonly row?: boolean;
}

/** Expressions hold queries, calls hold expressions: what writes them is handed along, so that no file needs all others. */
export interface Writers {
  readonly expression: (e: Emission, expression: Expression) => string;
  readonly query: (e: Emission, query: SqlQuery, demand?: QueryDemand) => EmittedQuery;
}

/** What compiling one query knows and collects. */
export interface Emission {
  readonly writers: Writers;
  readonly analysed: AnalysedQuery;
  readonly options: CompileOptions;
  readonly relation: LogRelation;
  /** Collected: fields of the log, JavaScript functions, notes. */
  readonly fields: Set<LogField>;
  readonly functions: Set<string>;
  readonly notes: Set<string>;
  readonly texts: { used: boolean };
  /** Makes aliases unique. */
  readonly counter: { next: number };
  readonly scopes: readonly Scope[];
  readonly tables: ReadonlyMap<CommonTable, EmittedTable>;
  /** Lambdas around, outermost first. */
  readonly lambdas: readonly BoundLambda[];
  /** Set where one value per group is written: the select list, HAVING and the order of a select that groups. */
  readonly groups: GroupKeys | undefined;
  /** Inside TRY: what was computed before it, with the SQL that stands for the value. */
  readonly handed: ReadonlyMap<Expression, string>;
  /**
   * Inside a `try`, of what DuckDB's own TRY cannot take (aggregates, sub-queries): what would fail is NULL where it would.
   */
  readonly forgiving: boolean;
  /** Inside TRY, where no sub-query may be written. */
  readonly sealed: boolean;
  /** Bounds of the log that sources read; `compare` moves them. */
  readonly shift: number;
}

/** SQL of DuckDB for an expression. It stands in parentheses wherever something around could bind tighter. */
export const emitExpression = (e: Emission, expression: Expression): string => e.writers.expression(e, expression);

/** A query with its common tables, order and limit. */
export const emitQuery = (e: Emission, query: SqlQuery, demand?: QueryDemand): EmittedQuery => e.writers.query(e, query, demand);

/** Ends the compilation: the query means something that cannot be computed. */
export class CannotCompile extends Error {
  readonly range: TextRange;

  constructor(range: TextRange, message: string) {
    super(message);
    this.range = range;
  }
}

export const typeOf = (e: Emission, expression: Expression): SlsType => e.analysed.types.get(expression) ?? { kind: 'unknown' };

/** An alias that nothing else has. */
export const freshAlias = (e: Emission, prefix: string): string => `${prefix}${++e.counter.next}`;

/** SQL that ends the statement with a sentence, or is NULL where failing is caught; of the type that is asked for. */
export function failure(e: Emission, message: string, type: string): string {
  if (e.forgiving) return `CAST(NULL AS ${type})`;
  e.functions.add('sls_fail');
  const failing = `sls_fail(${literal(message)})`;
  return type === 'VARCHAR' ? failing : `CAST(${failing} AS ${type})`;
}

/** A call of a JavaScript function of this room, or what it gives for everything. NULL gives NULL either way. */
export function callFunction(e: Emission, name: string, ...args: readonly string[]): string {
  e.functions.add(name);
  const constant = e.options.constants?.get(name);
  if (constant !== undefined) return `CASE WHEN ${args.map(arg => `${arg} IS NOT NULL`).join(' AND ')} THEN ${constant} END`;
  return `${name}(${args.join(', ')})`;
}

export function withScope(e: Emission, scope: Scope): Emission {
  return { ...e, scopes: [...e.scopes, scope], lambdas: [], groups: undefined, handed: new Map() };
}

/** The SQL of an expression that is not computed where it stands: of a group's key, or of what a TRY is handed. */
export const computedElsewhere = (e: Emission, expression: Expression): string | undefined =>
  e.handed.get(expression) ?? e.groups?.sqlOf(expression);

/** The literal text of an argument, where it is one. */
export function literalText(expression: Expression | undefined): string | undefined {
  const at = expression && bare(expression);
  return at?.kind === 'literal' && at.type === 'string' ? at.value : undefined;
}

/** The literal whole number of an argument, where it is one. */
export function literalInteger(expression: Expression | undefined): number | undefined {
  const at = expression && bare(expression);
  if (at?.kind === 'unary' && at.operator === '-') {
    const positive = literalInteger(at.operand);
    return positive === undefined ? undefined : -positive;
  }
  return at?.kind === 'literal' && at.type === 'integer' ? Number(at.value) : undefined;
}
