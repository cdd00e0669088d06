import type { Expression, QueryBody, SearchExpression, Select, Source, SqlQuery } from '../syntax/tree.ts';
import type { AnalysedQuery } from './analysed-query.ts';
import { conditionsOf } from './search-fields.ts';
import { partsOf } from './sql/parts.ts';

/** An expression with what is around it, innermost first. */
export interface VisitedExpression {
  readonly expression: Expression;
  readonly parent?: VisitedExpression;
  readonly select?: Select;
}

export interface VisitedSelect {
  readonly select: Select;
  /** The query that it is, alone. */
  readonly query?: SqlQuery;
  /** No query surrounds it. */
  readonly outermost: boolean;
}

/** An analysed query laid out for the lint rules: everything in it as lists, in textual order. */
export interface LintedQuery {
  readonly analysed: AnalysedQuery;
  readonly text: string;
  /** What the search asks for: its words, fields, comparisons and ranges. */
  readonly conditions: readonly SearchExpression[];
  readonly queries: readonly { readonly query: SqlQuery; readonly outermost: boolean }[];
  readonly selects: readonly VisitedSelect[];
  readonly expressions: readonly VisitedExpression[];
}

export function lintedQuery(analysed: AnalysedQuery): LintedQuery {
  const { query } = analysed;
  const walk = new Walk();
  if (query.sql) walk.query(query.sql.query, true);
  const byPlace = (a: VisitedExpression, b: VisitedExpression) => a.expression.range.start - b.expression.range.start;
  return {
    analysed,
    text: query.text,
    conditions: conditionsOf(query.search.expression),
    queries: walk.queries,
    selects: walk.selects.toSorted((a, b) => a.select.range.start - b.select.range.start),
    expressions: walk.expressions.toSorted(byPlace),
  };
}

/** Visits everything; what may be a long chain is walked, not entered. */
class Walk {
  readonly queries: { query: SqlQuery; outermost: boolean }[] = [];
  readonly selects: VisitedSelect[] = [];
  readonly expressions: VisitedExpression[] = [];

  query(query: SqlQuery, outermost: boolean, parent?: VisitedExpression): void {
    this.queries.push({ query, outermost });
    for (const table of query.with) this.query(table.query, false, parent);
    const select = query.body.kind === 'select' ? query.body : undefined;
    if (select) this.#select(select, outermost, query, parent);
    else this.#body(query.body, outermost, parent);
    for (const { expression } of query.orderBy) this.#expression(expression, select, parent);
  }

  #body(body: QueryBody, outermost: boolean, parent?: VisitedExpression): void {
    const waiting: QueryBody[] = [body];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.kind === 'set-operation') waiting.push(next.right, next.left);
      else if (next.kind === 'select') this.#select(next, outermost, undefined, parent);
      else if (next.kind === 'nested') this.query(next.query, outermost, parent);
      else if (next.kind === 'values') for (const row of next.rows) for (const e of row) this.#expression(e, undefined, parent);
    }
  }

  #select(select: Select, outermost: boolean, query: SqlQuery | undefined, parent?: VisitedExpression): void {
    this.selects.push({ select, outermost, ...(query && { query }) });
    for (const source of select.from) this.#source(source, select, parent);
    for (const item of select.items) if (item.kind === 'item') this.#expression(item.expression, select, parent);
    if (select.where) this.#expression(select.where, select, parent);
    for (const item of select.groupBy) {
      const expressions = item.kind === 'group-expression' ? [item.expression] : item.sets.flat();
      for (const expression of expressions) this.#expression(expression, select, parent);
    }
    if (select.having) this.#expression(select.having, select, parent);
  }

  #source(source: Source, select: Select, parent?: VisitedExpression): void {
    const waiting: Source[] = [source];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (next.kind === 'query-source') this.query(next.query, false, parent);
      else if (next.kind === 'unnest') for (const e of next.arguments) this.#expression(e, select, parent);
      else if (next.kind === 'join') {
        if (next.on) this.#expression(next.on, select, parent);
        waiting.push(next.right, next.left);
      }
    }
  }

  #expression(first: Expression, select: Select | undefined, around?: VisitedExpression): void {
    const waiting: { expression: Expression; parent?: VisitedExpression | undefined }[] = [{ expression: first, parent: around }];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      const { expression, parent } = next;
      const visited: VisitedExpression = { expression, ...(parent && { parent }), ...(select && { select }) };
      this.expressions.push(visited);
      if ('query' in expression) this.query(expression.query, false, visited);
      for (const part of partsOf(expression)) waiting.push({ expression: part, parent: visited });
    }
  }
}
