import type { TextRange } from '../../lint/finding.ts';
import type { AnalysedQuery } from '../check/analysed-query.ts';
import type { QueryBody, SearchExpression, Select, Source, SqlQuery } from '../syntax/tree.ts';
import { emission, needOf, refusing } from './compile-query.ts';
import type { CompileOptions, CompileRefusal, LogRelation } from './compiled-query.ts';
import { type Emission, emitQuery } from './emission.ts';
import { emitBody, withTables } from './emit-query.ts';
import { emitSearchExpression } from './emit-search.ts';
import { emitClauses } from './emit-select.ts';
import { boundConditions } from './log-source.ts';
import type { SelectClauses } from './select-clauses.ts';

/** A step of a query with the statement that counts what is left behind it. */
export interface PlannedStep {
  readonly label: string;
  readonly start: number;
  readonly end: number;
  readonly of: 'events' | 'rows';
  /** One row with one bigint. */
  readonly sql: string;
  readonly children: readonly PlannedStep[];
}

/** What a query does one after another: the search and its parts, then the clauses of the SQL from the inside out. */
export function compileSteps(
  analysed: AnalysedQuery,
  options: CompileOptions,
): { readonly kind: 'steps'; readonly steps: readonly PlannedStep[] } | CompileRefusal {
  return refusing(() => {
    const plan: Plan = { analysed, options, ...needOf(analysed, options) };
    const { sql } = analysed.query;
    const steps = [searchStep(plan), ...(sql ? querySteps(plan, sql.query, direct) : [])];
    return { kind: 'steps' as const, steps };
  });
}

interface Plan {
  readonly analysed: AnalysedQuery;
  readonly options: CompileOptions;
  readonly relation: LogRelation;
}

/** Writes a statement inside the queries whose common tables it may read. */
type Around = (e: Emission, write: (e: Emission) => string) => string;

const direct: Around = (e, write) => write(e);

const statement = (plan: Plan, around: Around, write: (e: Emission) => string): string =>
  around(emission(plan.analysed, plan.options, plan.relation), write);

const shown = (plan: Plan, { start, end }: TextRange): string => plan.analysed.query.text.slice(start, end).replaceAll(/\s+/g, ' ');

const step = (
  plan: Plan,
  range: TextRange,
  of: PlannedStep['of'],
  sql: string,
  children: readonly PlannedStep[] = [],
  label?: string,
): PlannedStep => ({
  label: label ?? shown(plan, range),
  start: range.start,
  end: range.end,
  of,
  sql,
  children,
});

// ── search ──────────────────────────────────────────────────────────────────────────────────────────────────────────

function searchStep(plan: Plan): PlannedStep {
  const { expression, range } = plan.analysed.query.search;
  if (!expression || expression.kind === 'all') return step(plan, range, 'events', countEvents(plan, undefined), [], 'every event');
  return searchPart(plan, expression);
}

