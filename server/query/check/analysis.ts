import type { Finding, Fix, TextRange } from '../../lint/finding.ts';
import type { LogField, LogSchema } from '../catalog/log-field.ts';
import type { SlsType } from '../catalog/sls-type.ts';
import type {
  Call,
  ColumnReference,
  Expression,
  FieldName,
  Query,
  Select,
  SetOperation,
  SqlQuery,
  StarItem,
  Values,
} from '../syntax/tree.ts';
import type { AnalysedQuery, AnalysedSource, RelationColumn, Resolution } from './analysed-query.ts';
import type { Place } from './names/place.ts';
import type { QueryColumns, Surroundings } from './names/scope.ts';
import { PROBLEM_PAGE, type ProblemCode } from './problem-codes.ts';

/** What reads expressions and queries: each contains the other, so they meet here and do not import one another. */
export interface Readers {
  readonly expression: (analysis: Analysis, expression: Expression, place: Place) => SlsType;
  readonly query: (analysis: Analysis, query: SqlQuery, around: Surroundings) => QueryColumns;
}

/** Collects what is found out about one query. */
export class Analysis {
  readonly types = new Map<Expression, SlsType>();
  readonly resolutions = new Map<ColumnReference, Resolution>();
  readonly searchFields = new Map<FieldName, LogField>();
  readonly outputs = new Map<Select | SqlQuery | SetOperation | Values, readonly RelationColumn[]>();
  readonly sources = new Map<Select, readonly AnalysedSource[]>();
  readonly stars = new Map<StarItem, readonly RelationColumn[]>();
  readonly calls = new Map<Call, 'scalar' | 'aggregate' | 'window'>();
  readonly aggregated = new Set<Select>();
  readonly #query: Query;
  readonly schema: LogSchema;
  readonly #readers: Readers;
  readonly #problems: Finding[] = [];
  #quiet = 0;

  constructor(query: Query, schema: LogSchema, readers: Readers) {
    this.#query = query;
    this.schema = schema;
    this.#readers = readers;
  }

  /** Type of an expression and of all that it contains. */
  typeOf(expression: Expression, place: Place): SlsType {
    const type = this.#readers.expression(this, expression, place);
    this.types.set(expression, type);
    return type;
  }

  /** Columns of a query inside the query. */
  columnsOf(query: SqlQuery, around: Surroundings): QueryColumns {
    return this.#readers.query(this, query, around);
  }

  sourceText({ start, end }: TextRange): string {
    return this.#query.text.slice(start, end);
  }

  report(
    code: ProblemCode,
    range: TextRange,
    message: string,
    more: { readonly fixes?: readonly Fix[]; readonly severity?: 'warning' } = {},
  ): void {
    if (this.#quiet > 0) return;
    this.#problems.push({
      code,
      severity: more.severity ?? 'error',
      range,
      message,
      page: PROBLEM_PAGE,
      ...(more.fixes && { fixes: more.fixes }),
    });
  }

  /** Reads something on trial: what is wrong with it is not told. */
  quietly<T>(read: () => T): T {
    this.#quiet += 1;
    try {
      return read();
    } finally {
      this.#quiet -= 1;
    }
  }

  /** Number of problems so far, to tell whether something added one. */
  get troubles(): number {
    return this.#problems.length;
  }

  finish(): AnalysedQuery {
    const { types, resolutions, searchFields, outputs, sources, stars, calls, aggregated } = this;
    const syntax = this.#query.problems.map(
      ({ code = 'query-syntax', range, message }): Finding => ({ code, severity: 'error', range, message, page: PROBLEM_PAGE }),
    );
    const problems = [...syntax, ...this.#problems].sort((a, b) => a.range.start - b.range.start);
    return { query: this.#query, types, resolutions, searchFields, outputs, sources, stars, calls, aggregated, problems };
  }
}