function countEvents(plan: Plan, expression: SearchExpression | undefined): string {
  return statement(plan, direct, e => {
    const conditions = [...boundConditions(e, 'e'), ...(expression ? [emitSearchExpression(e, expression, 'e')] : [])];
    return `SELECT count(*) FROM ${e.relation.from} AS e${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`}`;
  });
}

function searchPart(plan: Plan, expression: SearchExpression): PlannedStep {
  if (expression.kind === 'group') return searchPart(plan, expression.operand);
  return step(
    plan,
    expression.range,
    'events',
    countEvents(plan, expression),
    partsOf(expression).map(part => searchPart(plan, part)),
  );
}

function partsOf(expression: SearchExpression): readonly SearchExpression[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.operands;
    case 'minus':
      return [...(expression.left.kind === 'minus' ? partsOf(expression.left) : [expression.left]), expression.right];
    case 'not':
      return [expression.operand];
    case 'group':
      return partsOf(expression.operand);
    default:
      return [];
  }
}

// ── SQL ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

function querySteps(plan: Plan, query: SqlQuery, outside: Around): PlannedStep[] {
  const around: Around = (e, write) =>
    outside(e, inner => withTables(inner, query, innermost => ({ sql: write(innermost), columns: 1 })).sql);
  const steps = query.with.map(table => {
    const sql = statement(plan, around, e => `SELECT count(*) FROM (${emitQuery({ ...e, scopes: [] }, table.query, {}).sql})`);
    return step(plan, table.range, 'rows', sql, querySteps(plan, table.query, around), `with ${table.name.name}`);
  });
  steps.push(...bodySteps(plan, query.body, around));
  if (query.limit?.count !== undefined) {
    const sql = statement(plan, outside, e => `SELECT count(*) FROM (${emitQuery(e, query).sql})`);
    steps.push(step(plan, query.limit.range, 'rows', sql));
  }
  return steps;
}

function bodySteps(plan: Plan, body: QueryBody, around: Around): PlannedStep[] {
  const whole = () => statement(plan, around, e => `SELECT count(*) FROM (${emitBody(e, body).sql})`);
  switch (body.kind) {
    case 'select':
      return selectSteps(plan, body, around);
    case 'nested':
      return querySteps(plan, body.query, around);
    case 'set-operation': {
      const sides = [body.left, body.right].flatMap(side => bodySteps(plan, side, around));
      return [step(plan, body.range, 'rows', whole(), sides, body.all ? `${body.operator} all` : body.operator)];
    }
    case 'values':
      return [step(plan, body.range, 'rows', whole(), [], 'values')];
    case 'missing':
      return [];
  }
}

function selectSteps(plan: Plan, select: Select, around: Around): PlannedStep[] {
  const sources = plan.analysed.sources.get(select) ?? [];
  const events = sources.length === 1 && sources[0]?.kind === 'log';
  const counted = (write: (clauses: SelectClauses) => string) => statement(plan, around, e => write(emitClauses(e, select, [])));
  const steps: PlannedStep[] = [];
  const first = select.from[0];
  if (first && !events) {
    const range = { start: first.range.start, end: select.from.at(-1)!.range.end };
    const inside = select.from.flatMap(source => sourceSteps(plan, source, around));
    steps.push(
      step(
        plan,
        range,
        'rows',
        counted(c => `SELECT count(*)${c.from()}`),
        inside,
        inside.length === 0 ? undefined : 'from the rows of the sub-query',
      ),
    );
  }
  const of = events ? 'events' : 'rows';
  if (select.where)
    steps.push(
      step(
        plan,
        select.where.range,
        of,
        counted(c => `SELECT count(*)${c.from()}${c.where}`),
        [],
        `where ${shown(plan, select.where.range)}`,
      ),
    );
  const grouped = plan.analysed.aggregated.has(select);
  const last = select.groupBy.at(-1);
  if (grouped && last) {
    const range = { start: select.groupBy[0]!.range.start, end: last.range.end };
    steps.push(
      step(
        plan,
        range,
        'rows',
        counted(c => `SELECT count(*) FROM (SELECT 1${c.from()}${c.where}${c.group})`),
        [],
        `group by ${shown(plan, range)}`,
      ),
    );
  }
  const whole = counted(c => `SELECT count(*) FROM (SELECT ${c.items}${c.from()}${c.where}${c.group}${c.having})`);
  if (select.having) steps.push(step(plan, select.having.range, 'rows', whole, [], `having ${shown(plan, select.having.range)}`));
  else if (select.distinct || (grouped && !last))
    steps.push(step(plan, select.range, 'rows', whole, [], select.distinct ? 'distinct rows' : 'one row of aggregates'));
  return steps;
}

/** Queries that are read from, from left to right. */
function sourceSteps(plan: Plan, source: Source, around: Around): PlannedStep[] {
  if (source.kind === 'join') return [...sourceSteps(plan, source.left, around), ...sourceSteps(plan, source.right, around)];
  return source.kind === 'query-source' && !source.lateral ? querySteps(plan, source.query, around) : [];
}
